using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Adjustments;
using VocMatch.Matching.Scoring;
using Contract = VocMatch.Contracts.Work;

namespace VocMatch.Grains.Tests.Adjustments;

/// <summary>Inputs of small rounds: random ones by seed, or made of given facts.</summary>
internal static class RandomRound
{
    public static readonly RegionId Region = RegionId.Parse("north");

    private static readonly WeeklyPattern Work =
        new([new WeeklyBlock(new DateOnly(2030, 1, 7), new DateOnly(2030, 3, 1), Weekdays.Monday | Weekdays.Tuesday, 480, null, null)], []);

    private static readonly Scorer Scorer = ScorerOf([]);

    /// <summary>With ties, a cap for one employer, reserves of another, some seats without takers, students who are completed on what is left over, and applications that wait.</summary>
    public static ClearingInputs Create(int seed)
    {
        var random = new Random(seed);
        var placements = Enumerable.Range(0, random.Next(3, 8))
            .Select(i => Placement($"p{i}", seats: random.Next(1, 4), employer: $"e{i % 3}") with { Reserves = i % 3 == 1 ? [new("rural", 1)] : [] })
            .ToList();
        var students = Enumerable.Range(0, random.Next(5, 20)).Select(i => Student(
            $"s{i:D2}",
            list: [.. Enumerable.Range(0, placements.Count).OrderBy(_ => random.Next()).Take(random.Next(0, 5)).Select(p => new ListEntry(p, random.Next(4) * 10_000))]) with
        {
            Pass = random.Next(4) == 0 ? 2 : 1,
            Tags = random.Next(3) == 0 ? ["rural"] : [],
        }).Select(student => student.Pass == 2 || random.Next(3) == 0 ? student : student with
        {
            Completion =
            [
                .. Enumerable.Range(0, placements.Count).OrderBy(_ => random.Next()).Where(p => student.List.All(entry => entry.Placement != p))
                    .Select(p => new ListEntry(p, random.Next(4) * 10_000)),
            ],
        }).ToList();
        return Of(placements, students, random.Next(2) == 0 ? new() { [EmployerId.Parse("e0")] = random.Next(1, 4) } : []) with
        {
            Unanswered = students.Where(_ => random.Next(3) == 0).ToDictionary(student => student.Id, _ => ImmutableArray.Create(random.Next(placements.Count))),
        };
    }

    public static ClearingInputs Of(
        IEnumerable<InputPlacement> placements, IEnumerable<InputStudent> students, Dictionary<EmployerId, int>? caps = null) => new()
        {
            Basis = "a test",
            Simulated = false,
            Seed = "seed",
            Scorer = Scorer,
            TakenAt = default,
            Placements = [.. placements],
            Students = [.. students],
            Caps = caps ?? [],
            Rule = new(Scorer, [.. placements], "lists of a test"),
        };

    public static InputPlacement Placement(string id, int seats = 1, string employer = "e", Func<PlacementFacts, PlacementFacts>? vary = null)
    {
        var facts = new PlacementFacts
        {
            Id = id,
            Employer = employer,
            Occupation = "welder",
            Skills = [],
            Location = new Coordinates(52, 10),
            Region = Region.Value,
            OpenSeats = seats,
            Work = Work,
        };
        return new(PlacementId.Parse(id), id, EmployerId.Parse(employer), OccupationId.Parse("welder"), vary?.Invoke(facts) ?? facts, []);
    }

    public static InputStudent Student(string id, ImmutableArray<ListEntry> list, Func<StudentFacts, StudentFacts>? vary = null)
    {
        var facts = new StudentFacts
        {
            Id = id,
            Skills = [],
            Occupations = ["welder"],
            Home = new Coordinates(52, 10),
            ReachableRegions = [Region.Value],
            EducationLevel = 4,
            ProgramField = "0715",
        };
        var profile = new StudentProfile
        {
            School = SchoolId.Parse("school"),
            Program = ProgramId.Parse("program"),
            Region = Region,
            Free = new Contract.WorkPattern([], []),
        };
        var question = new StudentQuestion(
            StudentId.Parse(id), profile, [], "0715", 4, [OccupationId.Parse("welder")], new Contract.GeoPoint(52, 10), [Region], null, 1);
        return new(StudentId.Parse(id), question, vary?.Invoke(facts) ?? facts, list);
    }

    public static Scorer ScorerOf(IEnumerable<InputPlacement> placements)
    {
        var table = new SkillTableBuilder();
        table.AddSkill("weld");
        table.AddOccupation("welder", [], []);
        var built = table.Build();
        var epoch = new EpochBuilder(ScoringPolicy.Default, built);
        foreach (var placement in placements)
        {
            epoch.Add(placement.Facts);
        }

        return new(ScoringPolicy.Default, built, epoch.Build(1));
    }
}
