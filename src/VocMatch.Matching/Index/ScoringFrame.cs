using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>A scorer with the dense numbers given to ids under it. Renewing the scorer begins a new frame.</summary>
internal sealed class ScoringFrame(Scorer scorer)
{
    public Scorer Scorer { get; } = scorer;

    public Numbering Skills { get; } = new(scorer.Table.SkillIds.Length, scorer.Table.SkillNumber);

    public OccupationOrder Occupations { get; } = new(scorer.Table);

    public Numbering Regions { get; } = new(0, _ => -1);

    /// <summary>The proximity part next door: the most it can be.</summary>
    public int FullProximity { get; } = scorer.Proximity(0);
}
