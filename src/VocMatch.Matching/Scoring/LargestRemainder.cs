namespace VocMatch.Matching.Scoring;

/// <summary>Rounds numbers so that they add up to a total (Hamilton's method).</summary>
internal static class LargestRemainder
{
    /// <summary>
    /// Divides each number, rounding down, then adds one to those with the largest remainders, earlier ones first among equals,
    /// until the sum is <paramref name="total"/>. The total lies between the sums of the quotients rounded down and rounded up.
    /// </summary>
    public static int[] Divide(ReadOnlySpan<long> dividends, long divisor, int total)
    {
        var quotients = new int[dividends.Length];
        var remainders = new (long Remainder, int Position)[dividends.Length];
        var missing = total;
        for (var i = 0; i < dividends.Length; i++)
        {
            quotients[i] = (int)(dividends[i] / divisor);
            remainders[i] = (dividends[i] % divisor, i);
            missing -= quotients[i];
        }

        Array.Sort(remainders, (a, b) => a.Remainder != b.Remainder ? b.Remainder.CompareTo(a.Remainder) : a.Position - b.Position);
        for (var i = 0; i < missing; i++)
        {
            quotients[remainders[i].Position]++;
        }

        return quotients;
    }
}
