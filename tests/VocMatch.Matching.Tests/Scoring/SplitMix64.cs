namespace VocMatch.Matching.Tests.Scoring;

/// <summary>The generator of Steele, Lea and Flood (2014): the same numbers for the same seed, everywhere.</summary>
internal sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    public bool Chance(int percent) => Below(100) < percent;
}
