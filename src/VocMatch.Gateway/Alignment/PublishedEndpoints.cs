using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Alignment.Published;
using VocMatch.Alignment.Reports;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Reading;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Alignment;

/// <summary>Supply and demand by program from outside series alone: there on the first day.</summary>
internal static class PublishedEndpoints
{
    private static readonly QueryParameter Format = new("format", "json or csv; left out: what Accept asks for, else json.", "csv");

    private static readonly QueryParameter Limit = new("limit", $"Programs a page, 1 to {PageRequest.MaxLimit}; all of them where it is left out.", "50", Whole: true);

    private static readonly QueryParameter Region = new("region", "Id of a region, where the series have its figures; left out: the nation's.", "north");

    private static readonly QueryParameter Year = new("year", "The year of the completions; the other series give theirs of that year, or their latest. Left out: the latest of each.", "2023");

    public static void MapPublishedStatistics(this ApiGroups api) =>
        api.Everybody.MapGroup("/reports").WithTags("Reports").MapGet("/published", Get)
            .WithSummary("Published completions and openings by program, openings counted whole and shared, with sources")
            .Takes(Format, ReferenceSeriesEndpoints.Prefix, Region, Year, ReferenceSeriesEndpoints.State, Limit, QueryParameter.Cursor)
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

        var (prefix, state) = (query.Text(ReferenceSeriesEndpoints.Prefix), query.OneOf<FigureState>(ReferenceSeriesEndpoints.State));
        var selection = new PublishedSelection(query.Id<RegionId>(Region), query.Text(Year));
        var page = new PageRequest(query.Whole(Limit, int.MaxValue, 1, PageRequest.MaxLimit), query.Text(QueryParameter.Cursor));
        if (query.Violations.Length > 0)
        {
            return Problem.Malformed(query.Violations);
        }

        var imported = await grains.AllSeries();
        var selected = ImportedSeries.Published(imported, selection);
        if (selected.Series is not { } series)
        {
            return new Problem(ProblemTypes.Conflict, selected.Missing!);
        }

        var statistics = PublishedStatistics.Compute(series);
        ImmutableArray<ProgramStatistics> programs =
        [
            .. statistics.Programs.Where(program =>
                (prefix is null || program.Program.StartsWith(prefix, StringComparison.Ordinal)) && ReferenceSeriesEndpoints.Is(state, program.CompletionsMissing)),
        ];
        var data = string.Join('\n', imported.Select(one => $"{one.Kind} {one.Name} {one.Version}"));
        if (ListCursor.Take(http.Request, programs, page, data) is not { } taken)
        {
            return ListAnswers.ForeignCursor(page.Cursor!);
        }

        var shown = new PublishedStatistics(taken.Items, page.Cursor is null ? statistics.Unfed : []);
        if (ReportFormats.Asked(http.Request, format) != ReportFormat.Csv)
        {
            return EntityAnswers.Json(PublishedDocument.Of(series, shown, taken.NextCursor));
        }

        using var csv = new MemoryStream();
        ReportCsv.Write(PublishedTable.Of(series, shown), csv);
        http.Response.Headers.ContentDisposition = "attachment; filename=\"published-programs.csv\"";
        return TypedResults.Bytes(csv.ToArray(), ReportFormats.TypeOf(ReportFormat.Csv));
    }
}
