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

    public static ReportTable Coverage(Figures figures, IReadOnlyList<int> regions)
    {
        var outside = figures.Index.Data.OutsideOpenings
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
                        figures.Index.Groups[o.Key].Code, figures.Index.Groups[o.Key].Title, Seats: figures.Seats(region, null, o.Key),
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

    public static ReportTable Programs(PublishedStatistics statistics) => ReportTable.Of(
        "published-programs",
        "Published supply and demand by program",
        "From outside series alone; nobody on the platform is counted here.",
        [
            Columns.Program, Columns.ProgramTitle, Columns.Completions, Columns.OpeningsWhole, Columns.RatioWhole, Columns.OpeningsShared,
            Columns.RatioShared, Columns.MedianWage, Columns.Remark,
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
            Cell.OrNone(Columns.MedianWage, p.MedianWage),
            Cell.Of(p.Match switch
            {
                ProgramMatch.NoOccupation => "unmatched: the crosswalk names no occupation",
                ProgramMatch.NoOpenings => "its occupations have no published openings",
                _ => "",
            }),
        ]));

    /// <summary>Trends of seats; a region's only where its seats are shown.</summary>
    public static ReportTable Trends(Figures figures, IReadOnlyList<int> regions, ImmutableArray<DemandSeries> series) => ReportTable.Of(
        "trends",
        "Where demand is going",
        "The interval is for one month's seats, not for their mean.",
        [
            Columns.Region, Columns.Series, Columns.Months, Columns.Level, Columns.TrendPerMonth, Columns.Forecast, Columns.ForecastLow,
            Columns.ForecastHigh, Columns.Remark,
        ],
        from one in series
        let region = one.Region is { } id ? figures.Index.Region(id) : figures.Nation
        where regions.Contains(region) && figures.Seats(region, null, null) is not null
        select (ImmutableArray<Cell>)
        [
            figures.RegionCode(region), Cell.Of(one.Title), Cell.Of(Columns.Months, one.Seats.Length), .. Smoothed(one),
        ]);

    private static ImmutableArray<Cell> Smoothed(DemandSeries series)
    {
        var none = Cell.NotApplicable;
        switch (HoltTrend.Fit(series.Seats))
        {
            case TooShort shortSeries:
                return [none, none, none, none, none, Cell.Of(shortSeries.Words)];
            case Trend trend:
                var ahead = trend.Ahead(ForecastMonths);
                return
                [
                    Cell.Of(Columns.Level, (decimal)trend.Level),
                    Cell.Of(Columns.TrendPerMonth, (decimal)trend.TrendPerMonth),
                    Cell.Of(Columns.Forecast, (decimal)ahead.Value),
                    Cell.Of(Columns.ForecastLow, (decimal)Math.Max(0, ahead.Low)),
                    Cell.Of(Columns.ForecastHigh, (decimal)ahead.High),
                    Cell.Of(""),
                ];
            case var other:
                throw new InvalidOperationException($"'{other.GetType().Name}' is no result of a trend.");
        }
    }
}
