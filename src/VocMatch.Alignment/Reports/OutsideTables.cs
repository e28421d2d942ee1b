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
        return ReportTable.Of(
            "coverage",
            "How much of the labour market the platform sees",
            $"Low coverage means: the other tables describe those who use the platform, not the labour market.{(!nation && outside.ContainsKey(figures.Nation) ? " The openings beside all regions are the whole nation's, of which these regions are a part: no seats stand beside them." : "")}{Words(figures.Index.Data.OutsideOpenings)}",
            [Columns.Region, Columns.Group, Columns.GroupTitle, Columns.Demand, Columns.OutsideOpenings, Columns.Coverage, .. EntryEducationColumns.Of(figures)],
            regions.Where(outside.ContainsKey).SelectMany(region =>
            {
                var alike = region != figures.Nation || nation;
                var groups = outside[region]
                    .GroupBy(o => (o.OccupationGroup, o.GroupTitle, Comparable: o.Comparable && alike))
                    .OrderBy(o => o.Key.OccupationGroup, StringComparer.Ordinal)
                    .Select(o => new GroupCoverage(
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
                return groups.Prepend(new("", AllGroups, seats, alike, groups.Sum(g => g.Openings), Why(outside[region]), outside[region]));
            }, (region, o) => (ImmutableArray<Cell>)
            [
                figures.RegionCode(region),
                Cell.Of(o.Code),
                Cell.Of(o.Title),
                !o.Comparable ? Cell.NotApplicable : o.Seats is { } demand ? Cell.Of(Columns.Demand, demand) : Cell.Confidential,
                o is { Missing: { } why, Openings: 0 } ? Cell.Missing(why) : Cell.Of(Columns.OutsideOpenings, o.Openings),
                !o.Comparable ? Cell.NotApplicable : o.Missing is { } unknown ? Cell.Missing(unknown) : FigureRules.SeatRate(Columns.Coverage, o.Seats, o.Openings),
                .. EntryEducationColumns.Of(figures, o.Rows),
            ]));
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
    private sealed record GroupCoverage(string Code, string Title, int? Seats, bool Comparable, int Openings, MissingFigure? Missing, IEnumerable<Data.OutsideOpeningsRow> Rows);

    public static ReportTable Programs(PublishedSeries series, PublishedStatistics statistics, string? regionName) => ReportTable.Of(
        "published-programs",
        $"Published supply and demand by program: {(series.Region is { } region ? regionName ?? region.Value : "the nation")}",
        PublishedWords.Note(series, regionName),
        [
            Columns.Program, Columns.ProgramTitle, Columns.Completions, Columns.OpeningsWhole, Columns.RatioWhole, Columns.OpeningsShared,
            Columns.RatioShared, Columns.OpeningsGap, Columns.MedianWage, .. series.EntryEducation is null ? ImmutableArray<Column>.Empty : [Columns.EntryEducation],
            Columns.Remark,
        ],
        statistics.Programs.Select(p => (ImmutableArray<Cell>)
        [
            Cell.Of(p.Program),
            Cell.Of(p.Title),
            Given(Columns.Completions, p.Completions, p.CompletionsMissing),
            p.Match == ProgramMatch.Matched ? Given(Columns.OpeningsWhole, p.OpeningsWhole, p.OpeningsMissing) : Cell.NotApplicable,
            Ratio(Columns.RatioWhole, p, p.RatioWhole),
            p.Match == ProgramMatch.Matched ? Given(Columns.OpeningsShared, p.OpeningsShared, Any(p)) : Cell.NotApplicable,
            Ratio(Columns.RatioShared, p, p.RatioShared),
            p.Match == ProgramMatch.Matched ? Given(Columns.OpeningsGap, p.OpeningsShared - p.Completions, Any(p)) : Cell.NotApplicable,
            Cell.OrNone(Columns.MedianWage, p.MedianWage),
            .. p.EntryEducation is not { } education ? ImmutableArray<Cell>.Empty
                : [education.IsEmpty ? Cell.NotApplicable : Cell.Of(EntryEducation.Words(education))],
            Cell.Of(PublishedWords.Remark(p)),
        ]));

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
        return ReportTable.Of(
            "trends",
            "Where demand is going",
            $"The interval is for one month's seats, not for their mean.{(tooShort > 0 ? $" {tooShort} of {fitted.Count} series are too short for a trend and are left out." : "")}",
            [
                Columns.Region, Columns.Series, Columns.Months, Columns.Level, Columns.TrendPerMonth, Columns.Forecast, Columns.ForecastLow,
                Columns.ForecastHigh,
            ],
            from one in fitted
            where one.Fit is Trend
            let region = one.Series.Region is { } id ? figures.Index.Region(id) : figures.Nation
            where regions.Contains(region) && figures.Seats(region, null) is not null
            select (ImmutableArray<Cell>)
            [
                figures.RegionCode(region), Cell.Of(one.Series.Title), Cell.Of(Columns.Months, one.Series.Seats.Length), .. Smoothed((Trend)one.Fit),
            ]);
    }

    private static ImmutableArray<Cell> Smoothed(Trend trend)
    {
        var ahead = trend.Ahead(ForecastMonths);
        return
        [
            Cell.Of(Columns.Level, (decimal)trend.Level),
            Cell.Of(Columns.TrendPerMonth, (decimal)trend.TrendPerMonth),
            Cell.Of(Columns.Forecast, (decimal)ahead.Value),
            Cell.Of(Columns.ForecastLow, (decimal)Math.Max(0, ahead.Low)),
            Cell.Of(Columns.ForecastHigh, (decimal)ahead.High),
        ];
    }
}
