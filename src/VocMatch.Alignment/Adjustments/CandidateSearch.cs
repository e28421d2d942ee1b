using System.Collections.Immutable;
using VocMatch.Alignment.Disclosure;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Programs;

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

/// <summary>
/// Finds candidates from demand and taxonomy alone, the most promising first: by seats weighted by nearness, growing demand before
/// shrinking. Skills are those of the program's own trade: what the taxonomy gives to its target occupations and to those of their unit
/// groups, or what a good part of the seats there asks for. Transversal skills are one bundle, behind everything else.
/// </summary>
public static class CandidateSearch
{
    /// <summary>What the taxonomy does not know of an occupation counts where one of ten of its seats asks for it,</summary>
    private const int AskingShare = 10;

    /// <summary>of so many employers at least, or at every second seat: one advertisement out of place is no demand.</summary>
    private const int AskingEmployers = 3;

    /// <summary>Transversal skills in the bundle at most.</summary>
    private const int MaxBundle = 5;

    public static ImmutableArray<CandidateChange> ForProgram(ProgramSituation situation, SearchLimits limits)
    {
        var transversal = situation.Relations.Transversal(situation.Demand);
        IEnumerable<CandidateChange> candidates =
        [
            .. SkillsToTeach(situation, transversal, limits), .. OccupationsToTarget(situation, transversal, limits),
            .. IntakeToChange(situation, limits), .. SkillsToDrop(situation, limits),
        ];
        return [.. InOrder(candidates), .. TransversalSkills(situation, transversal, limits)];
    }

    /// <summary>Occupations with seats in the region at which no program of it aims.</summary>
    public static ImmutableArray<CandidateChange> ForRegion(RegionSituation situation, SearchLimits limits)
    {
        var served = situation.Programs.SelectMany(p => p.Occupations).ToHashSet();
        return InOrder(
            from seats in situation.Demand.GroupBy(d => d.Occupation)
            where !served.Contains(seats.Key) && seats.Sum(s => s.Seats) >= limits.MinimumSeatsOfNewProgram
            select new NewProgram(
                situation.Region,
                seats.Key,
                CommonSkills([.. seats], situation.Relations),
                situation.NeighbourPrograms
                    .Where(p => p.Occupations.Contains(seats.Key))
                    .Sum(p => (decimal)p.ExpectedCompleters / p.Occupations.Length),
                Evidence.Of([.. seats], limits.Rules.MinimumCell, situation.Trends.Of(seats.Key))));
    }

    private static IEnumerable<CandidateChange> SkillsToTeach(ProgramSituation situation, HashSet<SkillId> transversal, SearchLimits limits)
    {
        foreach (var asked in Asked(situation).Where(asked => !transversal.Contains(asked.Skill) && asked.IsOfTheTrade))
        {
            var (program, level) = (situation.Program.Id, asked.LevelForNineOfTen());
            if (!situation.Levels.TryGetValue(asked.Skill, out var taught))
            {
                yield return new AddSkill(program, asked.Skill, level, asked.Evidence(_ => true, situation, limits));
            }
            else if (taught < level)
            {
                yield return new RaiseLevel(program, asked.Skill, taught, level, asked.Evidence(asking => asking > taught, situation, limits));
            }
        }
    }

    private static IEnumerable<AddTransversalSkills> TransversalSkills(ProgramSituation situation, HashSet<SkillId> transversal, SearchLimits limits)
    {
        var missing = Asked(situation)
            .Where(asked => transversal.Contains(asked.Skill) && asked.IsAskedOften && !situation.Levels.ContainsKey(asked.Skill))
            .OrderByDescending(asked => asked.Seats.Sum(seats => seats.Of.Weighted))
            .ThenBy(asked => asked.Skill.Value, StringComparer.Ordinal)
            .Take(MaxBundle)
            .ToList();
        if (missing.Count > 0)
        {
            yield return new(
                situation.Program.Id,
                [.. missing.Select(asked => new SkillLevel(asked.Skill, asked.LevelForNineOfTen()))],
                Adjustments.Evidence.Of([.. missing.SelectMany(asked => asked.Seats).Select(seats => seats.Of).Distinct()], limits.Rules.MinimumCell));
        }
    }

    /// <summary>What the seats in the target occupations and in others of their unit groups ask for.</summary>
    private static IEnumerable<AskedSkillSeats> Asked(ProgramSituation situation)
    {
        var kin = situation.Relations.Kin(situation.Program.Occupations);
        var seats = situation.Demand.Where(demand => demand.Seats > 0 && kin.Contains(demand.Occupation)).ToList();
        var all = seats.Sum(demand => (long)demand.Seats);
        return seats
            .SelectMany(demand => demand.Skills.Select(asked => (asked.Skill, Seats: (Of: demand, asked.Level))))
            .GroupBy(asked => asked.Skill, asked => asked.Seats)
            .Select(asked => new AskedSkillSeats(asked.Key, [.. asked], all, kin.Any(occupation => situation.Relations.Relates(occupation, asked.Key))));
    }

    /// <summary>Never one without which a target occupation, or another of its unit group, cannot be done.</summary>
    private static IEnumerable<DropSkill> SkillsToDrop(ProgramSituation situation, SearchLimits limits)
    {
        var asked = situation.Demand.Where(d => d.Seats > 0).SelectMany(d => d.Skills).Select(s => s.Skill).ToHashSet();
        var kin = situation.Relations.Kin(situation.Program.Occupations);
        return from skill in situation.Program.Teaches
               where !asked.Contains(skill)
                   && situation.Trends.YearWithoutSeats(skill, situation.Reach)
                   && !kin.Any(occupation => situation.Relations.IsEssential(occupation, skill))
               select new DropSkill(situation.Program.Id, skill, Evidence.Of([], limits.Rules.MinimumCell, situation.Trends.Of(skill)));
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

    /// <summary>Occupations near to what is taught: of the trade skills they take, half or more are taught already, and few are missing.</summary>
    private static IEnumerable<TargetOccupation> OccupationsToTarget(ProgramSituation situation, HashSet<SkillId> transversal, SearchLimits limits)
    {
        var program = situation.Program;
        foreach (var occupation in situation.Demand.Where(d => d.Seats > 0 && !program.Occupations.Contains(d.Occupation)).GroupBy(d => d.Occupation))
        {
            ImmutableArray<SkillLevel> skills =
                [.. CommonSkills([.. occupation], situation.Relations).Where(asked => !transversal.Contains(asked.Skill))];
            ImmutableArray<SkillLevel> missing = [.. skills.Where(asked => !situation.Levels.ContainsKey(asked.Skill))];
            var own = situation.Relations.Essential(occupation.Key).Where(skill => !transversal.Contains(skill)).ToList();
            if (missing.Length <= limits.MaximumAddedSkills
                && skills.Length > 0 && 2 * missing.Length <= skills.Length
                && 2 * own.Count(situation.Levels.ContainsKey) >= own.Count)
            {
                yield return new(program.Id, occupation.Key, missing, Evidence.Of([.. occupation], limits.Rules.MinimumCell, situation.Trends.Of(occupation.Key)));
            }
        }
    }

    private static IEnumerable<ReachableSeats> Targeted(ProgramSituation situation) =>
        situation.Demand.Where(d => d.Seats > 0 && situation.Program.Occupations.Contains(d.Occupation));

    /// <summary>What at least half of an occupation's seats ask for and the taxonomy, where it knows the occupation, does not deny: the heaviest first.</summary>
    private static ImmutableArray<SkillLevel> CommonSkills(IReadOnlyCollection<ReachableSeats> seats, SkillRelations relations)
    {
        var (all, occupation) = (seats.Sum(s => s.Weighted), seats.First().Occupation);
        return
        [
            .. seats
                .SelectMany(s => s.Skills.Select(asked => (asked.Skill, asked.Weight, s.Weighted, Seats: (Of: s, asked.Level))))
                .GroupBy(asked => asked.Skill)
                .Where(skill => skill.Sum(asked => asked.Weighted) * 2 >= all)
                .Select(skill => (
                    Asked: new AskedSkillSeats(skill.Key, [.. skill.Select(asked => asked.Seats)], seats.Sum(s => (long)s.Seats), relations.Relates(occupation, skill.Key)),
                    Weight: skill.Sum(asked => asked.Weighted * asked.Weight)))
                .Where(skill => skill.Asked.IsOfTheTrade)
                .OrderByDescending(skill => skill.Weight)
                .ThenBy(skill => skill.Asked.Skill.Value, StringComparer.Ordinal)
                .Select(skill => new SkillLevel(skill.Asked.Skill, skill.Asked.LevelForNineOfTen())),
        ];
    }

    private static ImmutableArray<CandidateChange> InOrder(IEnumerable<CandidateChange> candidates) =>
    [
        .. candidates
            .OrderByDescending(c => c.Evidence.WeightedSeats)
            .ThenByDescending(c => c.Evidence.TrendPerMonth ?? 0)
            .ThenBy(Key, StringComparer.Ordinal),
    ];

    private static string Key(CandidateChange candidate) => candidate switch
    {
        AddSkill add => $"add {add.Skill}",
        RaiseLevel raise => $"raise {raise.Skill}",
        AddTransversalSkills => "transversal",
        DropSkill drop => $"drop {drop.Skill}",
        ChangeIntake => "intake",
        TargetOccupation target => $"target {target.Occupation}",
        NewProgram program => $"new {program.Occupation}",
        _ => throw new ArgumentOutOfRangeException(nameof(candidate), candidate.GetType().Name, "No such candidate."),
    };

    /// <summary>A skill with the seats that ask for it, and at which level each.</summary>
    /// <param name="all">Seats that could ask for it.</param>
    /// <param name="isRelated">Whether the taxonomy gives the skill to one of their occupations.</param>
    private sealed class AskedSkillSeats(SkillId skill, ImmutableArray<(ReachableSeats Of, int Level)> seats, long all, bool isRelated)
    {
        public SkillId Skill => skill;

        public ImmutableArray<(ReachableSeats Of, int Level)> Seats => seats;

        /// <summary>Whether a good part of the seats asks for it.</summary>
        public bool IsAskedOften
        {
            get
            {
                var asking = seats.Sum(one => (long)one.Of.Seats);
                return AskingShare * asking >= all
                    && (2 * asking >= all || seats.Select(one => one.Of.Employer).Distinct().Count() >= AskingEmployers);
            }
        }

        public bool IsOfTheTrade => isRelated || IsAskedOften;

        /// <summary>The lowest level that satisfies nine of ten of the seats.</summary>
        public int LevelForNineOfTen()
        {
            var (asking, satisfied) = (seats.Sum(one => (long)one.Of.Seats), 0L);
            foreach (var level in seats.GroupBy(one => one.Level).OrderBy(level => level.Key))
            {
                satisfied += level.Sum(one => (long)one.Of.Seats);
                if (10 * satisfied >= 9 * asking)
                {
                    return level.Key;
                }
            }

            return seats.Max(one => one.Level);
        }

        /// <param name="counts">Of which levels asked the seats are counted.</param>
        public Evidence Evidence(Func<int, bool> counts, ProgramSituation situation, SearchLimits limits) => Adjustments.Evidence.Of(
            [.. seats.Where(one => counts(one.Level)).Select(one => one.Of)], limits.Rules.MinimumCell, situation.Trends.Of(skill));
    }
}
