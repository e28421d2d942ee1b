using System.Collections.Immutable;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>What became of students, of which groups, and why not more.</summary>
internal static class PeopleTables
{
    private static readonly ImmutableArray<ComparedTrait> Traits =
    [
        new("rural", "rural - other", Families.ByRural, Families.Yes, Families.No),
        new("disability", "disability - none stated", Families.ByDisability, Families.Yes, Families.No),
        new("sex", "female - male", Families.BySex, Families.Female, Families.Male),
        new("age", "adult learner - younger", Families.ByAdult, Families.Yes, Families.No),
    ];

    /// <summary>The label of the row that sums a region's causes.</summary>
    public const string AllCauses = "all causes";

    private static readonly TableShape<Figures, int> OfOutcomes = new("outcomes",
    [
        new(Columns.Region, static (figures, _, region) => figures.RegionCode(region)),
        new(Columns.RegionName, static (figures, _, region) => figures.RegionName(region)),
        new(
            Columns.Students,
            static (figures, column, region) => figures.Count(column, figures.Students(region, null)),
            static (sums, rows, column) => sums.Figures.Count(column, sums.Students(rows))),
        WithOutcome(Columns.PlacedInField, StudentOutcome.PlacedInField),
        WithOutcome(Columns.PlacedElsewhere, StudentOutcome.PlacedElsewhere),
        WithOutcome(Columns.NotPlaced, StudentOutcome.NotPlaced),
        new(Columns.Unknown, static (figures, _, region) => Unknown(figures, region)),
        new(Columns.UnknownShare, static (figures, _, region) => UnknownShare(figures, region)),
    ]);

    private static readonly TableShape<Figures, (int Region, ComparedTrait Trait)> OfEquity = new("equity",
    [
        new(Columns.Region, static (figures, _, row) => figures.RegionCode(row.Region)),
        new(Columns.Trait, static (_, _, row) => Cell.Of(row.Trait.Name)),
        new(Columns.Compared, static (_, _, row) => Cell.Of(row.Trait.Compared)),
        OfGap(Columns.RateOfGroup, static gap => gap.First),
        OfGap(Columns.RateOfOthers, static gap => gap.Second),
        OfGap(Columns.EquityGap, static gap => gap.Difference),
        OfGap(Columns.GapLow, static gap => gap.Low),
        OfGap(Columns.GapHigh, static gap => gap.High),
    ]);

    private static readonly TableShape<Figures, (int Region, int Cause)> OfMismatches = new("mismatch",
    [
        new(Columns.Region, static (figures, _, row) => figures.RegionCode(row.Region)),
        new(Columns.Cause, static (figures, _, row) =>
            Cell.Of(row.Cause == figures.Release.Mismatches.Counts.AllStates ? AllCauses : figures.Release.Mismatches.Counts.States[row.Cause])),
        new(
            Columns.Cases,
            static (figures, column, row) => figures.Count(column, figures.Release.Mismatches.Printed(figures.CellOf(figures.Release.Mismatches, row.Region, row.Cause))),
            static (sums, rows, column) => sums.Figures.Count(column, sums.Missed(rows))),
    ])
    {
        Sums = RowSums.OfEveryPart,
    };

    public static IEnumerable<SummedTable> Summed => [OfOutcomes.Summed(), OfEquity.Summed(), OfMismatches.Summed()];

    public static ReportTable Outcomes(Figures figures, IReadOnlyList<int> regions) => OfOutcomes.Of(
        "Outcomes of students", "Counts are rounded each by itself: they need not add up.", figures, regions);

    public static ReportTable Equity(Figures figures, IReadOnlyList<int> regions) => OfEquity.Of(
        "Equity: placement rates of groups compared",
        "A gap whose interval holds 0 may be chance.",
        figures,
        from region in regions
        from trait in Traits
        select (region, trait));

    public static ReportTable Mismatches(Figures figures, IReadOnlyList<int> regions)
    {
        var family = figures.Release.Mismatches;
        return OfMismatches.Of(
            "Seats and students that rounds left over at once, by cause",
            "A balance of supply and demand can hide both: these are seats and students that did not find each other.",
            figures,
            from region in regions
            where !figures.Index.Data.Mismatches.IsEmpty
            where region != figures.Nation ? !family.WithheldRegions.Contains(figures.Index.Regions[region].Id.Value) : family.WithheldRegions.Length < figures.Nation
            from cause in Enumerable.Range(0, family.Counts.States.Length + 1)
            select (region, cause));
    }

    private static TableColumn<Figures, int> WithOutcome(Column counted, StudentOutcome outcome) => new(
        counted,
        (figures, column, region) => figures.Count(column, figures.Students(region, outcome)),
        (sums, rows, column) => sums.WithOutcome(rows, column, outcome));

    private static TableColumn<Figures, (int Region, ComparedTrait Trait)> OfGap(Column figure, Func<RateGap, Cell> part) => new(
        figure,
        (figures, _, row) => part(RateGap.Of(
            figures,
            figures.Outcomes(row.Region, row.Trait.Classification, row.Trait.First),
            figures.Outcomes(row.Region, row.Trait.Classification, row.Trait.Second))),
        (sums, rows, _) =>
        {
            var trait = Traits.Single(trait => trait.Name == rows.Name);
            return part(RateGap.Of(sums.Figures, sums.Outcomes(trait.Classification, trait.First), sums.Outcomes(trait.Classification, trait.Second)));
        });

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

    /// <summary>A classification of students, and the two of its categories whose rates are compared.</summary>
    private sealed record ComparedTrait(string Name, string Compared, int Classification, int First, int Second);

    /// <summary>Both rates, their difference and its interval.</summary>
    private sealed record RateGap(Cell First, Cell Second, Cell Difference, Cell Low, Cell High)
    {
        public static RateGap Of(FigureRules figures, (int? Placed, int? Known) one, (int? Placed, int? Known) other)
        {
            var first = figures.PersonRate(Columns.RateOfGroup, one.Placed, one.Known);
            var second = figures.PersonRate(Columns.RateOfOthers, other.Placed, other.Known);
            if (first.Kind != CellKind.Number || second.Kind != CellKind.Number)
            {
                var why = first.Kind != CellKind.Number ? first : second;
                return new(first, second, why, why, why);
            }

            var difference = (100m * one.Placed!.Value / one.Known!.Value) - (100m * other.Placed!.Value / other.Known!.Value);
            var (low, high) = ProportionInterval.Difference(one.Placed.Value, one.Known.Value, other.Placed.Value, other.Known.Value);
            return new(
                first, second, Cell.Of(Columns.EquityGap, difference), Cell.Of(Columns.GapLow, (decimal)(100 * low)), Cell.Of(Columns.GapHigh, (decimal)(100 * high)));
        }
    }
}
