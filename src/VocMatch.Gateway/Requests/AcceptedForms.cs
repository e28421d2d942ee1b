using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.Problems;

namespace VocMatch.Gateway.Requests;

/// <summary>406 where <c>Accept</c> names nothing that an operation of the API can answer with, before it does anything.</summary>
internal sealed class AcceptedForms(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (http.Request.Headers.Accept.Count == 0 || http.GetEndpoint() is not { } operation || operation.Metadata.GetMetadata<AudienceMetadata>() is null)
        {
            return next(http);
        }

        var given = AnswerForms.Of(operation.Metadata).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (given.Count == 1 || !MediaTypeHeaderValue.TryParseList([.. http.Request.Headers.Accept.OfType<string>()], out var accepted)
            || accepted.Any(range => range.Quality != 0 && given.Exists(form => new MediaTypeHeaderValue(form).IsSubsetOf(Range(range)))))
        {
            return next(http);
        }

        var sent = Shown.Short(http.Request.Headers.Accept.ToString());
        return new Problem(
            ProblemTypes.NotAcceptable,
            "This operation answers none of the content types asked for.",
            [new(HeaderNames.Accept, sent, $"One of {string.Join(", ", given.SkipLast(1))}.")]).ExecuteAsync(http);
    }

    /// <summary>Without quality and other parameters, which say nothing of the type.</summary>
    private static MediaTypeHeaderValue Range(MediaTypeHeaderValue range) => new(range.MediaType);
}
