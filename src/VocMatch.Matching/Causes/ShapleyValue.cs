using System.Numerics;

namespace VocMatch.Matching.Causes;

/// <summary>
/// What each of n players adds to a whole on average over every order in which they can come (L. S. Shapley, "A value for n-person games",
/// 1953): <c>sum over S without c of |S|! (n-|S|-1)! / n! (v(S + c) - v(S))</c>. Exact, in fractions of n!. The values add up to
/// v(all) - v(none), and no order of the players is preferred.
/// </summary>
public static class ShapleyValue
{
    /// <summary>n! of more is no 64-bit number, and more than a million sets are hardly ever worth their time.</summary>
    public const int MaxPlayers = 20;

    /// <param name="worth">v of every set of players, by the set as bits: 2^n values.</param>
    /// <returns>The numerator of each player's value over <see cref="Denominator"/>.</returns>
    /// <exception cref="ArgumentException">The number of values is no power of two, or there are more than 20 players.</exception>
    public static long[] Of(ReadOnlySpan<int> worth)
    {
        if (!BitOperations.IsPow2(worth.Length) || worth.Length > 1 << MaxPlayers)
        {
            throw new ArgumentException($"2 to the power of the players, at most {MaxPlayers}, are needed; given are {worth.Length} values.", nameof(worth));
        }

        var players = BitOperations.Log2((uint)worth.Length);
        var values = new long[players];
        for (var set = 0; set < worth.Length; set++)
        {
            var size = BitOperations.PopCount((uint)set);
            for (var player = 0; player < players; player++)
            {
                if ((set & (1 << player)) == 0)
                {
                    values[player] += Factorial(size) * Factorial(players - size - 1) * (worth[set | (1 << player)] - worth[set]);
                }
            }
        }

        return values;
    }

    /// <summary>n!, over which the values of n players are given.</summary>
    public static long Denominator(int players) => Factorial(players);

    /// <summary>
    /// The values in whole multiples of 1/<paramref name="scale"/>, adding up to their sum rounded down: each rounded down first, what is
    /// then lacking goes to the largest remainders, the earlier player first among equals.
    /// </summary>
    /// <param name="values">Numerators over <paramref name="denominator"/>.</param>
    public static long[] Rounded(long[] values, long denominator, int scale)
    {
        var rounded = Array.ConvertAll(values, value => Int128.CreateChecked(value) * scale)
            .Select(value => (long)FloorDivide(value, denominator))
            .ToArray();
        var lacking = (long)FloorDivide(Int128.CreateChecked(values.Sum()) * scale, denominator) - rounded.Sum();
        foreach (var player in Enumerable.Range(0, values.Length)
            .OrderByDescending(player => (Int128.CreateChecked(values[player]) * scale) - (Int128.CreateChecked(rounded[player]) * denominator))
            .Take((int)lacking))
        {
            rounded[player]++;
        }

        return rounded;
    }

    private static Int128 FloorDivide(Int128 value, long divisor) => (value / divisor) - (value % divisor < 0 ? 1 : 0);

    private static long Factorial(int n)
    {
        var product = 1L;
        for (var factor = 2; factor <= n; factor++)
        {
            product *= factor;
        }

        return product;
    }
}
