using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace VocMatch.Gateway.Audiences;

/// <summary>
/// Answers that count persons as they are, without the protection of a report: for those who may see the persons themselves. Every
/// such answer says so in the header <c>Publication</c> and is kept by no cache.
/// </summary>
internal static class NotForPublication
{
    public const string Header = "Publication";

    public const string Words = "not for publication: counts of persons without protection, for those who look after them";

    public const string Description =
        "Not for publication: it counts persons as they are, without the protection of a report, for those who may see the persons themselves. The header Publication of the answer says so.";

    public static RouteHandlerBuilder IsNotForPublication(this RouteHandlerBuilder operation) => operation
        .WithMetadata(new NotForPublicationMetadata())
        .AddEndpointFilter(static (context, next) =>
        {
            var headers = context.HttpContext.Response.Headers;
            headers[Header] = Words;
            headers.CacheControl = "no-store";
            return next(context);
        });
}

internal sealed record NotForPublicationMetadata;
