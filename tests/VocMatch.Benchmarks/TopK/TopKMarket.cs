using System.Collections.Immutable;
using VocMatch.Matching.Profiles;
using VocMatch.Matching.Scoring;

namespace VocMatch.Benchmarks.TopK;

/// <summary>
/// A generated market of one region: 400 occupations of 35 skills each out of 5,000 and common ones, 9 skills a placement and 15 a
/// student, most of the own occupation; sites and homes around 40 towns.
/// </summary>
internal sealed class TopKMarket
{
    private const int OccupationCount = 400;
    private const int SkillCount = 5_000;
    private const int OwnSkills = 35;
    private readonly Seeded _random;
    private readonly string[][] _skills;
    private readonly string[] _common = [.. Enumerable.Range(0, 12).Select(n => $"common-{n}")];
    private readonly Coordinates[] _towns;
    private readonly WeeklyPattern[] _terms;

    public TopKMarket(int placements, ulong seed, int students = 500)
    {
        _random = new Seeded(seed);
        _towns = [.. Enumerable.Range(0, 40).Select(_ => new Coordinates(52 + _random.Fraction(), 13 + _random.Fraction()))];
        _terms =
        [
            .. Enumerable.Range(0, 8).Select(week =>
                new WeeklyPattern([new WeeklyBlock(new DateOnly(2027, 3, 1).AddDays(7 * week), new DateOnly(2027, 7, 30), Weekdays.MondayToFriday, 480)])),
        ];
        var builder = new SkillTableBuilder();
        _skills = new string[OccupationCount][];
        for (var o = 0; o < OccupationCount; o++)
        {
            // Neighbouring occupations share skills, as kin do.
            _skills[o] = [.. Enumerable.Range(0, OwnSkills).Select(_ => $"skill-{((o * SkillCount / OccupationCount) + _random.Below(60)) % SkillCount}").Distinct()];
            builder.AddOccupation($"occupation-{o}", OccupationPath.Isco($"{1_000 + (o * 20)}"), _skills[o]);
        }

        for (var n = 0; n < SkillCount; n++)
        {
            builder.Describe($"skill-{n}", new SkillDescription([$"group-{n / 40}"], [$"stem-{n / 7}", $"stem-{n * 7_919 % 900}", $"stem-{n % 131}"], Transversal: false));
        }

        foreach (var skill in _common.Concat(Enumerable.Range(0, SkillCount).Select(n => $"skill-{n}")))
        {
            builder.AddSkill(skill);
        }

        Table = builder.Build();
        Placements = [.. Enumerable.Range(0, placements).Select(Placement)];
        Students = [.. Enumerable.Range(0, students).Select(Student)];
        Scorer = ScorerOf(ScoringPolicy.Default);
    }

    /// <summary>The scorer of another policy, its epoch frozen over the same placements.</summary>
    public Scorer ScorerOf(ScoringPolicy policy)
    {
        var epoch = new EpochBuilder(policy, Table);
        foreach (var placement in Placements)
        {
            epoch.Add(placement);
        }

        return new Scorer(policy, Table, epoch.Build(1));
    }

    public SkillTable Table { get; }

    public Scorer Scorer { get; }

    public PlacementFacts[] Placements { get; }

    public StudentFacts[] Students { get; }

    private PlacementFacts Placement(int number)
    {
        var occupation = _random.Below(OccupationCount);
        return new PlacementFacts
        {
            Id = $"p{number:D7}",
            Employer = $"e{number % 5_000}",
            Occupation = $"occupation-{occupation}",
            Skills = [.. Skills(occupation, 9).Select(skill => new DemandedSkill(skill, _random.Below(4) > 0, 1 + _random.Below(5)))],
            Location = Near(_towns[_random.Below(_towns.Length)]),
            Region = "region",
            OpenSeats = 1 + _random.Below(3),
            Work = _terms[_random.Below(_terms.Length)],
            MinimumEducationLevel = _random.Below(4),
            PayPerMonth = 800 + _random.Below(800),
            Accommodation = _random.Below(10) == 0,
            HoursPerWeek = 35 + _random.Below(10),
        };
    }

    private StudentFacts Student(int number)
    {
        var occupation = _random.Below(OccupationCount);
        return new StudentFacts
        {
            Id = $"s{number}",
            Skills = [.. Skills(occupation, 15).Select(skill => new SkillHeld(skill, 2 + _random.Below(4)))],
            Occupations = [$"occupation-{occupation}"],
            Home = Near(_towns[_random.Below(_towns.Length)]),
            ReachableRegions = ["region"],
            Free = _random.Below(2) == 0 ? null : _terms[_random.Below(4)],
            EducationLevel = 2 + _random.Below(2),
        };
    }

    private ImmutableArray<string> Skills(int occupation, int count)
    {
        var drawn = new HashSet<string>();
        while (drawn.Count < count)
        {
            var z = _random.Below(10);
            drawn.Add(z == 0 ? _common[_random.Below(_common.Length)]
                : z == 1 ? $"skill-{_random.Below(SkillCount)}"
                : _skills[occupation][_random.Below(_skills[occupation].Length)]);
        }

        return [.. drawn];
    }

    private Coordinates Near(Coordinates town) => new(town.Latitude + (_random.Fraction() * 0.05), town.Longitude + (_random.Fraction() * 0.05));
}
