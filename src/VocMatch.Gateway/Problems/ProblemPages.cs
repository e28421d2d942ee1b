using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace VocMatch.Gateway.Problems;

/// <summary>A page for each kind of error, at the address its documents name; and a document for answers without a body.</summary>
internal static class ProblemPages
{
    public static void MapProblemPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/problems", () => new RazorComponentResult<ProblemListPage>()).ExcludeFromDescription();
        pages.MapGet("/problems/{name}", Page).ExcludeFromDescription();
    }

    public static Task DescribeStatus(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var status = http.Response.StatusCode;
        var detail = status switch
        {
            StatusCodes.Status404NotFound => "There is nothing at this address.",
            StatusCodes.Status405MethodNotAllowed => $"This address does not take {http.Request.Method}.",
            StatusCodes.Status415UnsupportedMediaType => "This operation does not take the content type sent.",
            _ => "The request cannot be answered.",
        };
        return new Problem(ProblemTypes.OfStatus(status), detail).Write(http, status);
    }

    private static Results<RazorComponentResult<ProblemPage>, NotFound> Page(string name) =>
        ProblemTypes.All.FirstOrDefault(type => type.Name == name) is { } type
            ? new RazorComponentResult<ProblemPage>(new { Type = type })
            : TypedResults.NotFound();
}
