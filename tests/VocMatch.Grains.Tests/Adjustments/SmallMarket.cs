using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Adjustments;
using VocMatch.Domain.Facts;
using VocMatch.Domain.Jobs;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Clearing;
using VocMatch.Domain.Rounds.Freezing;
using VocMatch.Grains.Adjustments;
using VocMatch.Grains.Tests.Platforms;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Tests.Adjustments;

/// <summary>A student with the list saved for the round.</summary>
internal sealed record Ranker(Student Student, AgeThresholds? Ages, ImmutableArray<PlacementId> Ranked, bool Agrees);

/// <summary>
/// A small random market as it is stored: programs, postings, students with saved lists, employers' lists and pairs set by hand. It is
/// frozen and cleared by what freezes and clears a round, so a change that is made to what is stored shows what it really does.
/// </summary>
internal sealed record SmallMarket
{
    public const int LegalMinimumAge = 16;

    private const int Skills = 6;
    private const int Occupations = 3;

    public static readonly RegionId Region = Sample.North;

    private static readonly DateTimeOffset At = new(Sample.FirstDay.AddDays(-60), default, TimeSpan.Zero);

    private static readonly PatternPool Patterns = new();

    private static readonly StepProgress NoProgress = static (_, _, _) => { };

    public static TaxonomySnapshot Taxonomy { get; } = new(
        1,
        Sample.Taxonomy.Regions,
        [],
        [.. Enumerable.Range(0, Skills).Select(i => new Skill { Id = Sample.Skill(i), Name = $"Skill {i}" })],
        [
            .. Enumerable.Range(0, Occupations).Select(i => new Occupation
            {
                Id = Sample.Occupation(i), Name = $"Occupation {i}", Scheme = OccupationScheme.Isco, Code = $"7{i}11", Skills = [new(Sample.Skill(i), true)],
            }),
        ]);

    public required Scorer Scorer { get; init; }

    public required ImmutableDictionary<ProgramId, ProgramContent> Programs { get; init; }

    public required ImmutableArray<Ranker> Students { get; init; }

    public required ImmutableArray<Placement> Placements { get; init; }

    public required ImmutableDictionary<EmployerId, int> Caps { get; init; }

    public required RoundState Round { get; init; }

    /// <summary>With ties, caps, reserves, employers' own lists, forbidden pairs, what is ranked and cannot be had, and lists to be completed.</summary>
    public static SmallMarket Create(int seed)
    {
        var random = new Random(seed);
        var programs = Enumerable.Range(0, 3).ToImmutableDictionary(i => ProgramId.Parse($"program-{i}"), i => Content(i, random));
        ImmutableArray<Placement> placements = [.. Enumerable.Range(0, random.Next(3, 8)).Select(i => Posted(i, random))];
        ImmutableArray<Ranker> students = [.. Enumerable.Range(0, random.Next(6, 20)).Select(i => Ranking(i, programs.Keys.OrderBy(id => id.Value, StringComparer.Ordinal).ToList(), placements, random))];
        var rankings = ImmutableArray<EmployerRanking>.Empty;
        if (random.Next(3) == 0)
        {
            rankings = [new(placements[0].Posting.Employer, [.. students.Where(_ => random.Next(3) == 0).Select(student => student.Student.Id)])];
        }

        return new()
        {
            Scorer = ScorerOf(placements),
            Programs = programs,
            Students = students,
            Placements = placements,
            Caps = random.Next(2) == 0 ? [] : ImmutableDictionary<EmployerId, int>.Empty.Add(placements[^1].Posting.Employer, random.Next(1, 4)),
            Round = new(RoundId.Parse("spring"), new() { Title = "Spring", Scope = new([Region], []), MinimumRanks = 1, MaximumRanks = 8 }, $"seed {seed}")
            {
                Rankings = rankings,
                Forbidden = random.Next(2) == 0 ? [] : [new(students[0].Student.Id, placements[random.Next(placements.Length)].Id, "a relative works there")],
            },
        };
    }

    /// <summary>The placement that everybody holds after both passes.</summary>
    public Dictionary<StudentId, PlacementId> Clear()
    {
        var (solved, refusal) = RoundClearer.Solve(Round, Freeze(), NoProgress);
        return (solved ?? throw new InvalidOperationException(refusal)).Assignments.ToDictionary(one => one.Student, one => one.Placement);
    }

    /// <summary>What an effect is measured on.</summary>
    public ClearingInputs Inputs() =>
        FrozenInputs.Assemble(
            Freeze(),
            [.. Placements.OrderBy(placement => placement.Id.Value, StringComparer.Ordinal)],
            Students.Select(Question),
            Students.ToDictionary(student => student.Student.Id, student => student.Ranked),
            Round.Rankings,
            Scorer,
            LegalMinimumAge,
            Patterns,
            At,
            "the lists saved for the round") with
        {
            Seed = Round.Seed,
            MaximumRanks = RankBounds.MaxLength,
        };

    public StudentQuestion Question(Ranker ranker) =>
        StudentQuestions.Assemble(ranker.Student, ranker.Ages, Programs[ranker.Student.Profile.Program], Taxonomy);

    /// <summary>The score by which the round would order the student at each placement, where the student is eligible.</summary>
    public IEnumerable<(PlacementId Placement, int Score)> Eligible(Ranker ranker) =>
        from placement in Placements
        let score = Scorer.Score(
            EngineFacts.Of(Question(ranker), Scorer.Table), EngineFacts.Of(placement with { OpenSeats = 1 }, Scorer.Table, LegalMinimumAge))
        where score is not null && placement.OpenSeats > 0
        orderby score descending, placement.Id.Value
        select (placement.Id, score.Value);

    /// <summary>What a lock would freeze of it.</summary>
    public MarketRows Freeze()
    {
        var demand = RoundDemands.Fit(Placements, Placements.ToDictionary(placement => placement.Id, placement => placement.OpenSeats), Caps, Round);
        var scoring = new RoundScoring(Round, demand, Scorer, LegalMinimumAge, At);
        var hands = new PairsByStudent(Round, demand);
        return new(
            demand.Employers,
            [.. demand.Placements.Select(placement => placement.Frozen)],
            [.. Students.OrderBy(student => student.Student.Id.Value, StringComparer.Ordinal).Select(student => Freeze(student, scoring, hands))]);
    }

    private FrozenStudent Freeze(Ranker ranker, RoundScoring scoring, PairsByStudent hands)
    {
        var question = Question(ranker);
        var (applications, dropped) = scoring.Ranked(scoring.FactsOf(question), ranker.Ranked);
        var forbidden = hands.Forbidden(ranker.Student.Id);
        var barred = forbidden.Select(pair => pair.Placement).ToHashSet();
        var pass = PassPlan.Of(applications.Count(application => !barred.Contains(application.Placement)), ranker.Agrees, isFixed: false, Round.Settings);
        return new(
            ranker.Student.Id,
            pass is StudentPass.Second ? 2 : 1,
            ranker.Student.Profile.Tags,
            applications,
            dropped,
            forbidden,
            Completion: PassPlan.IsCompleted(ranker.Agrees, Round.Settings) ? scoring.Completion(scoring.FactsOf(question), ranker.Ranked.Concat(barred)) : null);
    }

    private static ProgramContent Content(int number, Random random) => Sample.Program(SchoolId.Parse("school")) with
    {
        Level = 3 + number,
        Field = number == 2 ? "0715" : "0913",
        Teaches = [.. Enumerable.Range(0, Skills).Where(_ => random.Next(2) == 0).Select(skill => new Contracts.Programs.SkillLevel(Sample.Skill(skill), random.Next(1, 4)))],
        Intake = 10,
        TargetOccupations = [Sample.Occupation(number)],
    };

    private static Placement Posted(int number, Random random)
    {
        var seats = random.Next(1, 4);
        var posting = Sample.Posting(EmployerId.Parse($"employer-{number % 3}")) with
        {
            Occupation = Sample.Occupation(random.Next(Occupations)),
            Seats = seats,
            Skills =
            [
                .. Enumerable.Range(0, Skills).OrderBy(_ => random.Next()).Take(random.Next(1, 4))
                    .Select(skill => new Contracts.Placements.SkillDemand(Sample.Skill(skill), random.Next(2) == 0, random.Next(1, 4))),
            ],
            MinimumLevel = random.Next(3) == 0 ? 4 : null,
            Requirements = random.Next(3) == 0 ? ["police"] : [],
            Reserves = random.Next(3) == 0 ? [new Reserve("rural", 1)] : [],
        };
        return new(PlacementId.Parse($"placement-{number}"), PlacementStatus.Published, posting, Region, new(52.01, 10.02), seats, 1);
    }

    private static Ranker Ranking(int number, List<ProgramId> programs, ImmutableArray<Placement> placements, Random random)
    {
        var profile = Sample.Student(SchoolId.Parse("school"), programs[random.Next(programs.Count)]) with
        {
            Skills = random.Next(2) == 0 ? [] : [new(Sample.Skill(random.Next(Skills)), random.Next(1, 4))],
            Tags = random.Next(3) == 0 ? ["rural"] : [],
            Checks = random.Next(2) == 0 ? [new HeldCheck("police", DateOnly.MaxValue)] : [],
            Free = Sample.Pattern(Sample.FirstDay.AddDays(-30), random.Next(3) == 0 ? 130 : 365),
        };
        return new(
            new(StudentId.Parse($"student-{number:D2}"), profile, [], 1),
            AgeThresholds.FromBirthDate(Sample.FirstDay.AddYears(-random.Next(16, 20))),
            [.. placements.Select(placement => placement.Id).OrderBy(_ => random.Next()).Take(random.Next(0, 4))],
            random.Next(3) == 0);
    }

    private static Scorer ScorerOf(IEnumerable<Placement> placements)
    {
        var builder = new SkillTableBuilder();
        foreach (var skill in Taxonomy.Skills.Keys)
        {
            builder.AddSkill(skill.Value);
        }

        foreach (var occupation in Taxonomy.Occupations.Values)
        {
            builder.AddOccupation(occupation.Id.Value, OccupationPath.Isco(occupation.Code), occupation.Skills.Select(listed => listed.Skill.Value));
        }

        var table = builder.Build();
        var epoch = new EpochBuilder(ScoringPolicy.Default, table);
        foreach (var placement in placements)
        {
            epoch.Add(EngineFacts.Of(placement, table, LegalMinimumAge));
        }

        return new(ScoringPolicy.Default, table, epoch.Build(1));
    }
}
