using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Alignment;

/// <summary>A file as the body of a request, or why it cannot be taken.</summary>
/// <param name="Charset">What the request says of its encoding; null where nothing.</param>
internal sealed record ReferenceBody(ReadOnlyMemory<byte> File, string? Charset, Problem? Problem)
{
    private const string Tsv = "text/tab-separated-values";
    private const string PlainText = "text/plain";
    private const string Bytes = "application/octet-stream";

    public static readonly ImmutableArray<string> Types = [ContentType.Csv, Tsv, PlainText, ReportFormats.Xlsx, Bytes];

    /// <param name="isPlain">True for the platform's own format: CSV in UTF-8 only.</param>
    public static async Task<ReferenceBody> Read(HttpRequest request, bool isPlain)
    {
        if (isPlain && ContentType.Of(request) != ContentType.Csv)
        {
            return Refused($"The body must be {ContentType.Csv} in UTF-8, not compressed. Other files need a mapping.");
        }

        var encoding = request.Headers.ContentEncoding;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !Types.Contains(type.MediaType.ToString().ToLowerInvariant())
            || encoding is not ([] or [null or "" or "identity"]))
        {
            return Refused($"The body must be one of {string.Join(", ", Types)}, not compressed.");
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        var charset = HeaderUtilities.RemoveQuotes(type.Charset).ToString();
        return new(body.ToArray(), charset.Length > 0 ? charset : null, null);
    }

    private static ReferenceBody Refused(string detail) => new(default, null, new(ProblemTypes.UnsupportedMediaType, detail));
}
