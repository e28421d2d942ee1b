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

    private static readonly ImmutableArray<TableColumn<int>> OfOutcomes =
    [
        new(Columns.Region, static (figures, _, region) => figures.RegionCode(region)),
        new(Columns.RegionName, static (figures, _, region) => figures.RegionName(region)),
        new(Columns.Students, static (figures, column, region) => figures.Count(column, figures.Students(region, null))),
        new(Columns.PlacedInField, static (figures, column, region) => figures.Count(column, figures.Students(region, StudentOutcome.PlacedInField))),
        new(Columns.PlacedElsewhere, static (figures, column, region) => figures.Count(column, figures.Students(region, StudentOutcome.PlacedElsewhere))),
        new(Columns.NotPlaced, static (figures, column, region) => figures.Count(column, figures.Students(region, StudentOutcome.NotPlaced))),
        new(Columns.Unknown, static (figures, _, region) => Unknown(figures, region)),
        new(Columns.UnknownShare, static (figures, _, region) => UnknownShare(figures, region)),
    ];

    public static ReportTable Outcomes(Figures figures, IReadOnlyList<int> regions) => TableColumn<int>.Of(
        "outcomes", "Outcomes of students", "Counts are rounded each by itself: they need not add up.", figures, OfOutcomes, regions);

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
        select (ImmutableArray<Cell>)
        [
            figures.RegionCode(region), Cell.Of(trait.Trait), Cell.Of(trait.Compared),
            .. Gap(figures, figures.Outcomes(region, trait.Classification, trait.First), figures.Outcomes(region, trait.Classification, trait.Second)),
        ]);

    /// <summary>The classification of a trait and the two categories compared.</summary>
    public static (int Classification, int First, int Second) Trait(string name) =>
        Traits.Where(trait => trait.Trait == name).Select(trait => (trait.Classification, trait.First, trait.Second)).Single();

    public static ReportTable Mismatches(Figures figures, IReadOnlyList<int> regions)
    {
        var family = figures.Release.Mismatches;
        return ReportTable.Of(
            "mismatch",
            "Seats and students that rounds left over at once, by cause",
            "A balance of supply and demand can hide both: these are seats and students that did not find each other.",
            [Columns.Region, Columns.Cause, Columns.Cases],
            from region in regions
            where !figures.Index.Data.Mismatches.IsEmpty
            where region != figures.Nation ? !family.WithheldRegions.Contains(figures.Index.Regions[region].Id.Value) : family.WithheldRegions.Length < figures.Nation
            from cause in Enumerable.Range(0, family.Counts.States.Length + 1)
            select (ImmutableArray<Cell>)
            [
                figures.RegionCode(region),
                Cell.Of(cause == family.Counts.AllStates ? AllCauses : family.Counts.States[cause]),
                figures.Count(Columns.Cases, family.Printed(figures.CellOf(family, region, cause))),
            ]);
    }

    /// <summary>Both rates, their difference and its interval.</summary>
    public static ImmutableArray<Cell> Gap(FigureRules figures, (int? Placed, int? Known) one, (int? Placed, int? Known) other)
    {
        var first = figures.PersonRate(Columns.RateOfGroup, one.Placed, one.Known);
        var second = figures.PersonRate(Columns.RateOfOthers, other.Placed, other.Known);
        if (first.Kind != CellKind.Number || second.Kind != CellKind.Number)
        {
            var why = first.Kind != CellKind.Number ? first : second;
            return [first, second, why, why, why];
        }

        var difference = (100m * one.Placed!.Value / one.Known!.Value) - (100m * other.Placed!.Value / other.Known!.Value);
        var (low, high) = ProportionInterval.Difference(one.Placed.Value, one.Known.Value, other.Placed.Value, other.Known.Value);
        return
        [
            first,
            second,
            Cell.Of(Columns.EquityGap, difference),
            Cell.Of(Columns.GapLow, (decimal)(100 * low)),
            Cell.Of(Columns.GapHigh, (decimal)(100 * high)),
        ];
    }

    /// <summary>Students whose outcome is known as a part of all of them; null where the share of the others is not shown.</summary>
    public static decimal? All(Figures figures, int region) =>
        UnknownShare(figures, region) is { Kind: CellKind.Number, Number: < 100 } share && figures.Students(region, null) is { } known
            ? known / (1 - (share.Number / 100))
            : null;

    /// <summary>From the printed known ones and the printed share, so that it tells nothing that they do not.</summary>
    private static Cell Unknown(Figures figures, int region)
    {
        var share = UnknownShare(figures, region);
        if (share.Kind != CellKind.Number)
        {
            return share;
        }

        return All(figures, region) is { } all
            ? Cell.Of(Columns.Unknown, decimal.Round((all - figures.Students(region, null)!.Value) / figures.RoundingBase, MidpointRounding.AwayFromZero) * figures.RoundingBase)
            : Cell.BaseTooSmall;
    }

    private static Cell UnknownShare(Figures figures, int region) =>
        figures.Persons ? figures.Release.UnknownShares[$"{figures.RegionCode(region)}"] : Cell.NotApplicable;
}
