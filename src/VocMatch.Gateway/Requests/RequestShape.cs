using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.Problems;

namespace VocMatch.Gateway.Requests;

/// <summary>Refuses, before an operation of the API runs, ids in its path that can be none, and query parameters it does not take.</summary>
internal sealed class RequestShape(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var operation = http.GetEndpoint();
        if (operation?.Metadata.GetMetadata<AudienceMetadata>() is null)
        {
            return next(http);
        }

        var violations = ImmutableArray.CreateBuilder<Violation>();
        foreach (var (name, value) in http.Request.RouteValues)
        {
            if (value is string text && !IdRule.IsValid(text))
            {
                violations.Add(new(name, Shown.Short(text), $"An id has {IdRule.Text}."));
            }
        }

        if (http.Request.Query.Count > 0)
        {
            var taken = operation.Metadata.GetOrderedMetadata<QueryParameter>();
            foreach (var name in http.Request.Query.Keys)
            {
                if (!taken.Any(parameter => parameter.Name == name))
                {
                    violations.Add(new(Shown.Short(name), null, Unknown(taken)));
                }
            }
        }

        return violations.Count == 0 ? next(http) : Problem.Malformed(violations.ToImmutable()).ExecuteAsync(http);
    }

    private static string Unknown(IReadOnlyList<QueryParameter> taken) => taken.Count == 0
        ? "This operation takes no query parameters."
        : $"This operation takes the query parameters {string.Join(", ", taken.Select(parameter => parameter.Name))}.";
}
