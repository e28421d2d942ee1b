using System.Buffers;
using Microsoft.AspNetCore.Http;
using VocMatch.Contracts.Outcomes;
using VocMatch.Data.Rows;
using VocMatch.Gateway.Problems;

namespace VocMatch.Gateway.Requests;

/// <summary>A JSON body: its value and its bytes, or what is wrong with it.</summary>
internal sealed record JsonContent<T>(T? Value, ReadOnlyMemory<byte> Bytes, Problem? Problem)
    where T : class;

internal static class JsonContent
{
    /// <exception cref="BadHttpRequestException">The body is too large, or ends too early.</exception>
    public static async Task<JsonContent<T>> Read<T>(HttpRequest request)
        where T : class
    {
        if (ContentType.Of(request) != ContentType.Json)
        {
            var detail = $"The body must be {ContentType.Json} in UTF-8, not compressed.";
            return new(null, default, new Problem(ProblemTypes.UnsupportedMediaType, detail));
        }

        var bytes = await ReadBody(request);
        var read = NdjsonRows.Parse<T>(1, bytes.Span);
        return read.Row is { } value
            ? new(value, bytes, null)
            : new(null, bytes, Problem.Malformed([.. read.Errors.Select(e => new Violation(e.Field ?? "", e.Value, e.Rule))]));
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBody(HttpRequest request)
    {
        var body = new ArrayBufferWriter<byte>(request.ContentLength is > 0 and <= 65_536 and { } length ? (int)length : 4096);
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            foreach (var segment in read.Buffer)
            {
                body.Write(segment.Span);
            }

            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return body.WrittenMemory;
            }
        }
    }
}
