using System.Collections.Immutable;
using VocMatch.Matching.Profiles;

namespace VocMatch.Matching.Scoring;

/// <summary>Explains placements to one student: what the student's skills count for is worked out once for all of them. Safe for concurrent use.</summary>
public sealed class StudentExplainer
{
    // Up to so many demands their working space is on the stack.
    private const int StackDemands = 64;

    private readonly StudentCredits _credits;
    private readonly SkillCoverage _coverage;
    private readonly Direction _home;
    private readonly ImmutableArray<FeatureShare> _profile;

    internal StudentExplainer(Scorer scorer, StudentFacts student)
    {
        Scorer = scorer;
        Student = student;
        _credits = new StudentCredits(student, scorer.Policy, scorer.Table);
        _coverage = new SkillCoverage(student, scorer);
        _home = Direction.Of(student.Home);
        _profile = scorer.ProfileOf(student);
    }

    public Scorer Scorer { get; }

    public StudentFacts Student { get; }

    /// <summary>The score with all that led to it, also when a constraint fails.</summary>
    public Explanation Explain(PlacementFacts placement)
    {
        ArgumentNullException.ThrowIfNull(placement);
        var prepared = Scorer.Prepared(placement);
        var (policy, table, epoch) = (Scorer.Policy, Scorer.Table, Scorer.Epoch);
        var demands = placement.Skills.AsSpan();
        var full = prepared.FullUnits.AsSpan();
        var raw = demands.Length <= StackDemands ? stackalloc int[StackDemands] : new int[demands.Length];
        long sum = 0, ceiling = 0;
        for (var i = 0; i < demands.Length; i++)
        {
            raw[i] = SkillFit.Units(full[i], _credits.For(demands[i]).Permille);
            sum += raw[i];
            ceiling += full[i];
        }

        var features = prepared.Resemblance;
        var resembled = SkillFit.Units(features, _profile.AsSpan());
        var parts = Capped(raw[..demands.Length], features, sum + resembled);

        var metres = _home.MetresTo(Direction.Of(placement.Location));
        var step = OccupationFit.Step(Student.Occupations, placement.Occupation, table);
        return new Explanation(Student, placement, _coverage)
        {
            PolicyVersion = policy.Version,
            Epoch = epoch.Number,
            Skills = Parts(demands, parts),
            Resemblances = Resemblances(features, parts.AsSpan(demands.Length)),
            SkillCeilingUnits = (int)Math.Min(policy.SkillCap, ceiling),
            Capped = sum + resembled > policy.SkillCap,
            OccupationStep = step,
            OccupationUnits = OccupationFit.Units(step, policy),
            Metres = metres,
            ProximityUnits = Scorer.Proximity(metres),
            ConditionsUnits = prepared.ConditionsUnits,
        };
    }

    /// <summary>
    /// For each skill that the placement asks for, what learning it to the level asked would add to the score, in <see cref="ScoreUnits"/>: the pair is scored
    /// again with it, for it may add to everything that the advertisement resembles.
    /// </summary>
    public ImmutableArray<int> WouldAdd(PlacementFacts placement)
    {
        ArgumentNullException.ThrowIfNull(placement);
        var prepared = Scorer.Prepared(placement);
        var (cap, full, features) = (Scorer.Policy.SkillCap, prepared.FullUnits, prepared.Resemblance);
        var held = features.Length == 0 ? null : StudentProfiles.SumsOf(Student, Scorer.Table);
        var resembled = SkillFit.Units(features, _profile.AsSpan());
        var raw = placement.Skills.Select((demand, i) => SkillFit.Units(full[i], _credits.For(demand).Permille)).ToList();
        var sum = raw.Sum(units => (long)units) + resembled;
        return
        [
            .. placement.Skills.Select((demand, i) =>
            {
                var more = full[i] - raw[i] + (_credits.LevelOf(demand.Skill) > 0 ? 0 : ResembledWith(demand.Skill) - resembled);
                return (int)(Math.Min(cap, sum + more) - Math.Min(cap, sum));
            }),
        ];

        long ResembledWith(string skill)
        {
            if (held is null || Scorer.Table.SkillNumber(skill) is not (>= 0 and var number))
            {
                return resembled;
            }

            var sums = held.With(number);
            return features.Sum(feature => (long)SkillFit.Units(feature.Units, sums.PermilleOf(feature.Feature)));
        }
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
        var skills = SkillFit.Units(prepared.Resemblance, _profile.AsSpan());
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

    /// <summary>The skills held from which a resemblance comes most, most first, at most three.</summary>
    public ImmutableArray<string> SkillsBehind(ResemblancePart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return
        [
            .. Student.Skills.Select(held => held.Skill).Distinct(StringComparer.Ordinal)
                .Select(skill => (Skill: skill, Number: Scorer.Table.SkillNumber(skill)))
                .Where(held => held.Number >= 0)
                .Select(held => (held.Skill, Share: Scorer.Table.Profiles.ShareOf(held.Number, part.Feature)))
                .Where(held => held.Share > 0)
                .OrderByDescending(held => held.Share).ThenBy(held => held.Skill, Utf8Order.Instance)
                .Take(3).Select(held => held.Skill),
        ];
    }

    /// <summary>
    /// The occupations of a group from which its resemblance comes: those that the advertisement itself resembles, of which the student resembles the first most;
    /// at most three.
    /// </summary>
    public ImmutableArray<string> OccupationsBehind(ResemblancePart group, Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(explanation);
        var profiles = Scorer.Table.Profiles;
        return
        [
            .. explanation.Resemblances
                .Where(part => part.Resembled.Level == FeatureLevel.Occupation && profiles.FeaturesOf(part.Feature).Contains(group.Feature))
                .OrderByDescending(part => SkillFit.PermilleOf(part.Feature, _profile.AsSpan())).ThenBy(part => part.Resembled.Id, Utf8Order.Instance)
                .Take(3).Select(part => part.Resembled.Id),
        ];
    }

    /// <summary>The parts of the skills and then of the resemblances, scaled to the cap where they pass it.</summary>
    private int[] Capped(ReadOnlySpan<int> raw, FeatureUnits[] features, long sum)
    {
        var parts = new int[raw.Length + features.Length];
        raw.CopyTo(parts);
        for (var i = 0; i < features.Length; i++)
        {
            parts[raw.Length + i] = SkillFit.Units(features[i].Units, SkillFit.PermilleOf(features[i].Feature, _profile.AsSpan()));
        }

        var cap = Scorer.Policy.SkillCap;
        return sum <= cap ? parts : LargestRemainder.Divide(Array.ConvertAll(parts, part => (long)part * cap), sum, cap);
    }

    private ImmutableArray<ResemblancePart> Resemblances(FeatureUnits[] features, ReadOnlySpan<int> units)
    {
        var parts = ImmutableArray.CreateBuilder<ResemblancePart>(features.Length);
        for (var i = 0; i < features.Length; i++)
        {
            parts.Add(new ResemblancePart(features[i].Feature, Scorer.Table.Profiles.Features[features[i].Feature], units[i]));
        }

        return parts.MoveToImmutable();
    }

    private ImmutableArray<SkillPart> Parts(ReadOnlySpan<DemandedSkill> demands, int[] units)
    {
        var parts = ImmutableArray.CreateBuilder<SkillPart>(demands.Length);
        for (var i = 0; i < demands.Length; i++)
        {
            var demand = demands[i];
            var (permille, relatedTo) = _credits.For(demand);
            var level = _credits.LevelOf(demand.Skill);
            var credit = relatedTo is not null ? SkillCredit.Related
                : permille == SkillFit.WholeCredit ? SkillCredit.Held
                : level > 0 ? SkillCredit.HeldLower : SkillCredit.Missing;
            parts.Add(new SkillPart(demand.Skill, demand.Essential, demand.Level, level, credit, relatedTo, units[i]));
        }

        return parts.MoveToImmutable();
    }
}
