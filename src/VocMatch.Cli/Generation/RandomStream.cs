namespace VocMatch.Cli.Generation;

/// <summary>SplitMix64 (Steele, Lea and Flood 2014): a stream of random numbers for a seed and a stream number.</summary>
internal struct RandomStream
{
    private ulong _state;

    public RandomStream(ulong seed, ulong stream)
    {
        _state = Mix(seed * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019) ^ Mix(stream + 0x9E3779B97F4A7C15);
    }

    /// <summary>A number from 0 up to, not including, 1.</summary>
    public double Next() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0 up to, not including, <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)(((NextBits() >> 32) * (ulong)limit) >> 32);

    private ulong NextBits() => Mix(_state += 0x9E3779B97F4A7C15);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
