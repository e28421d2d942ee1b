using System.Collections.Immutable;
using VocMatch.Alignment.Indicators;
using VocMatch.Alignment.Published;
using VocMatch.Alignment.Trends;
using VocMatch.Contracts.Alignment;

namespace VocMatch.Alignment.Reports;

/// <summary>What stands beside the platform's own figures: outside openings, published statistics, and where demand is going.</summary>
internal static class OutsideTables
{
    private const int ForecastMonths = 3;

    /// <summary>The label of the row that sums a region's groups.</summary>
    public const string AllGroups = "All groups with outside openings";

    /// <summary>The least part of a nation's completions that the regions' colleges must have for its openings to be compared with their seats, per cent.</summary>
    private const int MinPartOfNation = 50;

    private static readonly TableShape<Figures, GroupCoverage> OfCoverage = new("coverage",
    [
        new(Columns.Region, static (figures, _, row) => figures.RegionCode(row.Region)),
        new(Columns.Group, static (_, _, row) => Cell.Of(row.Code)),
        new(Columns.GroupTitle, static (_, _, row) => Cell.Of(row.Title)),
        new(
            Columns.Demand,
            static (_, column, row) => !row.Comparable ? Cell.NotApplicable : row.Seats is { } demand ? Cell.Of(column, demand) : Cell.Confidential,
            static (sums, rows, column) => Comparable(rows, Seats(sums, rows) is { } seats ? Cell.Of(column, seats) : Cell.Confidential)),
        new(
            Columns.OutsideOpenings,
            static (_, column, row) => row is { Missing: { } why, Openings: 0 } ? Cell.Missing(why) : Cell.Of(column, row.Openings),
            static (sums, rows, column) => sums.Added(rows, column)),
        new(
            Columns.Coverage,
            static (_, column, row) => !row.Comparable ? Cell.NotApplicable
                : row.Missing is { } unknown ? Cell.Missing(unknown)
                : FigureRules.SeatRate(column, row.Seats, row.Openings),
            static (sums, rows, column) =>
            {
                var openings = sums.Added(rows, Columns.OutsideOpenings);
                return Comparable(rows, openings.Kind == CellKind.Number ? FigureRules.SeatRate(column, Seats(sums, rows), (int)openings.Number) : openings);
            }),
        EntryEducationColumns.Of<GroupCoverage>(static (_, row) => EntryEducation.Sum(row.Rows.SelectMany(openings => openings.EntryEducation))),
    ]);

    private static readonly TableShape<PublishedSeries, ProgramStatistics> OfPrograms = new("published-programs",
    [
        new(Columns.Program, static (_, _, p) => Cell.Of(p.Program)),
        new(Columns.ProgramTitle, static (_, _, p) => Cell.Of(p.Title)),
        new(Columns.Completions, static (_, column, p) => Given(column, p.Completions, p.CompletionsMissing)),
        new(Columns.OpeningsWhole, static (_, column, p) => WhereMatched(p, Given(column, p.OpeningsWhole, p.OpeningsMissing))),
        new(Columns.RatioWhole, static (_, column, p) => Ratio(column, p, p.RatioWhole)),
        new(Columns.OpeningsShared, static (_, column, p) => WhereMatched(p, Given(column, p.OpeningsShared, Any(p)))),
        new(Columns.RatioShared, static (_, column, p) => Ratio(column, p, p.RatioShared)),
        new(Columns.OpeningsGap, static (_, column, p) => WhereMatched(p, Given(column, p.OpeningsShared - p.Completions, Any(p)))),
        new(Columns.MedianWage, static (_, column, p) => Cell.OrNone(column, p.MedianWage)),
        new(Columns.EntryEducation, static (_, _, p) =>
            p.EntryEducation is { IsEmpty: false } education ? Cell.Of(EntryEducation.Words(education)) : Cell.NotApplicable)
        {
            When = static series => series.EntryEducation is not null,
        },
        new(Columns.Remark, static (_, _, p) => Cell.Of(PublishedWords.Remark(p))),
    ])
    {
        Sums = RowSums.None,
    };

    private static readonly TableShape<Figures, (int Region, DemandSeries Series, Trend Trend)> OfTrends = new("trends",
    [
        new(Columns.Region, static (figures, _, row) => figures.RegionCode(row.Region)),
        new(Columns.Series, static (_, _, row) => Cell.Of(row.Series.Title)),
        new(Columns.Months, static (_, column, row) => Cell.Of(column, row.Series.Seats.Length)),
        new(Columns.Level, static (_, column, row) => Cell.Of(column, (decimal)row.Trend.Level)),
        new(Columns.TrendPerMonth, static (_, column, row) => Cell.Of(column, (decimal)row.Trend.TrendPerMonth)),
        new(Columns.Forecast, static (_, column, row) => Cell.Of(column, (decimal)row.Trend.Ahead(ForecastMonths).Value)),
        new(Columns.ForecastLow, static (_, column, row) => Cell.Of(column, (decimal)Math.Max(0, row.Trend.Ahead(ForecastMonths).Low))),
        new(Columns.ForecastHigh, static (_, column, row) => Cell.Of(column, (decimal)row.Trend.Ahead(ForecastMonths).High)),
    ])
    {
        Sums = RowSums.None,
    };

    public static IEnumerable<SummedTable> Summed => [OfCoverage.Summed(), OfPrograms.Summed(), OfTrends.Summed()];

    /// <summary>
    /// Like with like only: a region's seats beside the region's openings, and all regions' beside the nation's where the colleges of these regions
    /// are most of the nation's; otherwise the nation's openings stand alone. Empty where there are none.
    /// </summary>
    public static ReportTable Coverage(Figures figures, IReadOnlyList<int> regions, PublishedSeries? published)
    {
        var nation = IsNation(figures, published);
        var outside = figures.Index.Data.OutsideOpenings
            .GroupBy(o => o.Region is { } id ? figures.Index.Region(id) : figures.Nation)
            .ToDictionary(o => o.Key);
        return OfCoverage.Of(
            "How much of the labour market the platform sees",
            $"Low coverage means: the other tables describe those who use the platform, not the labour market.{(!nation && outside.ContainsKey(figures.Nation) ? " The openings beside all regions are the whole nation's, of which these regions are a part: no seats stand beside them." : "")}{Words(figures.Index.Data.OutsideOpenings)}",
            figures,
            regions.Where(outside.ContainsKey).SelectMany(region =>
            {
                var alike = region != figures.Nation || nation;
                var groups = outside[region]
                    .GroupBy(o => (o.OccupationGroup, o.GroupTitle, Comparable: o.Comparable && alike))
                    .OrderBy(o => o.Key.OccupationGroup, StringComparer.Ordinal)
                    .Select(o => new GroupCoverage(
                        region,
                        o.Key.OccupationGroup,
                        o.Key.GroupTitle ?? figures.Index.Groups[figures.Index.Group(o.Key.OccupationGroup)].Title,
                        o.Key.Comparable ? figures.Seats(region, figures.Index.Group(o.Key.OccupationGroup)) : null,
                        o.Key.Comparable,
                        o.Sum(row => row.Openings),
                        Why(o),
                        o))
                    .ToList();

                // Beside openings of another classification stand all seats: which of them are meant is not known.
                var seats = groups.Exists(g => !g.Comparable) ? figures.Seats(region, null)
                    : groups.TrueForAll(g => g.Seats is not null) ? groups.Sum(g => g.Seats) : null;
                return groups.Prepend(new(region, "", AllGroups, seats, alike, groups.Sum(g => g.Openings), Why(outside[region]), outside[region]));
            }));
    }

    private static bool IsNation(Figures figures, PublishedSeries? published) =>
        published is { Completions.IsEmpty: false } && figures.Supply(figures.Nation) is { } supply
        && supply * 100L >= published.Completions.Sum(row => (long)row.Completions) * MinPartOfNation;

    private static string Words(ImmutableArray<Data.OutsideOpeningsRow> openings) => string.Concat(
        openings.Any(o => o.Missing > 0)
            ? " Openings of a group in which the source does not give some are a lower bound, and have no coverage."
            : "",
        openings.Any(o => !o.Comparable)
            ? " Groups of a classification in which the platform counts nothing of its own have no seats beside them ([z])."
            : "");

    private static MissingFigure? Why(IEnumerable<Data.OutsideOpeningsRow> openings) =>
        openings.Select(row => row.Why).FirstOrDefault(why => why is not null);

    /// <param name="Missing">Why some of its openings are not there; null where all are.</param>
    private sealed record GroupCoverage(int Region, string Code, string Title, int? Seats, bool Comparable, int Openings, MissingFigure? Missing, IEnumerable<Data.OutsideOpeningsRow> Rows);

    public static ReportTable Programs(PublishedSeries series, PublishedStatistics statistics, string? regionName) => OfPrograms.Of(
        $"Published supply and demand by program: {(series.Region is { } region ? regionName ?? region.Value : "the nation")}",
        PublishedWords.Note(series, regionName),
        series,
        statistics.Programs);

    /// <summary>Seats of a group or, in the row of all groups, of those that the parts' rows have.</summary>
    private static int? Seats(RegionSums sums, SummedRows rows) => rows.Name.Length == 0 ? RegionSums.Figure(sums.Added(rows, Columns.Demand)) : sums.Seats(rows);

    /// <summary>Seats that no part has beside openings of another classification have none in the sum either.</summary>
    private static Cell Comparable(SummedRows rows, Cell cell) =>
        rows.Of(Columns.Demand).Any(part => part.Kind == CellKind.NotApplicable) ? Cell.NotApplicable : cell;

    private static Cell WhereMatched(ProgramStatistics program, Cell cell) => program.Match == ProgramMatch.Matched ? cell : Cell.NotApplicable;

    private static Cell Ratio(Column column, ProgramStatistics program, decimal? ratio) =>
        ratio is null && (program.CompletionsMissing ?? program.OpeningsMissing) is { } missing ? Cell.Missing(missing) : Cell.OrNone(column, ratio);

    /// <summary>Where nothing of its own is missing, but a share is, another program's completions are.</summary>
    private static MissingFigure Any(ProgramStatistics program) =>
        program.CompletionsMissing ?? program.OpeningsMissing ?? MissingFigure.NotAvailable;

    private static Cell Given(Column column, decimal? figure, MissingFigure? missing) =>
        figure is { } given ? Cell.Of(column, given) : missing is { } why ? Cell.Missing(why) : Cell.NotApplicable;

    /// <summary>Trends of seats; a region's only where its seats are shown, and a series only where it is long enough to have one.</summary>
    public static ReportTable Trends(Figures figures, IReadOnlyList<int> regions, ImmutableArray<DemandSeries> series)
    {
        var fitted = series.Select(one => (Series: one, Fit: HoltTrend.Fit(one.Seats))).ToList();
        var tooShort = fitted.Count(one => one.Fit is TooShort);
        return OfTrends.Of(
            "Where demand is going",
            $"The interval is for one month's seats, not for their mean.{(tooShort > 0 ? $" {tooShort} of {fitted.Count} series are too short for a trend and are left out." : "")}",
            figures,
            from one in fitted
            where one.Fit is Trend
            let region = one.Series.Region is { } id ? figures.Index.Region(id) : figures.Nation
            where regions.Contains(region) && figures.Seats(region, null) is not null
            select (region, one.Series, (Trend)one.Fit));
    }
}
