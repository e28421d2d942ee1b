using System.Collections.Immutable;

namespace VocMatch.Matching.Scoring;

/// <summary>
/// The score of a student for a placement under one policy, one taxonomy and one epoch. Whole numbers only: distance is rounded once
/// to metres, all else is integer arithmetic, so scores of different machines can be merged and compared.
/// </summary>
public sealed class Scorer
{
    /// <exception cref="ArgumentException">The policy breaks one of its rules.</exception>
    public Scorer(ScoringPolicy policy, SkillTable table, Epoch epoch)
    {
        ArgumentNullException.ThrowIfNull(policy);
        Policy = policy.Validated();
        Table = table;
        Epoch = epoch;
    }

    public ScoringPolicy Policy { get; }

    public SkillTable Table { get; }

    public Epoch Epoch { get; }

    /// <summary>The score in <see cref="ScoreUnits"/>; null when a constraint fails.</summary>
    public int? Score(StudentFacts student, PlacementFacts placement)
    {
        var metres = student.Home.MetresTo(placement.Location);
        return Constraints.AllHold(student, placement, metres) ? ScoreOf(student, placement, metres) : null;
    }

    /// <summary>The score with all that led to it, also when a constraint fails.</summary>
    public Explanation Explain(StudentFacts student, PlacementFacts placement)
    {
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(placement);
        var metres = student.Home.MetresTo(placement.Location);
        var credits = new StudentCredits(student, Policy, Table);
        var total = SkillFit.TotalWeight(placement.Skills.AsSpan(), Policy, Epoch);
        var full = placement.Skills.Select(demand => FullUnits(demand, total)).ToArray();
        var raw = placement.Skills.Select((demand, i) => SkillFit.Units(full[i], credits.For(demand).Permille)).ToArray();
        var sum = raw.Sum(units => (long)units);
        var step = OccupationFit.Step(student.Occupations, placement.Occupation, Table);
        return new Explanation
        {
            Student = student.Id,
            Placement = placement.Id,
            PolicyVersion = Policy.Version,
            Epoch = Epoch.Number,
            Constraints = [.. Constraints.All.Select(constraint => Constraints.Explain(constraint, student, placement, metres))],
            Skills = Parts(placement, credits, full, raw, sum),
            SkillCeilingUnits = (int)Math.Min(Policy.SkillCap, full.Sum(units => (long)units)),
            Capped = sum > Policy.SkillCap,
            OccupationStep = step,
            OccupationUnits = OccupationFit.Units(step, Policy),
            Metres = metres,
            ProximityUnits = Proximity(metres),
            ConditionsUnits = ConditionsFit.Units(placement, Policy, Table, Epoch),
        };
    }

    /// <summary>The proximity part of a distance.</summary>
    internal int Proximity(int metres) => HalfDistance.Units(Policy.ProximityWeight, metres, Policy.HalfDistanceMetres);

    /// <summary>What a skill of a placement adds when it is fully held.</summary>
    internal int FullUnits(SkillDemand demand, long totalWeight) =>
        SkillFit.FullUnits(SkillFit.Weight(Epoch.IdfOf(demand.Skill), demand.Essential, Policy), totalWeight, Policy, Epoch);

    private int ScoreOf(StudentFacts student, PlacementFacts placement, int metres)
    {
        var credits = new StudentCredits(student, Policy, Table);
        var total = SkillFit.TotalWeight(placement.Skills.AsSpan(), Policy, Epoch);
        long skills = 0;
        foreach (var demand in placement.Skills)
        {
            skills += SkillFit.Units(FullUnits(demand, total), credits.For(demand).Permille);
        }

        return (int)Math.Min(Policy.SkillCap, skills)
            + OccupationFit.Units(OccupationFit.Step(student.Occupations, placement.Occupation, Table), Policy)
            + Proximity(metres)
            + ConditionsFit.Units(placement, Policy, Table, Epoch);
    }

    private ImmutableArray<SkillPart> Parts(PlacementFacts placement, StudentCredits credits, int[] full, int[] raw, long sum)
    {
        var units = sum <= Policy.SkillCap ? raw : Scaled(raw, sum);
        var parts = ImmutableArray.CreateBuilder<SkillPart>(placement.Skills.Length);
        for (var i = 0; i < placement.Skills.Length; i++)
        {
            var demand = placement.Skills[i];
            var (permille, relatedTo) = credits.For(demand);
            var level = credits.LevelOf(demand.Skill);
            var credit = relatedTo is not null ? SkillCredit.Related
                : permille == SkillFit.WholeCredit ? SkillCredit.Held
                : level > 0 ? SkillCredit.HeldLower : SkillCredit.Missing;
            var wouldAdd = Math.Min(Policy.SkillCap, sum + full[i] - raw[i]) - Math.Min(Policy.SkillCap, sum);
            parts.Add(new SkillPart(demand.Skill, demand.Essential, demand.Level, level, credit, relatedTo, units[i], (int)wouldAdd));
        }

        return parts.MoveToImmutable();
    }

    private int[] Scaled(int[] raw, long sum) =>
        LargestRemainder.Divide(Array.ConvertAll(raw, units => (long)units * Policy.SkillCap), sum, Policy.SkillCap);
}
