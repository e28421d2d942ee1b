namespace VocMatch.Matching.Scoring;

/// <summary>Why a skill that a placement asks for counts as it does.</summary>
public enum SkillCredit
{
    /// <summary>Held at the level asked.</summary>
    Held,

    /// <summary>Held at a lower level.</summary>
    HeldLower,

    /// <summary>A related skill is held.</summary>
    Related,

    /// <summary>Nothing counts.</summary>
    Missing,
}

/// <summary>One skill's part of a score.</summary>
/// <param name="Skill">The skill asked for.</param>
/// <param name="Essential">Whether it is essential; else optional.</param>
/// <param name="LevelAsked">1 to 5.</param>
/// <param name="LevelHeld">1 to 5; 0 when the skill is not held.</param>
/// <param name="Credit">Why it counts as it does.</param>
/// <param name="RelatedTo">The skill held that gives the related credit.</param>
/// <param name="Units">What it adds to the score, in <see cref="ScoreUnits"/>.</param>
public sealed record SkillPart(
    string Skill, bool Essential, int LevelAsked, int LevelHeld, SkillCredit Credit, string? RelatedTo, int Units);
