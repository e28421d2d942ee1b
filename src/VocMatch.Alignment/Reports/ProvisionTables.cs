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
            Columns.RuralShare, Columns.RuralSeats, Columns.SmallFirmSeats, Columns.WithoutMatch, Columns.WithoutCandidate,
        ],
        regions.Select(region => Row(figures, region)));

    public static ReportTable Searches(Figures figures, IReadOnlyList<int> regions)
    {
        var family = figures.Release.Searches;
        return ReportTable.Of(
            "search-gaps",
            "Students who found nothing, by field of study",
            "Only who searched is counted: a student who never asked is not in it.",
            [Columns.Region, Columns.Field, Columns.FieldTitle, Columns.WithoutMatch],
            from region in regions
            from field in Enumerable.Range(0, figures.Index.Fields.Length)
            let students = family.Printed(figures.CellOf(family, region, null, Families.SearchesByField, field))
            where students != 0
            select (ImmutableArray<Cell>)
            [
                figures.RegionCode(region),
                Cell.Of(figures.Index.Fields[field].Code),
                Cell.Of(figures.Index.Fields[field].Title),
                figures.Count(Columns.WithoutMatch, students),
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
            Shown(Columns.Demand, figures.Seats(region, @group)),
            Shown(Columns.WithoutCandidate, seats),
        ]);

    private static ImmutableArray<Cell> Row(Figures figures, int region)
    {
        var (teachers, searches) = (figures.Release.Teachers, figures.Release.Searches);
        var staff = teachers.Printed(figures.CellOf(teachers, region));
        var hasStaff = !figures.Index.Data.Staff.IsEmpty;
        var known = figures.Students(region, null);
        var rural = Seats(figures, region, Families.SeatsBySite, Families.Yes);
        var small = Seats(figures, region, Families.SeatsByFirm, Families.SmallFirm);
        return
        [
            figures.RegionCode(region),
            figures.RegionName(region),
            WhereCounted(hasStaff, figures.Count(Columns.Teachers, staff)),
            WhereCounted(hasStaff, figures.PersonRate(Columns.DoubleQualified, teachers.Printed(figures.CellOf(teachers, region, Families.DoubleQualified)), staff)),
            WhereCounted(hasStaff, figures.Quotient(Columns.StudentsPerTeacher, PeopleTables.All(figures, region), staff)),
            figures.PersonRate(Columns.AdultShare, figures.Students(region, null, Families.ByAdult, Families.Yes), known),
            figures.PersonRate(Columns.RuralShare, figures.Students(region, null, Families.ByRural, Families.Yes), known),
            FigureRules.SeatRate(Columns.RuralSeats, rural, rural + Seats(figures, region, Families.SeatsBySite, Families.No)),
            FigureRules.SeatRate(Columns.SmallFirmSeats, small, small + Seats(figures, region, Families.SeatsByFirm, Families.LargerFirm)),
            WhereCounted(!figures.Index.Data.SearchGaps.IsEmpty, figures.Count(Columns.WithoutMatch, searches.Printed(figures.CellOf(searches, region)))),
            WhereCounted(
                figures.Index.Data.Placements.Any(placement => placement.WithoutCandidate),
                Shown(
                    Columns.WithoutCandidate,
                    figures.Seats(region, null) - Seats(figures, region, Families.SeatsWithoutCandidate, figures.Index.Groups.Length))),
        ];
    }

    /// <summary>What nobody counted is not zero.</summary>
    private static Cell WhereCounted(bool counted, Cell cell) => counted ? cell : Cell.NotApplicable;

    private static Cell Shown(Column column, int? seats) => seats is { } count ? Cell.Of(column, count) : Cell.Confidential;

    private static int? Seats(Figures figures, int region, int classification, int category)
    {
        var seats = figures.Release.Seats;
        return seats.Exact(figures.CellOf(seats, region, null, classification, category));
    }
}
