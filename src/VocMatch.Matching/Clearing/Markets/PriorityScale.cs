namespace VocMatch.Matching.Clearing.Markets;

/// <summary>
/// Order-preserving 31-bit codes for the priorities of one market. A market whose priorities span less than 2^31
/// millionths (2,147 points) codes each as its distance from the lowest; any other numbers its distinct values.
/// </summary>
public sealed class PriorityScale
{
    /// <summary>The number of distinct codes that fit: a code is always below this.</summary>
    internal const long Span = int.MaxValue;

    private readonly long _lowest;
    private readonly long[]? _distinct;

    private PriorityScale(long lowest, long[]? distinct)
    {
        _lowest = lowest;
        _distinct = distinct;
    }

    /// <summary>The scale of a market without applications.</summary>
    internal static PriorityScale Empty { get; } = new(0, null);

    /// <summary>True when a code is a distance, so that decoding needs no table.</summary>
    internal bool IsDistance => _distinct is null;

    internal static PriorityScale ByDistance(long lowest) => new(lowest, null);

    /// <summary>The scale of the priorities given, and the code of each.</summary>
    internal static PriorityScale Of(long[] millionths, out int[] codes)
    {
        if (millionths.Length == 0)
        {
            codes = [];
            return Empty;
        }

        var (lowest, highest) = (millionths.Min(), millionths.Max());
        if (highest - lowest < Span)
        {
            codes = Array.ConvertAll(millionths, priority => (int)(priority - lowest));
            return ByDistance(lowest);
        }

        return ByRank(millionths, lowest, highest, out codes);
    }

    /// <summary>The scale that numbers the distinct priorities, and the code of each.</summary>
    internal static PriorityScale ByRank(long[] millionths, long lowest, long highest, out int[] codes)
    {
        (var distinct, codes) = PriorityRanks.Of(millionths, lowest, highest);
        return new PriorityScale(0, distinct);
    }

    /// <summary>The priority that <paramref name="code"/> stands for.</summary>
    public Priority Decode(int code) => new(_distinct is null ? _lowest + code : _distinct[code]);

    /// <summary>True when a priority has a code.</summary>
    internal bool Holds(Priority priority) =>
        _distinct is null ? priority.Millionths - _lowest is >= 0 and < Span : Array.BinarySearch(_distinct, priority.Millionths) >= 0;

    /// <summary>The code of a priority that occurs in the market.</summary>
    internal int Code(long millionths) =>
        _distinct is null ? checked((int)(millionths - _lowest)) : Array.BinarySearch(_distinct, millionths);
}
