namespace VocMatch.Matching.Scoring;

/// <summary>A placement with the parts of a score that no student changes.</summary>
public sealed class PreparedPlacement
{
    internal PreparedPlacement(PlacementFacts facts, int[] fullUnits, int conditionsUnits) =>
        (Facts, FullUnits, ConditionsUnits) = (facts, fullUnits, conditionsUnits);

    public PlacementFacts Facts { get; }

    /// <summary>By skill asked for, what it adds when it is fully held.</summary>
    internal int[] FullUnits { get; }

    internal int ConditionsUnits { get; }
}
