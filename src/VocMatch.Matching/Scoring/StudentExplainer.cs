using System.Collections.Immutable;

namespace VocMatch.Matching.Scoring;

/// <summary>Explains placements to one student: what the student's skills count for is worked out once for all of them.</summary>
public sealed class StudentExplainer
{
    // Up to so many demands their working space is on the stack.
    private const int StackDemands = 64;

    private readonly StudentCredits _credits;
    private readonly SkillCoverage _coverage;
    private readonly Direction _home;

    internal StudentExplainer(Scorer scorer, StudentFacts student)
    {
        Scorer = scorer;
        Student = student;
        _credits = new StudentCredits(student, scorer.Policy, scorer.Table);
        _coverage = new SkillCoverage(student, scorer);
        _home = Direction.Of(student.Home);
    }

    public Scorer Scorer { get; }

    public StudentFacts Student { get; }

    /// <summary>The score with all that led to it, also when a constraint fails.</summary>
    public Explanation Explain(PlacementFacts placement)
    {
        ArgumentNullException.ThrowIfNull(placement);
        var (policy, table, epoch) = (Scorer.Policy, Scorer.Table, Scorer.Epoch);
        var demands = placement.Skills.AsSpan();
        var weights = demands.Length <= StackDemands ? stackalloc long[StackDemands] : new long[demands.Length];
        var full = demands.Length <= StackDemands ? stackalloc int[StackDemands] : new int[demands.Length];
        var raw = demands.Length <= StackDemands ? stackalloc int[StackDemands] : new int[demands.Length];
        long sum = 0, ceiling = 0, total = 0;
        for (var i = 0; i < demands.Length; i++)
        {
            weights[i] = SkillFit.Weight(epoch.IdfOf(demands[i].Skill), demands[i].Essential, policy);
            total += weights[i];
        }

        for (var i = 0; i < demands.Length; i++)
        {
            full[i] = SkillFit.FullUnits(weights[i], total, policy, epoch);
            raw[i] = SkillFit.Units(full[i], _credits.For(demands[i]).Permille);
            sum += raw[i];
            ceiling += full[i];
        }

        var metres = _home.MetresTo(Direction.Of(placement.Location));
        var step = OccupationFit.Step(Student.Occupations, placement.Occupation, table);
        return new Explanation(Student, placement, _coverage)
        {
            PolicyVersion = policy.Version,
            Epoch = epoch.Number,
            Skills = Parts(demands, full[..demands.Length], raw[..demands.Length], sum),
            SkillCeilingUnits = (int)Math.Min(policy.SkillCap, ceiling),
            Capped = sum > policy.SkillCap,
            OccupationStep = step,
            OccupationUnits = OccupationFit.Units(step, policy),
            Metres = metres,
            ProximityUnits = Scorer.Proximity(metres),
            ConditionsUnits = ConditionsFit.Units(placement, policy, table, epoch),
        };
    }

    /// <summary>One constraint of a pair with both values, for where only the one that failed is shown.</summary>
    public ConstraintVerdict Explain(PlacementFacts placement, Constraint constraint)
    {
        ArgumentNullException.ThrowIfNull(placement);
        return Constraints.Of(constraint).Explain(Student, placement, _home.MetresTo(Direction.Of(placement.Location)), _coverage);
    }

    /// <summary>The score as if every constraint held, without its parts, and the constraints that do not hold as bits: 1 shifted by each.</summary>
    public (int Units, int Failing) Evaluate(PlacementFacts placement) => Evaluate(Scorer.Prepare(placement));

    /// <inheritdoc cref="Evaluate(PlacementFacts)"/>
    public (int Units, int Failing) Evaluate(PreparedPlacement prepared)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        var placement = prepared.Facts;
        long skills = 0;
        for (var i = 0; i < placement.Skills.Length; i++)
        {
            skills += SkillFit.Units(prepared.FullUnits[i], _credits.For(placement.Skills[i]).Permille);
        }

        var metres = _home.MetresTo(Direction.Of(placement.Location));
        var failing = 0;
        foreach (var constraint in Constraints.All)
        {
            failing |= constraint.Holds(Student, placement, metres, _coverage) ? 0 : constraint.Bit;
        }

        var units = (int)Math.Min(Scorer.Policy.SkillCap, skills)
            + OccupationFit.Units(OccupationFit.Step(Student.Occupations, placement.Occupation, Scorer.Table), Scorer.Policy)
            + Scorer.Proximity(metres)
            + prepared.ConditionsUnits;
        return (units, failing);
    }

    private ImmutableArray<SkillPart> Parts(ReadOnlySpan<DemandedSkill> demands, ReadOnlySpan<int> full, ReadOnlySpan<int> raw, long sum)
    {
        var cap = Scorer.Policy.SkillCap;
        var units = sum <= cap ? raw : LargestRemainder.Divide(Array.ConvertAll(raw.ToArray(), part => (long)part * cap), sum, cap);
        var parts = ImmutableArray.CreateBuilder<SkillPart>(demands.Length);
        for (var i = 0; i < demands.Length; i++)
        {
            var demand = demands[i];
            var (permille, relatedTo) = _credits.For(demand);
            var level = _credits.LevelOf(demand.Skill);
            var credit = relatedTo is not null ? SkillCredit.Related
                : permille == SkillFit.WholeCredit ? SkillCredit.Held
                : level > 0 ? SkillCredit.HeldLower : SkillCredit.Missing;
            var wouldAdd = Math.Min(cap, sum + full[i] - raw[i]) - Math.Min(cap, sum);
            parts.Add(new SkillPart(demand.Skill, demand.Essential, demand.Level, level, credit, relatedTo, units[i], (int)wouldAdd));
        }

        return parts.MoveToImmutable();
    }
}
