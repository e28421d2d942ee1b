using System.Collections.Immutable;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>What became of students, of which groups, and with whose teaching.</summary>
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

    public static ReportTable Provision(Figures figures, IReadOnlyList<int> regions) => ReportTable.Of(
        "provision",
        "Teaching staff, reach and provision gaps",
        "",
        [
            Columns.Region, Columns.RegionName, Columns.Teachers, Columns.DoubleQualified, Columns.StudentsPerTeacher, Columns.AdultShare,
            Columns.RuralShare, Columns.RuralSeats, Columns.SmallFirmSeats, Columns.WithoutMatch, Columns.WithoutResult,
        ],
        regions.Select(region => Row(figures, region)));

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

    private static ImmutableArray<Cell> Row(Figures figures, int region)
    {
        var (teachers, seats, provision) = (figures.Release.Teachers, figures.Release.Seats, figures.Release.Provision);
        var staff = teachers.Exact(teachers.Counts.Cell(region, teachers.Counts.AllStates));
        var rural = Seats(Families.SeatsBySite, Families.Yes);
        var small = Seats(Families.SeatsByFirm, Families.SmallFirm);
        return
        [
            figures.RegionCode(region),
            figures.RegionName(region),
            Figures.Count(Columns.Teachers, teachers, teachers.Counts.Cell(region, teachers.Counts.AllStates)),
            figures.PersonRate(Columns.DoubleQualified, teachers.Exact(teachers.Counts.Cell(region, Families.DoubleQualified)), staff),
            Figures.Quotient(Columns.StudentsPerTeacher, All(figures, region), staff),
            figures.PersonRate(Columns.AdultShare, Having(figures, region, Families.ByAdult), All(figures, region)),
            figures.PersonRate(Columns.RuralShare, Having(figures, region, Families.ByRural), All(figures, region)),
            Figures.SeatRate(Columns.RuralSeats, rural, rural + Seats(Families.SeatsBySite, Families.No)),
            Figures.SeatRate(Columns.SmallFirmSeats, small, small + Seats(Families.SeatsByFirm, Families.LargerFirm)),
            Missed(Columns.WithoutMatch, ProvisionGapKind.StudentWithoutMatch),
            Missed(Columns.WithoutResult, ProvisionGapKind.SearchWithoutResult),
        ];

        // What nobody counted is not zero.
        Cell Missed(Column column, ProvisionGapKind kind) => figures.Index.Data.ProvisionGaps.Any(gap => gap.Kind == kind)
            ? Figures.Count(column, provision, provision.Counts.Cell(region, (int)kind))
            : Cell.NotApplicable;

        int? Seats(int classification, int category) =>
            seats.Exact(seats.Counts.Cell(region, seats.Counts.AllStates, classification, category));
    }

    private static Cell Of(Figures figures, Column column, int region, int state) =>
        Figures.Count(column, figures.Release.Students, figures.StudentCell(region, state, -1, -1));

    private static int? Exact(Figures figures, int region, int state) =>
        figures.Release.Students.Exact(figures.StudentCell(region, state, -1, -1));

    private static int? All(Figures figures, int region) => Exact(figures, region, figures.Release.Students.Counts.AllStates);

    private static int? Having(Figures figures, int region, int classification) =>
        figures.Release.Students.Exact(
            figures.StudentCell(region, figures.Release.Students.Counts.AllStates, classification, Families.Yes));
}
