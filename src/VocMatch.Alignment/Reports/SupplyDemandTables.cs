using System.Collections.Immutable;
using VocMatch.Alignment.Data;
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
            Columns.Students, Columns.PlacementRate, Columns.InFieldRate, .. EntryEducationColumns.Of(figures),
        ],
        from region in regions
        from field in Enumerable.Range(0, figures.Index.Fields.Length)
        let supply = figures.Supply(region, Families.SupplyByField, field)
        let demand = figures.Seats(region, null) is null ? (decimal?)null : figures.Measures.DemandByField[region][field]
        where supply != 0 || demand != 0 || figures.Students(region, null, Families.ByField, field) != 0
        select (ImmutableArray<Cell>)
        [
            figures.RegionCode(region),
            Cell.Of(figures.Index.Fields[field].Code),
            Cell.Of(figures.Index.Fields[field].Title),
            figures.Count(Columns.Supply, supply),
            demand is { } seats ? Cell.Of(Columns.DemandShared, seats) : Cell.Confidential,
            figures.Quotient(Columns.Ratio, supply, demand),
            figures.Difference(Columns.Gap, demand, supply),
            .. Placement(figures, region, Families.ByField, field),
            .. EntryEducationColumns.OfField(figures, field),
        ]);

    public static ReportTable ByGroup(Figures figures, IReadOnlyList<int> regions) => ReportTable.Of(
        "occupation-groups",
        "Supply and demand by occupation group",
        "Students are counted under the main target occupation of their program.",
        [
            Columns.Region, Columns.Group, Columns.GroupTitle, Columns.Supply, Columns.Demand, Columns.Ratio, Columns.Gap, Columns.FillRate,
            Columns.DaysToFill, Columns.Students, Columns.PlacementRate, Columns.InFieldRate, .. EntryEducationColumns.Of(figures),
        ],
        from region in regions
        from @group in Enumerable.Range(0, figures.Index.Groups.Length)
        let supply = figures.Supply(region, Families.SupplyByGroup, @group)
        let demand = figures.Seats(region, @group)
        where supply != 0 || demand != 0 || figures.Students(region, null, Families.ByGroup, @group) != 0
        select (ImmutableArray<Cell>)
        [
            figures.RegionCode(region),
            Cell.Of(figures.Index.Groups[@group].Code),
            Cell.Of(figures.Index.Groups[@group].Title),
            figures.Count(Columns.Supply, supply),
            .. Demand(figures, region, @group, supply),
            figures.Median(Columns.DaysToFill, figures.Measures.DaysByGroup[region][@group], demand is not null && figures.FilledAnew(region)),
            .. Placement(figures, region, Families.ByGroup, @group),
            .. EntryEducationColumns.OfGroup(figures, @group),
        ]);

    private static ImmutableArray<Cell> Row(Figures figures, int region)
    {
        var supply = figures.Supply(region);
        var shown = figures.Seats(region, null) is not null;
        return
        [
            figures.RegionCode(region),
            figures.RegionName(region),
            figures.Count(Columns.Supply, supply),
            .. Demand(figures, region, null, supply),
            figures.Median(Columns.DaysToFill, figures.Measures.Days[region], shown && figures.FilledAnew(region)),
            .. Placement(figures, region, -1, -1).RemoveAt(0),
            Share(Columns.SkillCoverage, figures.Measures.SkillCoverage[region] * 100, shown),
            figures.Persons ? Share(Columns.AlignmentIndex, figures.Measures.AlignmentIndex[region], shown && supply is not null) : Cell.NotApplicable,
        ];
    }

    private static ImmutableArray<Cell> Demand(Figures figures, int region, int? group, int? supply)
    {
        var seats = figures.Seats(region, group);
        return
        [
            seats is { } demand ? Cell.Of(Columns.Demand, demand) : Cell.Confidential,
            figures.Quotient(Columns.Ratio, supply, seats),
            figures.Difference(Columns.Gap, seats, supply),
            figures.Persons ? FigureRules.SeatRate(Columns.FillRate, figures.Filled(region, group), seats) : Cell.NotApplicable,
        ];
    }

    private static ImmutableArray<Cell> Placement(Figures figures, int region, int classification, int category)
    {
        var (placed, known) = figures.Outcomes(region, classification, category);
        return
        [
            figures.Count(Columns.Students, known),
            figures.PersonRate(Columns.PlacementRate, placed, known),
            figures.PersonRate(Columns.InFieldRate, figures.Students(region, StudentOutcome.PlacedInField, classification, category), known),
        ];
    }

    private static Cell Share(Column column, decimal? value, bool shown) => shown ? Cell.OrNone(column, value) : Cell.Confidential;
}
