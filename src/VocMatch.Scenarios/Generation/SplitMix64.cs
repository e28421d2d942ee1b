namespace VocMatch.Scenarios.Generation;

/// <summary>SplitMix64 (Steele, Lea and Flood, 2014): small, fast, the same numbers everywhere. Not for secrets.</summary>
public sealed class SplitMix64(ulong seed)
{
    private ulong state = seed;

    /// <summary>A generator of its own for each item, so that an item does not depend on those generated before it.</summary>
    public static SplitMix64 For(ulong seed, ulong kind, int index) =>
        new(new SplitMix64(seed ^ (kind * 0xD1342543DE82EF95)).Next() + ((ulong)index * 0x9E3779B97F4A7C15));

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>0 to <paramref name="bound"/> - 1.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>Both ends inclusive.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>Some of the items, none twice, in the order of the list.</summary>
    public IEnumerable<T> Some<T>(IReadOnlyList<T> items, int count)
    {
        var wanted = Math.Min(count, items.Count);
        for (var i = 0; i < items.Count && wanted > 0; i++)
        {
            if (Below(items.Count - i) < wanted)
            {
                wanted--;
                yield return items[i];
            }
        }
    }
}
