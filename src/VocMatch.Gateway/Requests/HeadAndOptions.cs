using Microsoft.AspNetCore.Http;

namespace VocMatch.Gateway.Requests;

/// <summary>
/// HEAD answers as GET does, without the body, which the server leaves out; OPTIONS answers 204 with the methods that an address takes.
/// </summary>
internal sealed class HeadAndOptions(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (HttpMethods.IsHead(http.Request.Method))
        {
            http.Request.Method = HttpMethods.Get;
        }

        await next(http);
        if (http.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false, Headers.Allow.Count: > 0 })
        {
            Complete(http);
        }
    }

    /// <summary>Routing found the address and not the method: it names those that are mapped, which HEAD and OPTIONS are not.</summary>
    private static void Complete(HttpContext http)
    {
        var mapped = http.Response.Headers.Allow.ToString();
        http.Response.Headers.Allow = mapped.Split(", ").Contains(HttpMethods.Get)
            ? $"{mapped}, {HttpMethods.Head}, {HttpMethods.Options}"
            : $"{mapped}, {HttpMethods.Options}";
        if (HttpMethods.IsOptions(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }
}
