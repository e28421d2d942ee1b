using System.Collections.Concurrent;

namespace VocMatch.Matching.Pairs;

/// <summary>
/// Verdicts on a value of a student against a class of placements, each asked once: few values and few classes make up millions of pairs.
/// Safe for concurrent use; the memory is bounded, and what does not fit is asked again each time.
/// </summary>
/// <param name="classes">How many classes of placements there are.</param>
/// <param name="judge">The verdict on a value and a class; must not depend on anything else.</param>
internal sealed class VerdictTable<T>(int classes, Func<T, int, bool> judge)
    where T : notnull
{
    private const int MaxBytes = 64 << 20;
    private const byte Holding = 1;
    private const byte Failing = 2;

    private readonly ConcurrentDictionary<T, byte[]> _rows = new();
    private int _rowCount;

    /// <summary>The verdicts known on a value, 0 where there is none yet; empty where there is no room to keep any.</summary>
    public byte[] RowOf(T value)
    {
        if (_rows.TryGetValue(value, out var row))
        {
            return row;
        }

        if ((long)Volatile.Read(ref _rowCount) * Math.Max(1, classes) > MaxBytes)
        {
            return [];
        }

        Interlocked.Increment(ref _rowCount);
        return _rows.GetOrAdd(value, new byte[classes]);
    }

    /// <summary>The verdict on a value, whose row the caller has, and a class.</summary>
    public bool Holds(T value, byte[] row, int placementClass)
    {
        if (row.Length == 0)
        {
            return judge(value, placementClass);
        }

        // Two threads may both find nothing and both write: they write the same.
        ref var verdict = ref row[placementClass];
        if (verdict == 0)
        {
            verdict = judge(value, placementClass) ? Holding : Failing;
        }

        return verdict == Holding;
    }
}
