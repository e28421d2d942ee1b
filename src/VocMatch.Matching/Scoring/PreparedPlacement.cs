namespace VocMatch.Matching.Scoring;

/// <summary>A placement with the parts of a score that no student changes.</summary>
public sealed class PreparedPlacement
{
    internal PreparedPlacement(PlacementFacts facts, int[] fullUnits, FeatureUnits[] resemblance, int conditionsUnits) =>
        (Facts, FullUnits, Resemblance, ConditionsUnits) = (facts, fullUnits, resemblance, conditionsUnits);

    public PlacementFacts Facts { get; }

    /// <summary>By skill asked for, what it adds when it is fully held.</summary>
    internal int[] FullUnits { get; }

    /// <summary>What its resemblances add when they are shared wholly.</summary>
    internal FeatureUnits[] Resemblance { get; }

    internal int ConditionsUnits { get; }
}
