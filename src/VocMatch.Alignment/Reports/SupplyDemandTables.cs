using System.Collections.Immutable;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>Supply against demand: by region, by field of study, by occupation group.</summary>
internal static class SupplyDemandTables
{
    public static ReportTable ByRegion(Figures figures, IReadOnlyList<int> regions) => ReportTable.Of(
        "regions",
        "Supply, demand and placement by region",
        "",
        [
            Columns.Region, Columns.RegionName, Columns.Supply, Columns.Demand, Columns.Ratio, Columns.Gap, Columns.FillRate,
            Columns.DaysToFill, Columns.PlacementRate, Columns.InFieldRate, Columns.SkillCoverage, Columns.AlignmentIndex,
        ],
        regions.Select(region => Row(figures, region)));

    public static ReportTable ByField(Figures figures, IReadOnlyList<int> regions) => ReportTable.Of(
        "fields",
        "Supply and demand by field of study",
        "Seats in occupations that no program anywhere leads to belong to no field: the fields need not add up to the region's demand.",
        [
            Columns.Region, Columns.Field, Columns.FieldTitle, Columns.Supply, Columns.DemandShared, Columns.Ratio, Columns.Gap,
            Columns.Students, Columns.PlacementRate, Columns.InFieldRate,
        ],
        from region in regions
        from field in Enumerable.Range(0, figures.Index.Fields.Length)
        let supply = figures.Measures.SupplyByField[region][field]
        let demand = figures.Seats(region, null, null) is null ? (decimal?)null : figures.Measures.DemandByField[region][field]
        where supply > 0 || demand > 0
        select (ImmutableArray<Cell>)
        [
            figures.RegionCode(region),
            Cell.Of(figures.Index.Fields[field].Code),
            Cell.Of(figures.Index.Fields[field].Title),
            Cell.Of(Columns.Supply, supply),
            demand is { } seats ? Cell.Of(Columns.DemandShared, seats) : Cell.Confidential,
            Figures.Quotient(Columns.Ratio, supply, demand),
            Figures.Difference(Columns.Gap, demand, supply),
            .. Placement(figures, region, Families.ByField, field),
        ]);

    public static ReportTable ByGroup(Figures figures, IReadOnlyList<int> regions) => ReportTable.Of(
        "occupation-groups",
        "Supply and demand by occupation group",
        "Students are counted under the main target occupation of their program.",
        [
            Columns.Region, Columns.Group, Columns.GroupTitle, Columns.Supply, Columns.Demand, Columns.Ratio, Columns.Gap, Columns.FillRate,
            Columns.DaysToFill, Columns.Students, Columns.PlacementRate, Columns.InFieldRate,
        ],
        from region in regions
        from @group in Enumerable.Range(0, figures.Index.Groups.Length)
        let supply = figures.Measures.SupplyByGroup[region][@group]
        let demand = figures.Seats(region, null, @group)
        where supply > 0 || demand != 0
        select (ImmutableArray<Cell>)
        [
            figures.RegionCode(region),
            Cell.Of(figures.Index.Groups[@group].Code),
            Cell.Of(figures.Index.Groups[@group].Title),
            Cell.Of(Columns.Supply, supply),
            .. Demand(figures, region, @group, supply),
            figures.Median(Columns.DaysToFill, figures.Measures.DaysByGroup[region][@group], demand is not null),
            .. Placement(figures, region, Families.ByGroup, @group),
        ]);

    private static ImmutableArray<Cell> Row(Figures figures, int region)
    {
        var supply = figures.Measures.Supply(region);
        var shown = figures.Seats(region, null, null) is not null;
        return
        [
            figures.RegionCode(region),
            figures.RegionName(region),
            Cell.Of(Columns.Supply, supply),
            .. Demand(figures, region, null, supply),
            figures.Median(Columns.DaysToFill, figures.Measures.Days[region], shown),
            .. Placement(figures, region, -1, -1).RemoveAt(0),
            Share(Columns.SkillCoverage, figures.Measures.SkillCoverage[region] * 100, shown),
            Share(Columns.AlignmentIndex, figures.Measures.AlignmentIndex[region], shown),
        ];
    }

    private static ImmutableArray<Cell> Demand(Figures figures, int region, int? group, decimal supply)
    {
        var seats = figures.Seats(region, null, group);
        return
        [
            seats is { } demand ? Cell.Of(Columns.Demand, demand) : Cell.Confidential,
            Figures.Quotient(Columns.Ratio, supply, seats),
            Figures.Difference(Columns.Gap, seats, supply),
            Figures.SeatRate(Columns.FillRate, figures.Seats(region, Families.Filled, group), seats),
        ];
    }

    private static ImmutableArray<Cell> Placement(Figures figures, int region, int classification, int category)
    {
        var students = figures.Release.Students;
        var (placed, known) = figures.Outcomes(region, classification, category);
        return
        [
            Figures.Count(Columns.Students, students, figures.StudentCell(region, students.Counts.AllStates, classification, category)),
            figures.PersonRate(Columns.PlacementRate, placed, known),
            figures.PersonRate(Columns.InFieldRate, figures.InField(region, classification, category), known),
        ];
    }

    private static Cell Share(Column column, decimal? value, bool shown) => shown ? Cell.OrNone(column, value) : Cell.Confidential;
}
