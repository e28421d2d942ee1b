using System.Collections.Immutable;
using VocMatch.Alignment.Disclosure;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Adjustments;

/// <summary>Which candidates are looked for, and how far.</summary>
public sealed record SearchLimits
{
    /// <summary>Skills added at most for one more target occupation.</summary>
    public int MaximumAddedSkills { get; init; } = 2;

    /// <summary>Intake is questioned where expected seats are this share of it or more above or below, percent.</summary>
    public int IntakeTolerancePercent { get; init; } = 25;

    /// <summary>Seats that a new program must find in its region.</summary>
    public int MinimumSeatsOfNewProgram { get; init; } = 10;

    public DisclosureRules Rules { get; init; } = DisclosureRules.Default;
}

/// <summary>Finds candidates from demand alone, the most promising first: by seats weighted by nearness, growing demand before shrinking.</summary>
public static class CandidateSearch
{
    public static ImmutableArray<Candidate> ForProgram(ProgramSituation situation, SearchLimits limits)
    {
        IEnumerable<Candidate> candidates =
        [
            .. SkillsToAdd(situation, limits), .. OccupationsToTarget(situation, limits), .. IntakeToChange(situation, limits),
            .. SkillsToDrop(situation, limits),
        ];
        return InOrder(candidates);
    }

    /// <summary>Occupations with seats in the region at which no program of it aims.</summary>
    public static ImmutableArray<Candidate> ForRegion(RegionSituation situation, SearchLimits limits)
    {
        var served = situation.Programs.SelectMany(p => p.Occupations).ToHashSet();
        return InOrder(
            from seats in situation.Demand.GroupBy(d => d.Occupation)
            where !served.Contains(seats.Key) && seats.Sum(s => s.Seats) >= limits.MinimumSeatsOfNewProgram
            select new NewProgram(
                situation.Region,
                seats.Key,
                CommonSkills([.. seats]),
                situation.NeighbourPrograms
                    .Where(p => p.Occupations.Contains(seats.Key))
                    .Sum(p => (decimal)p.ExpectedCompleters / p.Occupations.Length),
                Evidence.Of([.. seats], limits.Rules.MinimumCell, situation.Trends.Of(seats.Key))));
    }

    private static IEnumerable<AddSkill> SkillsToAdd(ProgramSituation situation, SearchLimits limits) =>
        from asked in Targeted(situation).SelectMany(seats => seats.Skills.Select(skill => (skill.Skill, Seats: seats)))
        where !situation.Program.Teaches.Contains(asked.Skill)
        group asked.Seats by asked.Skill into seats
        select new AddSkill(
            situation.Program.Id, seats.Key, Evidence.Of([.. seats], limits.Rules.MinimumCell, situation.Trends.Of(seats.Key)));

    private static IEnumerable<DropSkill> SkillsToDrop(ProgramSituation situation, SearchLimits limits)
    {
        var asked = situation.Demand.Where(d => d.Seats > 0).SelectMany(d => d.Skills).Select(s => s.Skill).ToHashSet();
        return situation.Demand.Any(d => d.Seats > 0)
            ? from skill in situation.Program.Teaches
              where !asked.Contains(skill)
              select new DropSkill(
                  situation.Program.Id, skill, Evidence.Of([], limits.Rules.MinimumCell, situation.Trends.Of(skill)))
            : [];
    }

    private static IEnumerable<ChangeIntake> IntakeToChange(ProgramSituation situation, SearchLimits limits)
    {
        var program = situation.Program;
        if (program.Intake == 0)
        {
            yield break;
        }

        var seats = Targeted(situation).ToList();
        var expected = seats.Sum(s =>
            s.Weighted / 10_000m * program.Intake / Math.Max(program.Intake, situation.IntakeByOccupation.GetValueOrDefault(s.Occupation)));
        var to = (int)Math.Round(expected, MidpointRounding.AwayFromZero);
        if (Math.Abs(to - program.Intake) * 100 >= limits.IntakeTolerancePercent * program.Intake)
        {
            yield return new(program.Id, program.Intake, to, expected, Evidence.Of(seats, limits.Rules.MinimumCell));
        }
    }

    private static IEnumerable<TargetOccupation> OccupationsToTarget(ProgramSituation situation, SearchLimits limits)
    {
        var program = situation.Program;
        foreach (var occupation in situation.Demand.Where(d => d.Seats > 0 && !program.Occupations.Contains(d.Occupation)).GroupBy(d => d.Occupation))
        {
            var skills = CommonSkills([.. occupation]);
            ImmutableArray<SkillId> missing = [.. skills.Where(s => !program.Teaches.Contains(s))];
            if (missing.Length <= limits.MaximumAddedSkills && missing.Length < skills.Length)
            {
                yield return new(program.Id, occupation.Key, missing, Evidence.Of([.. occupation], limits.Rules.MinimumCell, situation.Trends.Of(occupation.Key)));
            }
        }
    }

    private static IEnumerable<ReachableSeats> Targeted(ProgramSituation situation) =>
        situation.Demand.Where(d => d.Seats > 0 && situation.Program.Occupations.Contains(d.Occupation));

    private static ImmutableArray<SkillId> CommonSkills(IReadOnlyCollection<ReachableSeats> seats)
    {
        var all = seats.Sum(s => s.Weighted);
        return
        [
            .. seats
                .SelectMany(s => s.Skills.Select(skill => (skill.Skill, skill.Weight, s.Weighted)))
                .GroupBy(asked => asked.Skill)
                .Where(skill => skill.Sum(asked => asked.Weighted) * 2 >= all)
                .OrderByDescending(skill => skill.Sum(asked => asked.Weighted * asked.Weight))
                .ThenBy(skill => skill.Key.Value, StringComparer.Ordinal)
                .Select(skill => skill.Key),
        ];
    }

    private static ImmutableArray<Candidate> InOrder(IEnumerable<Candidate> candidates) =>
    [
        .. candidates
            .OrderByDescending(c => c.Evidence.WeightedSeats)
            .ThenByDescending(c => c.Evidence.TrendPerMonth ?? 0)
            .ThenBy(Key, StringComparer.Ordinal),
    ];

    private static string Key(Candidate candidate) => candidate switch
    {
        AddSkill add => $"add {add.Skill}",
        DropSkill drop => $"drop {drop.Skill}",
        ChangeIntake => "intake",
        TargetOccupation target => $"target {target.Occupation}",
        NewProgram program => $"new {program.Occupation}",
        _ => throw new ArgumentOutOfRangeException(nameof(candidate), candidate.GetType().Name, "No such candidate."),
    };
}
