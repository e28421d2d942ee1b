using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Reading;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Alignment;

/// <summary>An imported series without its rows.</summary>
/// <param name="Series">As it stands in the address: <c>completions</c>, <c>classifications/kldb-2010</c>.</param>
/// <param name="Missing">Rows whose figure the source does not give.</param>
/// <param name="Years">Years of its figures; empty where the file named none.</param>
/// <param name="Regions">Regions that it has figures of.</param>
/// <param name="Nation">True where it has figures of the nation.</param>
public sealed record ReferenceHeader(
    string Series,
    ReferenceKind Kind,
    string Source,
    string Vintage,
    int Rows,
    int Missing,
    ImmutableArray<string> Years,
    ImmutableArray<RegionId> Regions,
    bool Nation,
    string? Classification,
    string? TargetClassification,
    ImmutableArray<string> Notes,
    string Sha256,
    long Version);

/// <summary>Rows of a series, in order of code, region and year.</summary>
/// <param name="NextCursor">Null on the last page.</param>
public sealed record ReferencePage(ReferenceHeader Header, ImmutableArray<ReferenceRow> Items, string? NextCursor);

/// <summary>What of a figure is asked for.</summary>
internal enum FigureState
{
    Given,
    Suppressed,
    NotAvailable,
    Unreliable,
    Low,
}

/// <summary>Shows the series that were imported, and takes them away.</summary>
internal static class ReferenceSeriesEndpoints
{
    public static readonly QueryParameter Prefix = new("prefix", "The beginning of the codes that are shown.", "51.38");

    public static readonly QueryParameter Year = new("year", "The year of the figures, as the series has it.", "2023");

    public static readonly QueryParameter State = new("state", "given, suppressed, notAvailable, unreliable or low.", "suppressed");

    public static void MapReferenceSeries(this ApiGroups api)
    {
        var everybody = api.Everybody.MapGroup("/reference-series").WithTags("Reference series");
        everybody.MapGet("", List)
            .WithSummary("The series of other publishers that were imported, with source and vintage")
            .Answers<Page<ReferenceHeader>>(ProblemTypes.Unavailable);
        everybody.MapGet("/{kind}", (string kind, HttpContext http, IGrainFactory grains) => Rows(kind, null, http, grains))
            .WithSummary("Rows of one series: completions, openings, crosswalk, wages, combined-codes or entry-education")
            .Takes(Prefix, QueryParameter.Region, Year, State, QueryParameter.Limit, QueryParameter.Cursor)
            .Answers<ReferencePage>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Unavailable);
        everybody.MapGet("/{kind}/{name}", (string kind, string name, HttpContext http, IGrainFactory grains) => Rows(kind, name, http, grains))
            .WithSummary("Rows of one of classifications, or of classification-crosswalks (from:to)")
            .Takes(Prefix, QueryParameter.Region, Year, State, QueryParameter.Limit, QueryParameter.Cursor)
            .Answers<ReferencePage>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Unavailable);

        var admin = api.Admin.MapGroup("/reference-series").WithTags("Reference series");
        admin.MapDelete("/{kind}", (string kind, HttpContext http, IGrainFactory grains) => Delete(kind, null, http, grains))
            .WithSummary("Takes a series away")
            .Produces(StatusCodes.Status204NoContent)
            .WithMetadata(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.VersionMismatch, ProblemTypes.Unavailable, new ConditionalWrite(KeyRequired: false));
        admin.MapDelete("/{kind}/{name}", (string kind, string name, HttpContext http, IGrainFactory grains) => Delete(kind, name, http, grains))
            .WithSummary("Takes a classification away, or a crosswalk between two")
            .Produces(StatusCodes.Status204NoContent)
            .WithMetadata(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.VersionMismatch, ProblemTypes.Unavailable, new ConditionalWrite(KeyRequired: false));
    }

    /// <summary>True for a figure in that state; every figure where none is asked for.</summary>
    public static bool Is(string? state, MissingFigure? missing) => state switch
    {
        null => true,
        "given" => missing is null,
        "suppressed" => missing == MissingFigure.Suppressed,
        "notAvailable" => missing == MissingFigure.NotAvailable,
        "unreliable" => missing == MissingFigure.Unreliable,
        _ => missing == MissingFigure.Low,
    };

    private static async Task<IResult> List(IGrainFactory grains) =>
        EntityAnswers.Json(new Page<ReferenceHeader>([.. (await grains.AllSeries()).Select(Header)], null));

    private static async Task<IResult> Rows(string kind, string? name, HttpContext http, IGrainFactory grains)
    {
        var query = new QueryReader(http.Request.Query);
        var (prefix, region, year, state) = (query.Text(Prefix), query.Id<RegionId>(QueryParameter.Region), query.Text(Year), query.OneOf<FigureState>(State));
        var page = query.Page();
        if (query.Violations.Length > 0)
        {
            return Problem.Malformed(query.Violations);
        }

        if (Find(kind, name, grains) is not { } grain || await grain.Find() is not { } series)
        {
            return Missing(kind, name);
        }

        var rows = series.Rows.Where(row => (prefix is null || row.Code.StartsWith(prefix, StringComparison.Ordinal))
            && (region is null || row.Region == region) && (year is null || row.Year == year) && Is(state, row.Missing));
        return ListCursor.Take(http.Request, [.. rows], page, $"{series.Sha256} {series.Version}") is { } taken
            ? EntityAnswers.Json(new ReferencePage(Header(series), taken.Items, taken.NextCursor))
            : ListAnswers.ForeignCursor(page.Cursor!);
    }

    private static async Task<IResult> Delete(string kind, string? name, HttpContext http, IGrainFactory grains)
    {
        if (Find(kind, name, grains) is not { } grain)
        {
            return Missing(kind, name);
        }

        var headers = await WriteHeaders.Read(http.Request, default, async () => (await grain.Find())?.Version, keyRequired: false);
        if (headers.Problem is not null)
        {
            return headers.Problem;
        }

        var outcome = await grain.Delete(headers.Options);
        return outcome.Succeeded ? TypedResults.NoContent()
            : outcome.Refusal.Kind == RefusalKind.NotFound ? Missing(kind, name)
            : Problem.Of(outcome.Refusal);
    }

    private static IReferenceSeriesGrain? Find(string kind, string? name, IGrainFactory grains) =>
        ReferenceNaming.Kind(kind) is { } found && found.HasName() == name is not null ? grains.Series(found, name) : null;

    private static Problem Missing(string kind, string? name) => Problem.NotFound($"The series '{kind}{(name is null ? "" : $"/{name}")}'");

    private static ReferenceHeader Header(ReferenceSeries series) => new(
        series.Name is null ? ReferenceNaming.Path(series.Kind) : $"{ReferenceNaming.Path(series.Kind)}/{series.Name}",
        series.Kind,
        series.Source,
        series.Vintage,
        series.Rows.Length,
        series.Rows.Count(row => row.Missing is not null),
        [.. series.Rows.Select(row => row.Year).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        [.. series.Rows.Select(row => row.Region).OfType<RegionId>().Distinct().OrderBy(region => region.Value, StringComparer.Ordinal)],
        series.Rows.Any(row => row.Region is null),
        series.Classification,
        series.TargetClassification,
        series.Notes ?? [],
        series.Sha256,
        series.Version);
}
