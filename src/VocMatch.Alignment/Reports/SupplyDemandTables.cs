using VocMatch.Alignment.Data;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>Supply against demand: by region, by field of study, by occupation group.</summary>
internal static class SupplyDemandTables
{
    private static readonly TableColumn<Figures, Subject> Region = new(Columns.Region, static (figures, _, row) => figures.RegionCode(row.Region));
    private static readonly TableColumn<Figures, Subject> Supply = new(Columns.Supply, static (figures, column, row) => figures.Count(column, row.Supply), static (sums, rows, column) => sums.Figures.Count(column, sums.Supply(rows)));
    private static readonly TableColumn<Figures, Subject> Demand = new(
        Columns.Demand,
        static (_, column, row) => row.Demand is { } seats ? Cell.Of(column, seats) : Cell.Confidential,
        static (sums, rows, column) => sums.Seats(rows) is { } seats ? Cell.Of(column, seats) : Cell.Confidential);

    private static readonly TableColumn<Figures, Subject> Ratio = new(Columns.Ratio, static (figures, column, row) => figures.Quotient(column, row.Supply, row.Demand), static (sums, rows, column) => sums.Figures.Quotient(column, sums.Supply(rows), sums.Demand(rows)));
    private static readonly TableColumn<Figures, Subject> Gap = new(Columns.Gap, static (figures, column, row) => figures.Difference(column, row.Demand, row.Supply), static (sums, rows, column) => sums.Figures.Difference(column, sums.Demand(rows), sums.Supply(rows)));
    private static readonly TableColumn<Figures, Subject> FillRate = new(Columns.FillRate, static (figures, column, row) =>
        figures.Persons ? FigureRules.SeatRate(column, figures.Filled(row.Region, row.Group), (int?)row.Demand) : Cell.NotApplicable,
        static (sums, rows, column) => FigureRules.SeatRate(column, sums.Filled(rows), sums.Seats(rows)));

    private static readonly TableColumn<Figures, Subject> DaysToFill = new(Columns.DaysToFill, static (figures, column, row) => figures.Median(
        column,
        row.Group is { } group ? figures.Measures.DaysByGroup[row.Region][group] : figures.Measures.Days[row.Region],
        row.Demand is not null && figures.FilledAnew(row.Region)));

    private static readonly TableColumn<Figures, Subject> Students = new(Columns.Students, static (figures, column, row) =>
        figures.Count(column, figures.Students(row.Region, null, row.Classification, row.Category)),
        static (sums, rows, column) => sums.Figures.Count(column, sums.Students(rows)));

    private static readonly TableColumn<Figures, Subject> PlacementRate = new(Columns.PlacementRate, static (figures, column, row) =>
    {
        var (placed, known) = figures.Outcomes(row.Region, row.Classification, row.Category);
        return figures.PersonRate(column, placed, known);
    }, static (sums, rows, column) => sums.Figures.PersonRate(column, sums.Students(rows) - sums.Students(rows, StudentOutcome.NotPlaced), sums.Students(rows)));

    private static readonly TableColumn<Figures, Subject> InFieldRate = new(Columns.InFieldRate, static (figures, column, row) => figures.PersonRate(
        column,
        figures.Students(row.Region, StudentOutcome.PlacedInField, row.Classification, row.Category),
        figures.Students(row.Region, null, row.Classification, row.Category)),
        static (sums, rows, column) => sums.Figures.PersonRate(column, sums.Students(rows, StudentOutcome.PlacedInField), sums.Students(rows)));

    private static readonly TableShape<Figures, Subject> OfRegions = new("regions",
    [
        Region,
        new(Columns.RegionName, static (figures, _, row) => figures.RegionName(row.Region)),
        Supply, Demand, Ratio, Gap, FillRate, DaysToFill, PlacementRate, InFieldRate,
        new(Columns.SkillCoverage, static (figures, column, row) => Share(column, figures.Measures.SkillCoverage[row.Region] * 100, row.Demand is not null)),
        new(Columns.AlignmentIndex, static (figures, column, row) => figures.Persons
            ? Share(column, figures.Measures.AlignmentIndex[row.Region], row.Demand is not null && row.Supply is not null)
            : Cell.NotApplicable),
    ]);

    private static readonly TableShape<Figures, Subject> OfFields = new("fields",
    [
        Region,
        new(Columns.Field, static (figures, _, row) => Cell.Of(figures.Index.Fields[row.Category].Code)),
        new(Columns.FieldTitle, static (figures, _, row) => Cell.Of(figures.Index.Fields[row.Category].Title)),
        Supply, Demand with { Column = Columns.DemandShared, Sum = static (sums, rows, column) => sums.Added(rows, column) }, Ratio, Gap, Students, PlacementRate, InFieldRate,
        EntryEducationColumns.Of<Subject>(static (figures, row) => EntryEducationColumns.OfField(figures, row.Category)),
    ]);

    private static readonly TableShape<Figures, Subject> OfGroups = new("occupation-groups",
    [
        Region,
        new(Columns.Group, static (figures, _, row) => Cell.Of(figures.Index.Groups[row.Category].Code)),
        new(Columns.GroupTitle, static (figures, _, row) => Cell.Of(figures.Index.Groups[row.Category].Title)),
        Supply, Demand, Ratio, Gap, FillRate, DaysToFill, Students, PlacementRate, InFieldRate,
        EntryEducationColumns.Of<Subject>(static (figures, row) => EntryEducationColumns.OfGroup(figures, row.Category)),
    ]);

    public static IEnumerable<SummedTable> Summed => [OfRegions.Summed(), OfFields.Summed(), OfGroups.Summed()];

    public static ReportTable ByRegion(Figures figures, IReadOnlyList<int> regions) => OfRegions.Of(
        "Supply, demand and placement by region",
        "",
        figures,
        regions.Select(region => new Subject(region, figures.Supply(region), figures.Seats(region, null))));

    public static ReportTable ByField(Figures figures, IReadOnlyList<int> regions) => OfFields.Of(
        "Supply and demand by field of study",
        "Seats in occupations that no program anywhere leads to belong to no field: the fields need not add up to the region's demand.",
        figures,
        from region in regions
        from field in Enumerable.Range(0, figures.Index.Fields.Length)
        let supply = figures.Supply(region, Families.SupplyByField, field)
        let demand = figures.Seats(region, null) is null ? (decimal?)null : figures.Measures.DemandByField[region][field]
        where supply != 0 || demand != 0 || figures.Students(region, null, Families.ByField, field) != 0
        select new Subject(region, supply, demand) { Classification = Families.ByField, Category = field });

    public static ReportTable ByGroup(Figures figures, IReadOnlyList<int> regions) => OfGroups.Of(
        "Supply and demand by occupation group",
        "Students are counted under the main target occupation of their program.",
        figures,
        from region in regions
        from @group in Enumerable.Range(0, figures.Index.Groups.Length)
        let supply = figures.Supply(region, Families.SupplyByGroup, @group)
        let demand = figures.Seats(region, @group)
        where supply != 0 || demand != 0 || figures.Students(region, null, Families.ByGroup, @group) != 0
        select new Subject(region, supply, demand) { Classification = Families.ByGroup, Category = @group });

    private static Cell Share(Column column, decimal? value, bool shown) => shown ? Cell.OrNone(column, value) : Cell.Confidential;

    /// <summary>What a row is of: a region, or a field or an occupation group in it.</summary>
    /// <param name="Supply">As printed; null where hidden.</param>
    /// <param name="Demand">Seats, of a field its share of them; null where hidden.</param>
    private sealed record Subject(int Region, int? Supply, decimal? Demand)
    {
        /// <summary>Of students; -1: all of them.</summary>
        public int Classification { get; init; } = -1;

        public int Category { get; init; } = -1;

        public int? Group => Classification == Families.ByGroup ? Category : null;
    }
}
