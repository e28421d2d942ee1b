using VocMatch.Alignment.Data;
using VocMatch.Alignment.Disclosure;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>
/// Turns protected tables into printed figures. Every figure about persons is computed from counts as they are printed, rounded ones, so
/// that it can tell no more than they do.
/// </summary>
/// <param name="persons">False for a quarter: figures of persons are published by the year alone.</param>
internal sealed class Figures(DataIndex index, Measures measures, ReportRelease release, DisclosureRules rules, bool persons)
{
    public DataIndex Index { get; } = index;

    public Measures Measures { get; } = measures;

    public ReportRelease Release { get; } = release;

    /// <summary>The index of the nation's rows.</summary>
    public int Nation => Index.Regions.Length;

    public bool Persons => persons;

    public int RoundingBase => rules.RoundingBase;

    public Cell RegionCode(int region) => Cell.Of(region == Nation ? "nation" : Index.Regions[region].Id.Value);

    public Cell RegionName(int region) => Cell.Of(region == Nation ? "All regions" : Index.Regions[region].Name);

    /// <summary>A cell of a family; classification -1 for all categories.</summary>
    public int CellOf(ReleasedFamily family, int region, int? state = null, int classification = -1, int category = -1)
    {
        var counts = family.Counts;
        var (at, of) = (region == Nation ? counts.AllRegions : region, state ?? counts.AllStates);
        return classification < 0 ? counts.Cell(at, of) : counts.Cell(at, of, classification, category);
    }

    /// <summary>A count of persons.</summary>
    public Cell Count(Column column, int? printed) =>
        !persons ? Cell.NotApplicable : printed is { } count ? Cell.Of(column, count) : Cell.Confidential;

    /// <summary>
    /// A share of persons, of printed counts: both it and what is left to 100 % must be over zero or at least the minimum cell, and the base
    /// at least the minimum base.
    /// </summary>
    public Cell PersonRate(Column column, int? part, int? whole)
    {
        if (!persons)
        {
            return Cell.NotApplicable;
        }

        if (part is not { } counted || whole is not { } all)
        {
            return Cell.Confidential;
        }

        if (all == 0)
        {
            return Cell.NotApplicable;
        }

        if (all < rules.MinimumBase)
        {
            return Cell.BaseTooSmall;
        }

        counted = Math.Clamp(counted, 0, all);
        return IsSmall(counted) || IsSmall(all - counted) ? Cell.Confidential : Cell.Of(column, 100m * counted / all);
    }

    /// <summary>A share of seats.</summary>
    public static Cell SeatRate(Column column, int? part, int? whole) =>
        part is not { } counted || whole is not { } all ? Cell.Confidential
        : all == 0 ? Cell.NotApplicable
        : Cell.Of(column, 100m * Math.Min(counted, all) / all);

    /// <summary>A quotient with persons in it.</summary>
    public Cell Quotient(Column column, decimal? part, decimal? whole) =>
        !persons ? Cell.NotApplicable
        : part is not { } dividend || whole is not { } divisor ? Cell.Confidential
        : divisor == 0 ? Cell.NotApplicable
        : Cell.Of(column, dividend / divisor);

    public Cell Difference(Column column, decimal? from, decimal? less) =>
        !persons ? Cell.NotApplicable
        : from is { } first && less is { } second ? Cell.Of(column, first - second)
        : Cell.Confidential;

    public Cell Median(Column column, List<int> values, bool shown) =>
        !persons ? Cell.NotApplicable
        : !shown ? Cell.Confidential
        : values.Count == 0 ? Cell.NotApplicable
        : values.Count < rules.MinimumValues ? Cell.BaseTooSmall
        : Cell.OrNone(column, Likeness.Median(values));

    /// <summary>Placed and known students; null where a count they need is hidden.</summary>
    public (int? Placed, int? Known) Outcomes(int region, int classification, int category)
    {
        var known = Students(region, null, classification, category);
        return (known - Students(region, StudentOutcome.NotPlaced, classification, category), known);
    }

    /// <summary>Students with an outcome, or with any that is known; null where hidden.</summary>
    public int? Students(int region, StudentOutcome? outcome, int classification = -1, int category = -1) =>
        Release.Students.Printed(CellOf(Release.Students, region, (int?)outcome, classification, category));

    /// <summary>Completers expected, of all fields or of one or of an occupation group.</summary>
    public int? Supply(int region, int classification = -1, int category = -1) =>
        Release.Supply.Printed(CellOf(Release.Supply, region, null, classification, category));

    /// <summary>Seats posted in a group, or in all groups where it is null.</summary>
    public int? Seats(int region, int? group) => Release.Seats.Exact(
        group is { } g ? CellOf(Release.Seats, region, null, Families.SeatsByGroup, g) : CellOf(Release.Seats, region));

    /// <summary>
    /// Seats filled, each by a person. Over the nation they are the students placed: where one of their counts is hidden no filled seats are
    /// shown, or they would give it away.
    /// </summary>
    public int? Filled(int region, int? group) =>
        Students(Nation, StudentOutcome.PlacedInField) is null || Students(Nation, StudentOutcome.PlacedElsewhere) is null ? null
        : Release.Filled.Printed(group is { } g ? CellOf(Release.Filled, region, null, Families.FilledByGroup, g) : CellOf(Release.Filled, region));

    /// <summary>Whether what rests on acceptances of this very day may be shown: a region that repeats an earlier release must not tell of them.</summary>
    public bool FilledAnew(int region) =>
        Filled(region, null) is not null
        && (region == Nation
            ? Release.Filled.HeldRegions.Length < Nation
            : !Release.Filled.HeldRegions.Contains(Index.Regions[region].Id.Value));

    private bool IsSmall(int count) => count > 0 && count < rules.MinimumCell;
}
