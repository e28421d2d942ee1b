using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using VocMatch.Contracts.Json;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Gateway.Problems;

/// <summary>The body of every error (RFC 9457).</summary>
/// <param name="Type">Address of the page that explains the kind of error; compare this, not the texts.</param>
/// <param name="Title">The kind of error in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What happened this time.</param>
/// <param name="Errors">Each field that is wrong, where fields are.</param>
/// <param name="TraceId">Names this request in the logs, for a defect of the service.</param>
public sealed record ProblemDocument(
    string Type,
    string Title,
    int Status,
    string Detail,
    ImmutableArray<Violation>? Errors = null,
    string? TraceId = null);

/// <summary>An error as the answer of an endpoint.</summary>
internal sealed class Problem(ProblemType type, string detail, ImmutableArray<Violation> errors = default) : IResult
{
    public const string ContentType = "application/problem+json";

    public static Problem Of(Refusal refusal) => new(ProblemTypes.Of(refusal.Kind), refusal.Detail, refusal.Violations);

    /// <summary>A field of the request that cannot be read.</summary>
    public static Problem Malformed(Violation violation) => new(ProblemTypes.Malformed, violation.Rule, [violation]);

    public static Problem Malformed(ImmutableArray<Violation> violations) => violations.Length == 1
        ? Malformed(violations[0])
        : new(ProblemTypes.Malformed, $"{violations.Length} parts of the request cannot be read.", violations);

    public static Problem NotFound(string what) => new(ProblemTypes.NotFound, $"{what} does not exist.");

    public Task ExecuteAsync(HttpContext http) => Write(http, type.Status);

    /// <summary>Writes it with a status of its own, for statuses that share a kind.</summary>
    public Task Write(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            http.Response.Headers.RetryAfter = "1";
        }

        var trace = status >= StatusCodes.Status500InternalServerError ? Activity.Current?.Id ?? http.TraceIdentifier : null;
        var document = new ProblemDocument(type.Address, type.Title, status, detail, errors.IsDefaultOrEmpty ? null : errors, trace);
        return http.Response.WriteAsJsonAsync(document, WireJson.Answers, ContentType, http.RequestAborted);
    }
}
