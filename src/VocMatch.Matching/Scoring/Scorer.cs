using System.Collections.Concurrent;
using System.Collections.Immutable;
using VocMatch.Matching.Profiles;

namespace VocMatch.Matching.Scoring;

/// <summary>
/// The score of a student for a placement under one policy, one taxonomy and one epoch. Whole numbers only: distance is rounded once
/// to metres, all else is integer arithmetic, so scores of different machines can be merged and compared.
/// </summary>
public sealed class Scorer
{
    /// <summary>From so many on the memory starts again: whoever explains asks again and again for the same few that are best.</summary>
    private const int MaxPrepared = 16_384;

    private readonly StudentProfiles _profiles;
    private readonly ConcurrentDictionary<PlacementFacts, PreparedPlacement> _prepared = new(ReferenceEqualityComparer.Instance);

    /// <exception cref="ArgumentException">The policy breaks one of its rules.</exception>
    public Scorer(ScoringPolicy policy, SkillTable table, Epoch epoch)
    {
        ArgumentNullException.ThrowIfNull(policy);
        Policy = policy.Validated();
        Table = table;
        Epoch = epoch;
        Budgets = new SkillBudgets(Policy, table);
        _profiles = new StudentProfiles(table);
    }

    public ScoringPolicy Policy { get; }

    public SkillTable Table { get; }

    public Epoch Epoch { get; }

    /// <summary>How the skill fit is divided.</summary>
    public SkillBudgets Budgets { get; }

    /// <summary>The score in <see cref="ScoreUnits"/>; null when a constraint fails.</summary>
    public int? Score(StudentFacts student, PlacementFacts placement)
    {
        var metres = student.Home.MetresTo(placement.Location);
        return Constraints.AllHold(student, placement, metres, new SkillCoverage(student, this)) ? ScoreOf(student, placement, metres) : null;
    }

    /// <summary>The score with all that led to it, also when a constraint fails.</summary>
    public Explanation Explain(StudentFacts student, PlacementFacts placement) => For(student).Explain(placement);

    /// <summary>For explaining many placements to one student.</summary>
    public StudentExplainer For(StudentFacts student)
    {
        ArgumentNullException.ThrowIfNull(student);
        return new StudentExplainer(this, student);
    }

    /// <summary>What a placement brings to every score, for evaluating it for many students.</summary>
    public PreparedPlacement Prepare(PlacementFacts placement)
    {
        ArgumentNullException.ThrowIfNull(placement);
        var total = TotalOf(placement);
        var full = new int[placement.Skills.Length];
        for (var i = 0; i < full.Length; i++)
        {
            full[i] = FullUnits(placement.Skills[i], total);
        }

        return new(placement, full, ResemblanceOf(placement), ConditionsFit.Units(placement, Policy, Table, Epoch));
    }

    /// <summary>As <see cref="Prepare"/>, remembered for a while.</summary>
    internal PreparedPlacement Prepared(PlacementFacts placement)
    {
        if (_prepared.TryGetValue(placement, out var known))
        {
            return known;
        }

        if (_prepared.Count >= MaxPrepared)
        {
            _prepared.Clear();
        }

        return _prepared.GetOrAdd(placement, Prepare(placement));
    }

    /// <summary>Whether a placement names fewer than two skills that tell it from other work, so that it is not ranked by its skills.</summary>
    public bool SaysTooLittle(PlacementFacts placement)
    {
        ArgumentNullException.ThrowIfNull(placement);
        return TotalOf(placement).Thin;
    }

    /// <summary>
    /// The one skill of a placement that tells it from other work, where it names no second one and so says too little to be ranked by its skills; else null.
    /// </summary>
    public string? OnlyTellingSkill(PlacementFacts placement)
    {
        ArgumentNullException.ThrowIfNull(placement);
        if (Policy.ThinPermille == 0)
        {
            return null;
        }

        string? only = null;
        foreach (var demand in placement.Skills)
        {
            if (!Table.Profiles.IsTransversal(Table.SkillNumber(demand.Skill)))
            {
                if (only is not null)
                {
                    return null;
                }

                only = demand.Skill;
            }
        }

        return only;
    }

    /// <summary>The proximity part of a distance.</summary>
    internal int Proximity(int metres) => HalfDistance.Units(Policy.ProximityWeight, metres, Policy.HalfDistanceMetres);

    /// <summary>What a skill of a placement adds when it is fully held.</summary>
    internal int FullUnits(DemandedSkill demand, DemandTotal total) =>
        SkillFit.FullUnits(SkillFit.Weight(Epoch.IdfOf(demand.Skill), demand.Essential, Policy), total, Budgets.Skills, Policy, Epoch);

    /// <summary>What all skills of a placement weigh.</summary>
    internal DemandTotal TotalOf(PlacementFacts placement) => new(
        SkillFit.TotalWeight(placement.Skills.AsSpan(), Policy, Epoch),
        Policy.ThinPermille > 0 && Table.Profiles.IsThin(Listed(placement)));

    /// <summary>What a placement's resemblances add for somebody who shares them wholly, ascending by feature.</summary>
    internal FeatureUnits[] ResemblanceOf(PlacementFacts placement)
    {
        if (!Budgets.AnyResemblance)
        {
            return [];
        }

        var shares = Table.Profiles.OfAdvertisement(Listed(placement));
        var units = new List<FeatureUnits>(shares.Length);
        foreach (var (feature, permille) in shares)
        {
            if ((int)((long)Budgets.Of(Table.Profiles.Features[feature].Level) * permille / 1_000) is > 0 and var full)
            {
                units.Add(new(feature, full));
            }
        }

        return [.. units];
    }

    /// <summary>What a student's skills resemble, ascending by feature: nothing where it counts for nothing.</summary>
    internal ImmutableArray<FeatureShare> ProfileOf(StudentFacts student) => Budgets.AnyResemblance ? _profiles.Of(student) : [];

    private ListedSkill[] Listed(PlacementFacts placement)
    {
        var listed = new ListedSkill[placement.Skills.Length];
        for (var i = 0; i < listed.Length; i++)
        {
            listed[i] = new(Table.SkillNumber(placement.Skills[i].Skill), placement.Skills[i].Essential);
        }

        return listed;
    }

    private int ScoreOf(StudentFacts student, PlacementFacts placement, int metres)
    {
        var credits = new StudentCredits(student, Policy, Table);
        var total = TotalOf(placement);
        var skills = SkillFit.Units(ResemblanceOf(placement), ProfileOf(student).AsSpan());
        foreach (var demand in placement.Skills)
        {
            skills += SkillFit.Units(FullUnits(demand, total), credits.For(demand).Permille);
        }

        return (int)Math.Min(Policy.SkillCap, skills)
            + OccupationFit.Units(OccupationFit.Step(student.Occupations, placement.Occupation, Table), Policy)
            + Proximity(metres)
            + ConditionsFit.Units(placement, Policy, Table, Epoch);
    }
}
