using VocMatch.Alignment.Data;
using VocMatch.Alignment.Disclosure;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>
/// Turns protected tables into printed figures. Every figure about persons is computed from shown cells only, so that it can tell no more
/// than they do.
/// </summary>
internal sealed class Figures(DataIndex index, Measures measures, ReportRelease release, DisclosureRules rules)
{
    public DataIndex Index { get; } = index;

    public Measures Measures { get; } = measures;

    public ReportRelease Release { get; } = release;

    public DisclosureRules Rules { get; } = rules;

    /// <summary>The index of the nation's rows.</summary>
    public int Nation => Index.Regions.Length;

    public Cell RegionCode(int region) => Cell.Of(region == Nation ? "nation" : Index.Regions[region].Id.Value);

    public Cell RegionName(int region) => Cell.Of(region == Nation ? "All regions" : Index.Regions[region].Name);

    public static Cell Count(Column column, ReleasedFamily family, int cell) =>
        family.Printed(cell) is { } count ? Cell.Of(column, count) : Cell.Confidential;

    /// <summary>
    /// A share of persons: both it and what is left to 100 % must be over zero or at least the minimum cell, and the base at least the
    /// minimum base.
    /// </summary>
    public Cell PersonRate(Column column, int? part, int? whole)
    {
        if (part is not { } counted || whole is not { } all)
        {
            return Cell.Confidential;
        }

        if (all == 0)
        {
            return Cell.NotApplicable;
        }

        if (all < Rules.MinimumBase)
        {
            return Cell.BaseTooSmall;
        }

        return IsSmall(counted) || IsSmall(all - counted) ? Cell.Confidential : Cell.Of(column, 100m * counted / all);
    }

    /// <summary>A share of seats.</summary>
    public static Cell SeatRate(Column column, int? part, int? whole) =>
        part is not { } counted || whole is not { } all ? Cell.Confidential
        : all == 0 ? Cell.NotApplicable
        : Cell.Of(column, 100m * counted / all);

    public static Cell Quotient(Column column, decimal? part, decimal? whole) =>
        part is not { } dividend || whole is not { } divisor ? Cell.Confidential
        : divisor == 0 ? Cell.NotApplicable
        : Cell.Of(column, dividend / divisor);

    public static Cell Difference(Column column, decimal? from, decimal? less) =>
        from is { } first && less is { } second ? Cell.Of(column, first - second) : Cell.Confidential;

    public Cell Median(Column column, List<int> values, bool shown) =>
        !shown ? Cell.Confidential
        : values.Count == 0 ? Cell.NotApplicable
        : values.Count < Rules.MinimumValues ? Cell.BaseTooSmall
        : Cell.OrNone(column, Likeness.Median(values));

    /// <summary>Placed and known students; null where a count they need is hidden.</summary>
    public (int? Placed, int? Known) Outcomes(int region, int classification, int category)
    {
        var inField = State(StudentOutcome.PlacedInField);
        var placed = inField + State(StudentOutcome.PlacedElsewhere);
        return (placed, placed + State(StudentOutcome.NotPlaced));

        int? State(StudentOutcome outcome) => Release.Students.Exact(StudentCell(region, (int)outcome, classification, category));
    }

    public int? InField(int region, int classification, int category) =>
        Release.Students.Exact(StudentCell(region, (int)StudentOutcome.PlacedInField, classification, category));

    /// <summary>A cell of students; classification -1 for all of them.</summary>
    public int StudentCell(int region, int state, int classification, int category)
    {
        var counts = Release.Students.Counts;
        return classification < 0 ? counts.Cell(region, state) : counts.Cell(region, state, classification, category);
    }

    /// <summary>Seats in a group, or in all groups where it is null; state null for filled and unfilled together.</summary>
    public int? Seats(int region, int? state, int? group)
    {
        var counts = Release.Seats.Counts;
        var at = state ?? counts.AllStates;
        return Release.Seats.Exact(group is { } g ? counts.Cell(region, at, Families.SeatsByGroup, g) : counts.Cell(region, at));
    }

    private bool IsSmall(int count) => count > 0 && count < Rules.MinimumCell;
}
