using System.Runtime.CompilerServices;

namespace VocMatch.Matching.Scoring;

/// <summary>Rounds numbers so that they add up to a total (Hamilton's method).</summary>
internal static class LargestRemainder
{
    // A remainder and the position of its number share 64 bits: 2^20 numbers, divisors below 2^43.
    private const int PositionBits = 20;
    private const int StackNumbers = 64;

    /// <summary>
    /// Divides each number, rounding down, then adds one to those with the largest remainders, earlier ones first among equals,
    /// until the sum is <paramref name="total"/>. The total lies between the sums of the quotients rounded down and rounded up.
    /// </summary>
    public static int[] Divide(ReadOnlySpan<long> dividends, long divisor, int total)
    {
        var quotients = new int[dividends.Length];
        Divide(dividends, divisor, total, quotients);
        return quotients;
    }

    /// <inheritdoc cref="Divide(ReadOnlySpan{long}, long, int)"/>
    [SkipLocalsInit]
    public static void Divide(ReadOnlySpan<long> dividends, long divisor, int total, Span<int> quotients)
    {
        var order = dividends.Length <= StackNumbers ? stackalloc long[StackNumbers] : new long[dividends.Length];
        order = order[..dividends.Length];
        var missing = total;
        for (var i = 0; i < dividends.Length; i++)
        {
            var (quotient, remainder) = Math.DivRem(dividends[i], divisor);
            quotients[i] = (int)quotient;
            missing -= (int)quotient;

            // Ascending: the largest remainder first, of equal ones the earlier number.
            order[i] = (-remainder << PositionBits) | (uint)i;
        }

        if (missing == 0)
        {
            return;
        }

        order.Sort();
        foreach (var entry in order[..missing])
        {
            quotients[(int)entry & ((1 << PositionBits) - 1)]++;
        }
    }
}
