using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>A scorer with the dense numbers given to ids under it. Renewing the scorer begins a new frame.</summary>
internal sealed class ScoringFrame(Scorer scorer)
{
    private readonly Lazy<ProximityBounds> _proximityBounds = new(() => new ProximityBounds(scorer));
    private readonly Lazy<RelatedLenders> _lenders = new(() => new RelatedLenders(scorer.Table, scorer.Policy));

    public Scorer Scorer { get; } = scorer;

    /// <summary>Numbers of skills; between those of the taxonomy and the others lie the features that skills can resemble.</summary>
    public Numbering Skills { get; } = new(
        scorer.Table.SkillIds.Length + (scorer.Budgets.AnyResemblance ? scorer.Table.Profiles.Features.Length : 0), scorer.Table.SkillNumber);

    public OccupationOrder Occupations { get; } = new(scorer.Table);

    public Numbering Regions { get; } = new(0, _ => -1);

    /// <summary>A feature counts as a skill that everybody who resembles it holds in part, and an advertisement as one that asks for it.</summary>
    public int KeyOf(int feature) => Scorer.Table.SkillIds.Length + feature;

    /// <summary>Which skills lend credit to which; made when it is first asked for.</summary>
    public RelatedLenders Lenders => _lenders.Value;

    /// <summary>What bounds a search; made when there is one.</summary>
    public ProximityBounds ProximityBounds => _proximityBounds.Value;

    /// <summary>The proximity part next door: the most it can be.</summary>
    public int FullProximity { get; } = scorer.Proximity(0);
}
