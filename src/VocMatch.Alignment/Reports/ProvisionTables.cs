using System.Collections.Immutable;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>What there is to learn and to work with, and what was searched for in vain.</summary>
internal static class ProvisionTables
{
    public static ReportTable Provision(Figures figures, IReadOnlyList<int> regions) => ReportTable.Of(
        "provision",
        "Teaching staff, reach and provision gaps",
        "",
        [
            Columns.Region, Columns.RegionName, Columns.Teachers, Columns.DoubleQualified, Columns.StudentsPerTeacher, Columns.AdultShare,
            Columns.RuralShare, Columns.RuralSeats, Columns.SmallFirmSeats, Columns.WithoutMatch, Columns.WithoutResult, Columns.WithoutCandidate,
        ],
        regions.Select(region => Row(figures, region)));

    public static ReportTable Searches(Figures figures, IReadOnlyList<int> regions)
    {
        var family = figures.Release.Searches;
        return ReportTable.Of(
            "search-gaps",
            "Students who found nothing, by field of study",
            "Only who searched is counted: a student who never asked is not in it.",
            [Columns.Region, Columns.Field, Columns.FieldTitle, Columns.WithoutMatch, Columns.WithoutResult],
            from region in regions
            from field in Enumerable.Range(0, figures.Index.Fields.Length)
            let students = family.Counts.Cell(region, Families.Searchers, Families.SearchesByField, field)
            where family.IsHidden(students) || family.Counts[students] > 0
            select (ImmutableArray<Cell>)
            [
                figures.RegionCode(region),
                Cell.Of(figures.Index.Fields[field].Code),
                Cell.Of(figures.Index.Fields[field].Title),
                Figures.Count(Columns.WithoutMatch, family, students),
                SearchDays(figures, students, family.Counts.Cell(region, Families.SearchDays, Families.SearchesByField, field)),
            ]);
    }

    public static ReportTable Candidates(Figures figures, IReadOnlyList<int> regions) => ReportTable.Of(
        "candidate-gaps",
        "Seats for which nobody was found, by occupation group",
        "Only placements whose employer looked for candidates are counted.",
        [Columns.Region, Columns.Group, Columns.GroupTitle, Columns.Demand, Columns.WithoutCandidate],
        from region in regions
        from @group in Enumerable.Range(0, figures.Index.Groups.Length)
        let seats = Seats(figures, region, Families.SeatsWithoutCandidate, @group)
        where seats != 0
        select (ImmutableArray<Cell>)
        [
            figures.RegionCode(region),
            Cell.Of(figures.Index.Groups[@group].Code),
            Cell.Of(figures.Index.Groups[@group].Title),
            Shown(Columns.Demand, figures.Seats(region, null, @group)),
            Shown(Columns.WithoutCandidate, seats),
        ]);

    private static ImmutableArray<Cell> Row(Figures figures, int region)
    {
        var (teachers, searches) = (figures.Release.Teachers, figures.Release.Searches);
        var staff = teachers.Exact(teachers.Counts.Cell(region, teachers.Counts.AllStates));
        var rural = Seats(figures, region, Families.SeatsBySite, Families.Yes);
        var small = Seats(figures, region, Families.SeatsByFirm, Families.SmallFirm);
        var students = searches.Counts.Cell(region, Families.Searchers);
        return
        [
            figures.RegionCode(region),
            figures.RegionName(region),
            Figures.Count(Columns.Teachers, teachers, teachers.Counts.Cell(region, teachers.Counts.AllStates)),
            figures.PersonRate(Columns.DoubleQualified, teachers.Exact(teachers.Counts.Cell(region, Families.DoubleQualified)), staff),
            Figures.Quotient(Columns.StudentsPerTeacher, All(figures, region), staff),
            figures.PersonRate(Columns.AdultShare, Having(figures, region, Families.ByAdult), All(figures, region)),
            figures.PersonRate(Columns.RuralShare, Having(figures, region, Families.ByRural), All(figures, region)),
            Figures.SeatRate(Columns.RuralSeats, rural, rural + Seats(figures, region, Families.SeatsBySite, Families.No)),
            Figures.SeatRate(Columns.SmallFirmSeats, small, small + Seats(figures, region, Families.SeatsByFirm, Families.LargerFirm)),
            WhereCounted(!figures.Index.Data.SearchGaps.IsEmpty, Figures.Count(Columns.WithoutMatch, searches, students)),
            WhereCounted(
                !figures.Index.Data.SearchGaps.IsEmpty, SearchDays(figures, students, searches.Counts.Cell(region, Families.SearchDays))),
            WhereCounted(
                figures.Index.Data.Placements.Any(placement => placement.WithoutCandidate),
                Shown(
                    Columns.WithoutCandidate,
                    figures.Seats(region, null, null) - Seats(figures, region, Families.SeatsWithoutCandidate, figures.Index.Groups.Length))),
        ];
    }

    /// <summary>What nobody counted is not zero.</summary>
    private static Cell WhereCounted(bool counted, Cell cell) => counted ? cell : Cell.NotApplicable;

    /// <summary>Searches stand only where their searchers do: many searches may be one person's.</summary>
    private static Cell SearchDays(Figures figures, int students, int searches) =>
        figures.Release.Searches.IsHidden(students) ? Cell.Confidential : Figures.Count(Columns.WithoutResult, figures.Release.Searches, searches);

    private static Cell Shown(Column column, int? seats) => seats is { } count ? Cell.Of(column, count) : Cell.Confidential;

    private static int? Seats(Figures figures, int region, int classification, int category)
    {
        var seats = figures.Release.Seats;
        return seats.Exact(seats.Counts.Cell(region, seats.Counts.AllStates, classification, category));
    }

    private static int? All(Figures figures, int region) =>
        figures.Release.Students.Exact(figures.StudentCell(region, figures.Release.Students.Counts.AllStates, -1, -1));

    private static int? Having(Figures figures, int region, int classification) => figures.Release.Students.Exact(
        figures.StudentCell(region, figures.Release.Students.Counts.AllStates, classification, Families.Yes));
}
