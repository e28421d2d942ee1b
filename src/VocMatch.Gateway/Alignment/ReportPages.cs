using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Gateway.Pages;

namespace VocMatch.Gateway.Alignment;

/// <summary>Reports for people to read and to print.</summary>
internal static class ReportPages
{
    private const int Listed = 100;

    /// <summary>The same id gives the same page for ever.</summary>
    private const string Kept = "private, max-age=31536000, immutable";

    public static void MapReportPages(this IEndpointRouteBuilder root)
    {
        var pages = root.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/reports", List);
        pages.MapGet("/reports/{id}", Show);
        pages.MapGet("/reports/{id}/style.css", Style);
    }

    private static async Task<RazorComponentResult<ReportListPage>> List(IGrainFactory grains)
    {
        var reports = await grains.GetGrain<IReportRegisterGrain>("all").List(Listed, cursor: null);
        return new RazorComponentResult<ReportListPage>(new { Reports = reports?.Items ?? ImmutableArray<ReportHeader>.Empty });
    }

    private static async Task<IResult> Show(string id, HttpContext http, IGrainFactory grains)
    {
        if (await Page(id, grains) is not { } page)
        {
            return new RazorComponentResult<MissingPage>(new { What = "No report has this id." }) { StatusCode = StatusCodes.Status404NotFound };
        }

        http.Response.Headers.CacheControl = Kept;
        return TypedResults.Bytes(PrintedStyle.Linked(page, $"/reports/{id}/style.css"), ReportFormats.TypeOf(ReportFormat.Html));
    }

    private static async Task<IResult> Style(string id, HttpContext http, IGrainFactory grains)
    {
        if (await Page(id, grains) is not { } page)
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = Kept;
        return TypedResults.Bytes(PrintedStyle.Of(page).ToArray(), "text/css; charset=utf-8");
    }

    private static async Task<byte[]?> Page(string id, IGrainFactory grains) =>
        IdRule.IsValid(id) && await grains.GetGrain<IReportGrain>(id).Find() is { Simulated: false }
            ? await grains.GetGrain<IReportGrain>(id).Document(ReportFormat.Html, null)
            : null;
}
