using System.Collections.Immutable;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>What became of students, of which groups, and why not more.</summary>
internal static class PeopleTables
{
    private static readonly ImmutableArray<(string Trait, string Compared, int Classification, int First, int Second)> Traits =
    [
        ("rural", "rural - other", Families.ByRural, Families.Yes, Families.No),
        ("disability", "disability - none stated", Families.ByDisability, Families.Yes, Families.No),
        ("sex", "female - male", Families.BySex, Families.Female, Families.Male),
        ("age", "adult learner - younger", Families.ByAdult, Families.Yes, Families.No),
    ];

    /// <summary>The label of the row that sums a region's causes.</summary>
    public const string AllCauses = "all causes";

    public static ReportTable Outcomes(Figures figures, IReadOnlyList<int> regions) => ReportTable.Of(
        "outcomes",
        "Outcomes of students",
        "Counts are rounded each by itself: they need not add up.",
        [
            Columns.Region, Columns.RegionName, Columns.Students, Columns.PlacedInField, Columns.PlacedElsewhere, Columns.NotPlaced,
            Columns.Unknown, Columns.UnknownShare,
        ],
        regions.Select(region => (ImmutableArray<Cell>)
        [
            figures.RegionCode(region),
            figures.RegionName(region),
            Of(figures, Columns.Students, region, figures.Release.Students.Counts.AllStates),
            Of(figures, Columns.PlacedInField, region, (int)StudentOutcome.PlacedInField),
            Of(figures, Columns.PlacedElsewhere, region, (int)StudentOutcome.PlacedElsewhere),
            Of(figures, Columns.NotPlaced, region, (int)StudentOutcome.NotPlaced),
            Of(figures, Columns.Unknown, region, (int)StudentOutcome.Unknown),
            figures.PersonRate(Columns.UnknownShare, Exact(figures, region, (int)StudentOutcome.Unknown), All(figures, region)),
        ]));

    public static ReportTable Equity(Figures figures, IReadOnlyList<int> regions) => ReportTable.Of(
        "equity",
        "Equity: placement rates of groups compared",
        "A gap whose interval holds 0 may be chance.",
        [
            Columns.Region, Columns.Trait, Columns.Compared, Columns.RateOfGroup, Columns.RateOfOthers, Columns.EquityGap, Columns.GapLow,
            Columns.GapHigh,
        ],
        from region in regions
        from trait in Traits
        select Gap(figures, region, trait));

    public static ReportTable Mismatches(Figures figures, IReadOnlyList<int> regions)
    {
        var family = figures.Release.Mismatches;
        return ReportTable.Of(
            "mismatch",
            "Unfilled seats and unplaced students at once, by cause",
            "A balance of supply and demand can hide both: these are seats and students that did not find each other.",
            [Columns.Region, Columns.Cause, Columns.Cases],
            from region in regions
            from cause in Enumerable.Range(0, family.Counts.States.Length + 1)
            select (ImmutableArray<Cell>)
            [
                figures.RegionCode(region),
                Cell.Of(cause == family.Counts.AllStates ? AllCauses : family.Counts.States[cause]),
                Figures.Count(Columns.Cases, family, family.Counts.Cell(region, cause)),
            ]);
    }

    private static ImmutableArray<Cell> Gap(
        Figures figures, int region, (string Trait, string Compared, int Classification, int First, int Second) trait)
    {
        var (placed1, known1) = figures.Outcomes(region, trait.Classification, trait.First);
        var (placed2, known2) = figures.Outcomes(region, trait.Classification, trait.Second);
        var first = figures.PersonRate(Columns.RateOfGroup, placed1, known1);
        var second = figures.PersonRate(Columns.RateOfOthers, placed2, known2);
        ImmutableArray<Cell> named = [figures.RegionCode(region), Cell.Of(trait.Trait), Cell.Of(trait.Compared), first, second];
        if (first.Kind != CellKind.Number || second.Kind != CellKind.Number)
        {
            var why = first.Kind != CellKind.Number ? first : second;
            return [.. named, why, why, why];
        }

        var difference = (100m * placed1!.Value / known1!.Value) - (100m * placed2!.Value / known2!.Value);
        var (low, high) = ProportionInterval.Difference(placed1.Value, known1.Value, placed2.Value, known2.Value);
        return
        [
            .. named,
            Cell.Of(Columns.EquityGap, difference),
            Cell.Of(Columns.GapLow, (decimal)(100 * low)),
            Cell.Of(Columns.GapHigh, (decimal)(100 * high)),
        ];
    }

    private static Cell Of(Figures figures, Column column, int region, int state) =>
        Figures.Count(column, figures.Release.Students, figures.StudentCell(region, state, -1, -1));

    private static int? Exact(Figures figures, int region, int state) =>
        figures.Release.Students.Exact(figures.StudentCell(region, state, -1, -1));

    private static int? All(Figures figures, int region) => Exact(figures, region, figures.Release.Students.Counts.AllStates);
}
