using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Alignment.Published;
using VocMatch.Alignment.Reports;
using VocMatch.Contracts.Alignment;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Alignment;

/// <summary>National supply and demand by program from outside series alone: there on the first day.</summary>
internal static class PublishedEndpoints
{
    private static readonly QueryParameter Format = new("format", "json or csv; left out: what Accept asks for, else json.", "csv");

    public static void MapPublishedStatistics(this ApiGroups api) =>
        api.Everybody.MapGroup("/reports").WithTags("Reports").MapGet("/published", Get)
            .WithSummary("Published completions and openings by program, openings counted whole and shared, with sources")
            .Takes(Format)
            .Answers<PublishedDocument>(ProblemTypes.Malformed, ProblemTypes.Conflict, ProblemTypes.Unavailable)
            .AnswersAlsoAs(ContentType.Csv);

    private static async Task<IResult> Get(HttpContext http, IGrainFactory grains)
    {
        var query = new QueryReader(http.Request.Query);
        var format = query.OneOf<ReportFormat>(Format);
        if (format is "xlsx" or "html")
        {
            return Problem.Malformed(new Contracts.Outcomes.Violation(Format.Name, format, "json or csv."));
        }

        if (query.Violations.Length > 0)
        {
            return Problem.Malformed(query.Violations);
        }

        if (ImportedSeries.Published(await grains.AllSeries()) is not { } series)
        {
            return new Problem(
                ProblemTypes.Conflict, "No published series are there yet: import completions, crosswalk and openings first.");
        }

        var statistics = PublishedStatistics.Compute(series);
        if (ReportFormats.Asked(http.Request, format) != ReportFormat.Csv)
        {
            return EntityAnswers.Json(PublishedDocument.Of(series, statistics));
        }

        using var csv = new MemoryStream();
        ReportCsv.Write(PublishedTable.Of(statistics), csv);
        http.Response.Headers.ContentDisposition = "attachment; filename=\"published-programs.csv\"";
        return TypedResults.Bytes(csv.ToArray(), ReportFormats.TypeOf(ReportFormat.Csv));
    }
}
