using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>Credits of one skill in thousandths for every level that may be asked, in eight bytes.</summary>
internal readonly record struct LevelCredits(ulong Packed)
{
    private const int Bits = 10;

    /// <summary>The credit when this level is asked.</summary>
    public int At(int level) => (int)(Packed >> ((level - 1) * Bits)) & ((1 << Bits) - 1);

    /// <summary>At every level the credit for the level held (0 when it is not held) or the related credit, whichever is higher.</summary>
    public static LevelCredits Of(int levelHeld, int relatedPermille)
    {
        ulong packed = 0;
        for (var asked = SkillLevels.Lowest; asked <= SkillLevels.Highest; asked++)
        {
            packed |= (ulong)Math.Max(SkillFit.HeldCredit(levelHeld, asked), relatedPermille) << ((asked - 1) * Bits);
        }

        return new LevelCredits(packed);
    }
}
