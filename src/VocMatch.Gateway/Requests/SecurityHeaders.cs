using Microsoft.AspNetCore.Http;

namespace VocMatch.Gateway.Requests;

/// <summary>Headers for browsers and caches on every answer.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>Under this key of <see cref="HttpContext.Items"/> an answer puts a content security policy of its own.</summary>
    public static readonly object PolicyItem = new();

    private const string OwnOnly =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Swagger UI writes styles into its page and draws with data: images.</summary>
    private const string SwaggerUi =
        "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(static state =>
        {
            Write((HttpContext)state);
            return Task.CompletedTask;
        }, http);
        return next(http);
    }

    private static void Write(HttpContext http)
    {
        var headers = http.Response.Headers;
        var path = http.Request.Path;
        headers.ContentSecurityPolicy = http.Items.TryGetValue(PolicyItem, out var own) ? (string)own!
            : path.StartsWithSegments("/swagger") ? SwaggerUi
            : OwnOnly;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (headers.CacheControl.Count == 0)
        {
            var personal = path.StartsWithSegments("/api/v1/students") || path.StartsWithSegments("/students")
                || path.StartsWithSegments("/api/v1/rounds") || path.StartsWithSegments("/rounds");
            headers.CacheControl = personal ? "no-store" : "no-cache";
        }
    }
}
