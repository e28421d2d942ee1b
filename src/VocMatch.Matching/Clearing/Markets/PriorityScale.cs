namespace VocMatch.Matching.Clearing;

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

    /// <summary>True when a code is a distance, so that <see cref="Code"/> needs no search.</summary>
    internal bool IsDistance => _distinct is null;

    internal long Lowest => _lowest;

    internal static PriorityScale ByDistance(long lowest) => new(lowest, null);

    /// <param name="distinct">Every priority of the market once, ascending.</param>
    internal static PriorityScale ByValue(long[] distinct) => new(0, distinct);

    /// <summary>The priority that <paramref name="code"/> stands for.</summary>
    public Priority Decode(int code) => new(_distinct is null ? _lowest + code : _distinct[code]);

    /// <summary>The code of a priority that occurs in the market.</summary>
    internal int Code(long millionths) =>
        _distinct is null ? checked((int)(millionths - _lowest)) : Array.BinarySearch(_distinct, millionths);
}
