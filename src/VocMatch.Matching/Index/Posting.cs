namespace VocMatch.Matching.Index;

/// <summary>
/// What a skill adds when fully held, and the level asked, in eight bytes. In the list of a row the key is the skill; in the list of a
/// skill the key is a block, with the most that a row of it gives and the lowest level a row of it asks.
/// </summary>
internal readonly struct Posting(int key, int fullUnits, int level)
{
    private const int LevelBits = 3;
    private readonly int _packed = (fullUnits << LevelBits) | level;

    public int Key { get; } = key;

    public int FullUnits => _packed >> LevelBits;

    public int Level => _packed & ((1 << LevelBits) - 1);
}
