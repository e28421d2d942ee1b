namespace VocMatch.Matching.Scoring;

/// <summary>A score is a whole number of ten-thousandths of a point, 0 to 1,000,000; only display turns it into points.</summary>
public static class ScoreUnits
{
    /// <summary>Units in one point.</summary>
    public const int PerPoint = 10_000;

    /// <summary>Units in one hundredth of a point, in which scores are shown.</summary>
    public const int PerHundredth = PerPoint / 100;

    /// <summary>The highest score: 100 points.</summary>
    public const int Full = 100 * PerPoint;

    /// <summary>Units that one ten-thousandth of weight is worth.</summary>
    public const int PerWeight = Full / ScoringPolicy.WholeWeight;

    /// <summary>Rounds a half up; the arguments are not negative, the divisor is positive.</summary>
    internal static long DivideRounded(long dividend, long divisor) => (dividend + (divisor / 2)) / divisor;

    /// <summary>A share of a weight: <paramref name="permille"/> thousandths of it, in units, a half rounded up.</summary>
    internal static int OfWeight(int weight, int permille) => (int)DivideRounded((long)weight * PerWeight * permille, 1_000);
}
