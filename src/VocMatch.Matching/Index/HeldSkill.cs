namespace VocMatch.Matching.Index;

/// <summary>
/// A skill and the level at which it is held, in four bytes. In the list of a student the key is the skill; in the list of a skill the key is
/// a block, with the highest level at which a student of it holds the skill.
/// </summary>
internal readonly struct HeldSkill(int key, int level)
{
    private const int LevelBits = 3;
    private readonly int _packed = (key << LevelBits) | level;

    public int Key => _packed >> LevelBits;

    public int Level => _packed & ((1 << LevelBits) - 1);
}
