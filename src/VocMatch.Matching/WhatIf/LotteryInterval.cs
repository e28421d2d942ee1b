namespace VocMatch.Matching.WhatIf;

/// <summary>
/// How much of a difference is the luck of one lottery: paired differences in students placed under <see cref="Seeds"/> further
/// seeds. Lottery uncertainty only; behaviour is taken as it was.
/// </summary>
/// <param name="Mean">The mean difference.</param>
/// <param name="Low">The mean less 2.02 standard errors.</param>
/// <param name="High">The mean and 2.02 standard errors.</param>
/// <param name="RangeLow">The second smallest difference.</param>
/// <param name="RangeHigh">The second largest difference.</param>
public sealed record LotteryInterval(double Mean, double Low, double High, int RangeLow, int RangeHigh)
{
    /// <summary>The number of seeds.</summary>
    public const int Seeds = 40;

    /// <summary>True when every seed gave the same difference: then one number says it.</summary>
    public bool IsExact { get; private init; }

    /// <param name="paired">One a seed, in any order; four or more.</param>
    public static LotteryInterval Of(IEnumerable<int> paired)
    {
        ArgumentNullException.ThrowIfNull(paired);
        int[] differences = [.. paired.Order()];
        var mean = differences.Average();
        var deviation = Math.Sqrt(differences.Sum(difference => (difference - mean) * (difference - mean)) / (differences.Length - 1));
        var margin = 2.02 * deviation / Math.Sqrt(differences.Length);
        return new(mean, mean - margin, mean + margin, differences[1], differences[^2]) { IsExact = differences[0] == differences[^1] };
    }

    /// <summary>The same for the change taken back: what was gained is lost.</summary>
    public LotteryInterval Backwards() => new(-Mean, -High, -Low, -RangeHigh, -RangeLow) { IsExact = IsExact };
}
