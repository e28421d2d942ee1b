namespace VocMatch.Alignment.Disclosure;

/// <summary>What may be shown of persons and of single employers.</summary>
public sealed record DisclosureRules
{
    public static DisclosureRules Default { get; } = new();

    /// <summary>Counts of persons from 1 to one less than this are never shown. A true zero is shown.</summary>
    public int MinimumCell { get; init; } = 10;

    /// <summary>Rates are shown only over at least this many persons (HESA: 23).</summary>
    public int MinimumBase { get; init; } = 23;

    /// <summary>Medians are shown only over at least this many values (HESA: 8).</summary>
    public int MinimumValues { get; init; } = 8;

    /// <summary>Shown counts of persons are rounded to the nearest multiple; 1 = not rounded.</summary>
    public int RoundingBase { get; init; } = 5;

    /// <summary>No published equation may bound a protected count to an interval narrower than this.</summary>
    public int MinimumWidth { get; init; } = 5;

    /// <summary>Shares of unknown outcomes are rounded to the nearest multiple of so many points; 0 = not rounded.</summary>
    public int UnknownStep { get; init; } = 5;

    /// <summary>They are shown over at least this many students, so that a step is at least five persons wide.</summary>
    public int MinimumStepBase { get; init; } = 200;

    /// <summary>p of the p % rule: the second largest employer must not come closer than this to the largest one's value.</summary>
    public int DominancePercent { get; init; } = 10;

    /// <summary>Sums over fewer employers are protected.</summary>
    public int MinimumEmployers { get; init; } = 3;

    /// <exception cref="ArgumentException">A rule is out of range.</exception>
    public DisclosureRules Checked()
    {
        if (MinimumCell < 1 || MinimumBase < MinimumCell || MinimumValues < 1 || RoundingBase < 1 || MinimumWidth < 1
            || DominancePercent is < 0 or > 100 || MinimumEmployers < 1 || UnknownStep is < 0 or > 50 || MinimumStepBase < 1)
        {
            throw new ArgumentException(
                "Rules need a minimum cell of at least 1, a minimum base no smaller than it, positive limits and a percentage of 0 to 100.");
        }

        return this;
    }
}
