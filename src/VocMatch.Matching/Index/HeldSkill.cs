namespace VocMatch.Matching.Index;

/// <summary>
/// A skill and the level at which it is held, in four bytes; of a feature that is resembled, how much in thousandths. In the list of a student
/// the key is the skill or feature; in the list of a skill the key is a block, with the highest level at which a student of it holds the skill.
/// </summary>
internal readonly struct HeldSkill(int key, int level)
{
    private const int LevelBits = 10;
    private const int MaxKey = (1 << (32 - LevelBits)) - 1;
    private readonly uint _packed = ((uint)(key <= MaxKey ? key : throw new ArgumentOutOfRangeException(nameof(key), key, "At most 4,194,303.")) << LevelBits) | (uint)level;

    public int Key => (int)(_packed >> LevelBits);

    public int Level => (int)_packed & ((1 << LevelBits) - 1);
}
