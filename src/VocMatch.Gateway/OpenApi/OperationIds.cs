using System.Globalization;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Routing;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.OpenApi;

/// <summary>
/// The operationId that generated clients name their methods by: <c>listSchools</c>, <c>getSchool</c>, <c>putSchool</c>, <c>publishPlacement</c>,
/// <c>importSchools</c>. It follows from method and path alone, so it changes only with them; an endpoint name set at the mapping wins.
/// </summary>
internal static class OperationIds
{
    private static readonly string[] Made = ["offers", "rounds"];

    public static string? Of(ApiDescription operation)
    {
        var metadata = operation.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IEndpointNameMetadata>().LastOrDefault() is { } named)
        {
            return named.EndpointName;
        }

        return operation.HttpMethod is { } method && operation.RelativePath is { } path
            ? Of(method, path, metadata.OfType<QueryParameter>().Contains(QueryParameter.Cursor))
            : null;
    }

    /// <param name="isList">Whether the answer is a page of a list.</param>
    public static string Of(string method, string path, bool isList)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries).SkipWhile(segment => segment is "api" or "v1").ToArray();
        var names = segments
            .Select((segment, i) => !IsParameter(segment) ? Pascal(i + 1 < segments.Length && IsParameter(segments[i + 1]) ? Singular(segment) : segment)
                : (i > 0 && IsParameter(segments[i - 1])) || (isList && i == segments.Length - 1) ? $"By{Pascal(segment.Trim('{', '}'))}"
                : "")
            .ToArray();
        var last = segments[^1];
        return method switch
        {
            "GET" => (isList ? "list" : "get") + string.Concat(names),
            "PUT" => "put" + string.Concat(names),
            "DELETE" => "delete" + string.Concat(names),
            "POST" when segments is ["imports", _] => "import" + names[1],
            "POST" when Made.Contains(last) => "create" + string.Concat(names[..^1]) + Pascal(Singular(last)),
            "POST" when !IsParameter(last) => Camel(names[^1]) + string.Concat(names[..^1]),
            _ => method.ToLowerInvariant() + string.Concat(names),
        };
    }

    private static bool IsParameter(string segment) => segment.StartsWith('{');

    private static string Singular(string plural) => plural switch
    {
        _ when plural.EndsWith("series", StringComparison.Ordinal) => plural,
        _ when plural.EndsWith("ies", StringComparison.Ordinal) => plural[..^3] + "y",
        _ when plural.EndsWith("ches", StringComparison.Ordinal) => plural[..^2],
        _ when plural.EndsWith('s') => plural[..^1],
        _ => plural,
    };

    private static string Pascal(string segment) =>
        string.Concat(segment.Split('-', '.').Select(word => word.Length == 0 ? "" : char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..]));

    private static string Camel(string pascal) => char.ToLower(pascal[0], CultureInfo.InvariantCulture) + pascal[1..];
}
