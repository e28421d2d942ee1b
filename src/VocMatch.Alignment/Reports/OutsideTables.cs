using System.Collections.Immutable;
using VocMatch.Alignment.Indicators;
using VocMatch.Alignment.Published;
using VocMatch.Alignment.Trends;

namespace VocMatch.Alignment.Reports;

/// <summary>What stands beside the platform's own figures: outside openings, published statistics, and where demand is going.</summary>
internal static class OutsideTables
{
    private const int ForecastMonths = 3;

    /// <summary>The label of the row that sums a region's groups.</summary>
    public const string AllGroups = "All groups with outside openings";

    /// <summary>The least part of a nation's completions that the regions' colleges must have for its openings to be compared with their seats, per cent.</summary>
    private const int LeastPartOfNation = 50;

    /// <summary>
    /// Like with like only: a region's seats beside the region's openings, and all regions' beside the nation's where the colleges of these regions
    /// are most of the nation's. Empty where there is nothing to compare.
    /// </summary>
    public static ReportTable Coverage(Figures figures, IReadOnlyList<int> regions, PublishedSeries? published)
    {
        var outside = figures.Index.Data.OutsideOpenings
            .Where(o => o.Region is not null || IsNation(figures, published))
            .Select(o => (
                Region: o.Region is { } id ? figures.Index.Region(id) : figures.Nation, Group: figures.Index.Group(o.OccupationGroup), o.Openings))
            .GroupBy(o => o.Region)
            .ToDictionary(o => o.Key);
        return ReportTable.Of(
            "coverage",
            "How much of the labour market the platform sees",
            "Low coverage means: the other tables describe those who use the platform, not the labour market.",
            [Columns.Region, Columns.Group, Columns.GroupTitle, Columns.Demand, Columns.OutsideOpenings, Columns.Coverage],
            regions.Where(outside.ContainsKey).SelectMany(region =>
            {
                var groups = outside[region]
                    .GroupBy(o => o.Group, o => o.Openings)
                    .OrderBy(o => o.Key)
                    .Select(o => (
                        figures.Index.Groups[o.Key].Code, figures.Index.Groups[o.Key].Title, Seats: figures.Seats(region, o.Key),
                        Openings: o.Sum()))
                    .ToList();
                var seats = groups.All(g => g.Seats is not null) ? groups.Sum(g => g.Seats) : null;
                return groups.Prepend(("", AllGroups, seats, groups.Sum(g => g.Openings)));
            }, (region, o) => (ImmutableArray<Cell>)
            [
                figures.RegionCode(region),
                Cell.Of(o.Item1),
                Cell.Of(o.Item2),
                o.Item3 is { } demand ? Cell.Of(Columns.Demand, demand) : Cell.Confidential,
                Cell.Of(Columns.OutsideOpenings, o.Item4),
                Figures.SeatRate(Columns.Coverage, o.Item3, o.Item4),
            ]));
    }

    private static bool IsNation(Figures figures, PublishedSeries? published) =>
        published is { Completions.IsEmpty: false } && figures.Supply(figures.Nation) is { } supply
        && supply * 100L >= published.Completions.Sum(row => (long)row.Completions) * LeastPartOfNation;

    public static ReportTable Programs(PublishedStatistics statistics) => ReportTable.Of(
        "published-programs",
        "Published supply and demand by program",
        "From outside series alone; nobody on the platform is counted here.",
        [
            Columns.Program, Columns.ProgramTitle, Columns.Completions, Columns.OpeningsWhole, Columns.RatioWhole, Columns.OpeningsShared,
            Columns.RatioShared, Columns.OpeningsGap, Columns.MedianWage, Columns.Remark,
        ],
        statistics.Programs.Select(p => (ImmutableArray<Cell>)
        [
            Cell.Of(p.Program),
            Cell.Of(p.Title),
            Cell.Of(Columns.Completions, p.Completions),
            p.Match == ProgramMatch.Matched ? Cell.Of(Columns.OpeningsWhole, p.OpeningsWhole) : Cell.NotApplicable,
            Cell.OrNone(Columns.RatioWhole, p.RatioWhole),
            p.Match == ProgramMatch.Matched ? Cell.Of(Columns.OpeningsShared, p.OpeningsShared) : Cell.NotApplicable,
            Cell.OrNone(Columns.RatioShared, p.RatioShared),
            p.Match == ProgramMatch.Matched ? Cell.Of(Columns.OpeningsGap, p.OpeningsShared - p.Completions) : Cell.NotApplicable,
            Cell.OrNone(Columns.MedianWage, p.MedianWage),
            Cell.Of(p.Match switch
            {
                ProgramMatch.NoOccupation => "unmatched: the crosswalk names no occupation",
                ProgramMatch.NoOpenings => "its occupations have no published openings",
                _ => "",
            }),
        ]));

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
