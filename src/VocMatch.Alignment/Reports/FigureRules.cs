using VocMatch.Alignment.Disclosure;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>
/// Turns protected counts into printed figures. Every figure about persons is computed from counts as they are printed, rounded ones, so
/// that it can tell no more than they do.
/// </summary>
/// <param name="persons">False for a quarter: figures of persons are published by the year alone.</param>
internal class FigureRules(DisclosureRules rules, bool persons)
{
    public bool Persons => persons;

    public int RoundingBase => rules.RoundingBase;

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

    private bool IsSmall(int count) => count > 0 && count < rules.MinimumCell;
}
