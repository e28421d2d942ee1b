using Microsoft.AspNetCore.Http;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Answers;

/// <summary>200 with JSON that stands written already.</summary>
internal sealed class WrittenJson(ReadOnlyMemory<byte> json) : IResult
{
    public Task ExecuteAsync(HttpContext http)
    {
        http.Response.ContentType = ContentType.Json;
        http.Response.ContentLength = json.Length;
        return http.Response.BodyWriter.WriteAsync(json, http.RequestAborted).AsTask();
    }
}
