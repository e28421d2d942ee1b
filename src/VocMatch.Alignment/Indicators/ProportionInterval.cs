namespace VocMatch.Alignment.Indicators;

/// <summary>95 % intervals for proportions and their differences.</summary>
public static class ProportionInterval
{
    /// <summary>The 97.5 % point of the standard normal distribution.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>Score interval (E. B. Wilson, 1927): holds its level in small groups and near 0 and 1.</summary>
    /// <returns>Bounds in 0 to 1.</returns>
    public static (double Low, double High) Wilson(int successes, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        var share = (double)successes / trials;
        var centre = (2 * successes) + (Z * Z);
        var spread = Z * Math.Sqrt((Z * Z) + (4 * successes * (1 - share)));
        var scale = 2 * (trials + (Z * Z));
        return (successes == 0 ? 0 : (centre - spread) / scale, successes == trials ? 1 : (centre + spread) / scale);
    }

    /// <summary>
    /// Interval for the first proportion less the second, of independent groups: hybrid score interval, method 10 of R. G. Newcombe,
    /// "Interval estimation for the difference between independent proportions", Statistics in Medicine 17 (1998), 873-890.
    /// </summary>
    /// <returns>Bounds in -1 to 1.</returns>
    public static (double Low, double High) Difference(int successes1, int trials1, int successes2, int trials2)
    {
        var (low1, high1) = Wilson(successes1, trials1);
        var (low2, high2) = Wilson(successes2, trials2);
        var share1 = (double)successes1 / trials1;
        var share2 = (double)successes2 / trials2;
        var difference = share1 - share2;
        return (
            difference - Math.Sqrt(Square(share1 - low1) + Square(high2 - share2)),
            difference + Math.Sqrt(Square(high1 - share1) + Square(share2 - low2)));
    }

    private static double Square(double x) => x * x;
}
