using System.Runtime.InteropServices;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>Placements on their way into a segment, in any order, with everything a score needs already computed.</summary>
internal sealed class PlacementRows : ISegmentRows<PlacementFacts, PlacementSegment>
{
    public int Count => Facts.Count;

    public List<PlacementFacts> Facts { get; } = [];

    public List<int> Occupations { get; } = [];

    public List<int> Regions { get; } = [];

    public List<int> Conditions { get; } = [];

    public List<Direction> Directions { get; } = [];

    public List<int> SkillEnds { get; } = [];

    /// <summary>The one skill that tells a row from other work (<see cref="Scorer.OnlyTellingSkill"/>), or <see cref="PlacementSegment.NotThin"/>.</summary>
    public List<int> ThinSkills { get; } = [];

    /// <summary>Of every row the skills asked for, and after them the features resembled.</summary>
    public List<Posting> Demands { get; } = [];

    /// <summary>One for each of <see cref="Demands"/>; of a feature it is empty, since no constraint asks for it.</summary>
    public List<DemandTerm> Terms { get; } = [];

    public void Add(PlacementFacts placement, ScoringFrame frame)
    {
        var scorer = frame.Scorer;
        var total = scorer.TotalOf(placement);
        foreach (var demand in placement.Skills)
        {
            Demands.Add(new Posting(frame.Skills.Number(demand.Skill), scorer.FullUnits(demand, total), demand.Level));
            Terms.Add(new DemandTerm(SkillCoverage.WeightOf(demand, scorer), demand.Required));
        }

        foreach (var (feature, units) in scorer.ResemblanceOf(placement))
        {
            Demands.Add(new Posting(frame.KeyOf(feature), units, SkillLevels.Lowest));
            Terms.Add(default);
        }

        SkillEnds.Add(Demands.Count);
        ThinSkills.Add(scorer.OnlyTellingSkill(placement) is { } only ? frame.Skills.Number(only) : PlacementSegment.NotThin);
        Facts.Add(placement);
        Occupations.Add(frame.Occupations.Rank(placement.Occupation));
        Regions.Add(frame.Regions.Number(placement.Region));
        Conditions.Add(ConditionsFit.Units(placement, scorer.Policy, scorer.Table, scorer.Epoch));
        Directions.Add(Direction.Of(placement.Location));
    }

    public void Add(PlacementSegment segment, int row)
    {
        Demands.AddRange(segment.DemandsOf(row));
        Terms.AddRange(segment.TermsOf(row));
        SkillEnds.Add(Demands.Count);
        ThinSkills.Add(segment.ThinSkills[row]);
        Facts.Add(segment.Facts[row]);
        Occupations.Add(segment.Occupations[row]);
        Regions.Add(segment.Regions[row]);
        Conditions.Add(segment.Conditions[row]);
        Directions.Add(segment.Directions[row]);
    }

    public PlacementSegment Build() => new(this);

    public ReadOnlySpan<Posting> DemandsOf(int row) => CollectionsMarshal.AsSpan(Demands)[StartOf(row)..SkillEnds[row]];

    public ReadOnlySpan<DemandTerm> TermsOf(int row) => CollectionsMarshal.AsSpan(Terms)[StartOf(row)..SkillEnds[row]];

    private int StartOf(int row) => row == 0 ? 0 : SkillEnds[row - 1];
}
