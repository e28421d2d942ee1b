namespace VocMatch.Matching.Profiles;

/// <summary>What a profile can resemble.</summary>
public enum FeatureLevel
{
    /// <summary>One occupation.</summary>
    Occupation,

    /// <summary>Its narrowest group: ISCO four digits, SOC broad occupation.</summary>
    UnitGroup,

    /// <summary>The group above: ISCO three digits, SOC minor group.</summary>
    MinorGroup,
}

/// <summary>An occupation or group that skills can resemble.</summary>
/// <param name="Id">The occupation's id or the group's code.</param>
public readonly record struct ProfileFeature(FeatureLevel Level, string Id);

/// <summary>How much a feature is worth to one side, in thousandths.</summary>
/// <param name="Feature">The feature's number.</param>
internal readonly record struct FeatureShare(int Feature, int Permille);

/// <summary>A skill asked for or listed, by number; a number of -1 is a skill that the taxonomy does not have.</summary>
public readonly record struct ListedSkill(int Skill, bool Essential);
