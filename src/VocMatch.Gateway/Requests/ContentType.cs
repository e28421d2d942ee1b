using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace VocMatch.Gateway.Requests;

/// <summary>What a body says it is.</summary>
internal static class ContentType
{
    public const string Json = "application/json";

    public const string Ndjson = "application/x-ndjson";

    public const string Csv = "text/csv";

    public const string Multipart = "multipart/form-data";

    /// <summary>The media type in lower case, or null where it is missing, not UTF-8 or compressed.</summary>
    public static string? Of(HttpRequest request)
    {
        var encoding = request.Headers.ContentEncoding;
        var plain = encoding.Count == 0 || (encoding.Count == 1 && encoding[0] is null or "" or "identity");
        if (!plain || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return null;
        }

        var charset = HeaderUtilities.RemoveQuotes(type.Charset);
        return charset.Length == 0 || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            ? type.MediaType.ToString().ToLowerInvariant()
            : null;
    }
}
