using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;
using VocMatch.Gateway.Pages;

namespace VocMatch.Gateway.Alignment;

/// <summary>Reports for people to read and to print.</summary>
internal static class ReportPages
{
    private const int Listed = 100;

    public static void MapReportPages(this IEndpointRouteBuilder root)
    {
        var pages = root.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/reports", List);
        pages.MapGet("/reports/{id}", Show);
    }

    private static async Task<RazorComponentResult<ReportListPage>> List(IGrainFactory grains)
    {
        var reports = await grains.GetGrain<IReportRegisterGrain>("all").List(Listed, cursor: null);
        return new RazorComponentResult<ReportListPage>(new { Reports = reports?.Items ?? ImmutableArray<ReportHeader>.Empty });
    }

    private static async Task<IResult> Show(string id, HttpContext http, IGrainFactory grains) =>
        IdRule.IsValid(id) && await grains.GetGrain<IReportGrain>(id).Find() is { Simulated: false }
            ? await ReportAnswers.Document(http, id, ReportFormat.Html, table: null)
            : new RazorComponentResult<MissingPage>(new { What = "No report has this id." }) { StatusCode = StatusCodes.Status404NotFound };
}
