using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>What there is to learn and to work with, and what was searched for in vain.</summary>
internal static class ProvisionTables
{
    private static readonly TableShape<Figures, int> OfRegions = new("provision",
    [
        new(Columns.Region, static (figures, _, region) => figures.RegionCode(region)),
        new(Columns.RegionName, static (figures, _, region) => figures.RegionName(region)),
        new(
            Columns.Teachers,
            static (figures, column, region) => OfStaff(figures, figures.Count(column, Teachers(figures, region))),
            static (sums, rows, column) => RegionSums.WhereCounted(rows, column, sums.Figures.Count(column, sums.Teachers()))),
        new(
            Columns.DoubleQualified,
            static (figures, column, region) => OfStaff(figures, figures.PersonRate(
                column,
                figures.Release.Teachers.Printed(figures.CellOf(figures.Release.Teachers, region, Families.DoubleQualified)),
                Teachers(figures, region))),
            static (sums, rows, column) => RegionSums.WhereCounted(rows, Columns.Teachers, sums.Figures.PersonRate(column, sums.DoubleQualified(), sums.Teachers()))),
        new(Columns.StudentsPerTeacher, static (figures, column, region) =>
            OfStaff(figures, figures.Quotient(column, PeopleTables.All(figures, region), Teachers(figures, region)))),
        ShareOfStudents(Columns.AdultShare, Families.ByAdult),
        ShareOfStudents(Columns.RuralShare, Families.ByRural),
        ShareOfSeats(Columns.RuralSeats, Families.SeatsBySite, Families.Yes, Families.No),
        ShareOfSeats(Columns.SmallFirmSeats, Families.SeatsByFirm, Families.SmallFirm, Families.LargerFirm),
        new(
            Columns.WithoutMatch,
            static (figures, column, region) => WhereCounted(
                !figures.Index.Data.SearchGaps.IsEmpty,
                figures.Count(column, figures.Release.Searches.Printed(figures.CellOf(figures.Release.Searches, region)))),
            static (sums, rows, column) => RegionSums.WhereCounted(rows, column, sums.Figures.Count(column, sums.Searched(rows)))),
        new(
            Columns.WithoutCandidate,
            static (figures, column, region) => WhereCounted(
                figures.Index.Data.Placements.Any(placement => placement.WithoutCandidate),
                Shown(column, figures.Seats(region, null) - Seats(figures, region, Families.SeatsWithoutCandidate, figures.Index.Groups.Length))),
            static (sums, rows, column) => RegionSums.WhereCounted(rows, column, sums.WithoutCandidateInAll())),
    ]);

    private static readonly TableShape<Figures, (int Region, int Field, int? Students)> OfSearches = new("search-gaps",
    [
        new(Columns.Region, static (figures, _, row) => figures.RegionCode(row.Region)),
        new(Columns.Field, static (figures, _, row) => Cell.Of(figures.Index.Fields[row.Field].Code)),
        new(Columns.FieldTitle, static (figures, _, row) => Cell.Of(figures.Index.Fields[row.Field].Title)),
        new(
            Columns.WithoutMatch,
            static (figures, column, row) => figures.Count(column, row.Students),
            static (sums, rows, column) => sums.Figures.Count(column, sums.Searched(rows))),
    ]);

    private static readonly TableShape<Figures, (int Region, int Group, int? Seats)> OfCandidates = new("candidate-gaps",
    [
        new(Columns.Region, static (figures, _, row) => figures.RegionCode(row.Region)),
        new(Columns.Group, static (figures, _, row) => Cell.Of(figures.Index.Groups[row.Group].Code)),
        new(Columns.GroupTitle, static (figures, _, row) => Cell.Of(figures.Index.Groups[row.Group].Title)),
        new(
            Columns.Demand,
            static (figures, column, row) => Shown(column, figures.Seats(row.Region, row.Group)),
            static (sums, rows, column) => Shown(column, sums.Seats(rows))),
        new(
            Columns.WithoutCandidate,
            static (_, column, row) => Shown(column, row.Seats),
            static (sums, rows, _) => sums.WithoutCandidate(rows)),
    ]);

    public static IEnumerable<SummedTable> Summed => [OfRegions.Summed(), OfSearches.Summed(), OfCandidates.Summed()];

    public static ReportTable Provision(Figures figures, IReadOnlyList<int> regions) =>
        OfRegions.Of("Teaching staff, reach and provision gaps", "", figures, regions);

    public static ReportTable Searches(Figures figures, IReadOnlyList<int> regions)
    {
        var family = figures.Release.Searches;
        return OfSearches.Of(
            "Students who found nothing, by field of study",
            "Only who searched is counted: a student who never asked is not in it.",
            figures,
            from region in regions
            from field in Enumerable.Range(0, figures.Index.Fields.Length)
            let students = family.Printed(figures.CellOf(family, region, null, Families.SearchesByField, field))
            where students != 0
            select (region, field, students));
    }

    public static ReportTable Candidates(Figures figures, IReadOnlyList<int> regions) => OfCandidates.Of(
        "Seats for which nobody was found, by occupation group",
        "Only placements whose employer looked for candidates are counted.",
        figures,
        from region in regions
        from @group in Enumerable.Range(0, figures.Index.Groups.Length)
        let seats = Seats(figures, region, Families.SeatsWithoutCandidate, @group)
        where seats != 0
        select (region, @group, seats));

    private static int? Teachers(Figures figures, int region) => figures.Release.Teachers.Printed(figures.CellOf(figures.Release.Teachers, region));

    private static Cell OfStaff(Figures figures, Cell cell) => WhereCounted(!figures.Index.Data.Staff.IsEmpty, cell);

    private static TableColumn<Figures, int> ShareOfStudents(Column share, int classification) => new(
        share,
        (figures, column, region) => figures.PersonRate(column, figures.Students(region, null, classification, Families.Yes), figures.Students(region, null)),
        (sums, _, column) => sums.ShareOfStudents(column, classification));

    private static TableColumn<Figures, int> ShareOfSeats(Column share, int classification, int category, int other) => new(
        share,
        (figures, column, region) =>
        {
            var seats = Seats(figures, region, classification, category);
            return FigureRules.SeatRate(column, seats, seats + Seats(figures, region, classification, other));
        },
        (sums, _, column) => sums.SeatShare(column, classification, category, other));

    /// <summary>What nobody counted is not zero.</summary>
    private static Cell WhereCounted(bool counted, Cell cell) => counted ? cell : Cell.NotApplicable;

    private static Cell Shown(Column column, int? seats) => seats is { } count ? Cell.Of(column, count) : Cell.Confidential;

    private static int? Seats(Figures figures, int region, int classification, int category)
    {
        var seats = figures.Release.Seats;
        return seats.Exact(figures.CellOf(seats, region, null, classification, category));
    }
}
