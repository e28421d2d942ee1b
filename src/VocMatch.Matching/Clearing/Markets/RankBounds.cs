namespace VocMatch.Matching.Clearing.Markets;

/// <summary>Bounds of what anybody ranks (C1 of the clearing's specification).</summary>
public static class RankBounds
{
    /// <summary>The most placements on one list, and so the worst rank.</summary>
    public const int MaxLength = 30;
}
