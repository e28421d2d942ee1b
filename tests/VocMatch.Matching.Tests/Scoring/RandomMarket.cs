using VocMatch.Matching.Profiles;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Tests.Scoring;

/// <summary>Small markets full of ties, unknown skills, failing constraints and thin and endless advertisements.</summary>
internal sealed class RandomMarket
{
    private static readonly string[] Fields = ["07", "0715", "09", "0913"];
    private readonly SplitMix64 _random;
    private readonly int _skills;

    public RandomMarket(ulong seed)
    {
        _random = new SplitMix64(seed);
        _skills = 5 + _random.Below(60);
        var builder = new SkillTableBuilder();
        for (var i = 0; i < 12; i++)
        {
            var own = Enumerable.Range(0, 2 + _random.Below(10)).Select(_ => Skill());
            builder.AddOccupation($"o{i}", OccupationPath.Isco($"{7 + (i / 6)}{1 + (i / 4 % 2)}{1 + (i / 3 % 2)}{1 + (i / 2 % 2)}"), own);
        }

        // Another stream, so that what is resembled leaves the markets as they are.
        var said = new SplitMix64(seed ^ 0x5EED);
        for (var i = 0; i < _skills; i++)
        {
            if (said.Chance(80))
            {
                builder.Describe($"k{i:D2}", new SkillDescription([$"g{said.Below(6)}"], [.. Enumerable.Range(0, said.Below(4)).Select(_ => $"w{said.Below(12)}").Distinct()], said.Chance(8)));
            }
        }

        Table = builder.Build();
        Policy = _random.Chance(50) ? ScoringPolicy.First : ScoringPolicy.First with
        {
            Version = 2,
            SkillWeight = 7_000,
            OccupationWeight = 2_000,
            ProximityWeight = 500,
            ConditionsWeight = 500,
            KappaPermille = _random.Below(2_000),
            RelatedNeighbours = _random.Below(6),
            HalfDistanceMetres = 1 + _random.Below(50_000),
        };
        if (said.Chance(60))
        {
            Policy = Policy with
            {
                RelatedPermille = said.Chance(70) ? 0 : Policy.RelatedPermille,
                OccupationShare = said.Chance(80) ? ScoringPolicy.Default.OccupationShare : 0,
                UnitGroupShare = said.Chance(80) ? 50_000 + said.Below(150_000) : 0,
                MinorGroupShare = said.Chance(80) ? ScoringPolicy.Default.MinorGroupShare : 0,
                ThinPermille = ScoringPolicy.Default.ThinPermille,
            };
        }
    }

    public SkillTable Table { get; }

    public ScoringPolicy Policy { get; }

    public int Below(int count) => _random.Below(count);

    public PlacementFacts Placement(string id) => new()
    {
        Id = id,
        Employer = $"e{_random.Below(8)}",
        Occupation = _random.Chance(95) ? $"o{_random.Below(12)}" : "unheard of",
        Skills = [.. Demands()],
        Location = Place(),
        Region = $"r{_random.Below(3)}",
        OpenSeats = _random.Chance(90) ? 1 + _random.Below(3) : 0,
        Work = Pattern(),
        MinimumAge = _random.Chance(80) ? MinimumAge.None : _random.Chance(50) ? MinimumAge.Sixteen : MinimumAge.Eighteen,
        MinimumEducationLevel = _random.Below(3),
        ProgramFields = _random.Chance(80) ? [] : [Fields[_random.Below(Fields.Length)]],
        RequiredChecks = _random.Chance(85) ? [] : [new RequiredCheck("police", _random.Chance(50) ? null : new DateOnly(2027, 12, 31))],
        PayPerMonth = _random.Chance(70) ? 100 * (1 + _random.Below(20)) : null,
        Accommodation = _random.Chance(20),
        HoursPerWeek = 20 + (5 * _random.Below(8)),
        MinimumSkillFit = _random.Chance(70) ? 0 : _random.Below(60),
        ApplyBy = _random.Chance(70) ? null : new DateTimeOffset(2027, 2, 1, 0, 0, 0, TimeSpan.Zero).AddDays(_random.Below(3)),
    };

    public StudentFacts Student(string id) => new()
    {
        Id = id,
        Skills = [.. Enumerable.Range(0, _random.Below(16)).Select(_ => new SkillHeld(Skill(), 1 + _random.Below(5)))],
        Occupations = [.. Enumerable.Range(0, _random.Below(4)).Select(_ => $"o{_random.Below(13)}")],
        Home = Place(),
        MaxDistanceKm = _random.Chance(70) ? null : 10 + _random.Below(60),
        ReachableRegions = [.. Enumerable.Range(0, 3).Where(_ => _random.Chance(75)).Select(region => $"r{region}")],
        ProgramField = Fields[_random.Below(Fields.Length)] + "1",
        EducationLevel = _random.Below(4),
        Free = _random.Chance(50) ? null : Pattern(),
        Commitments = _random.Chance(80) ? [] : [Pattern()],
        SixteenOn = _random.Chance(80) ? new DateOnly(2027, 1, 1).AddDays(_random.Below(120)) : null,
        EighteenOn = _random.Chance(50) ? new DateOnly(2027, 1, 1).AddDays(_random.Below(120)) : null,
        Checks = _random.Chance(40) ? [] : [new CheckHeld("police", new DateOnly(2027, 5, 1).AddDays(_random.Below(300)))],
        Minimum = _random.Chance(80) ? MinimumConditions.None : new MinimumConditions { LowestPayPerMonth = 300, MaxHoursPerWeek = 45 },
        AskedAt = _random.Chance(30) ? null : new DateTimeOffset(2027, 2, 2, 0, 0, 0, TimeSpan.Zero),
        ForbiddenPlacements = [$"p{_random.Below(20)}"],
        ForbiddenEmployers = _random.Chance(80) ? [] : [$"e{_random.Below(8)}"],
    };

    private IEnumerable<DemandedSkill> Demands() =>
        Enumerable.Range(0, _random.Chance(10) ? 30 : _random.Below(10))
            .Select(_ => Skill()).Distinct()
            .Select(skill => new DemandedSkill(skill, _random.Chance(60), 1 + _random.Below(5), _random.Chance(4)))
            .ToArray();

    // Some skills are in no occupation, so that the taxonomy does not know them; low numbers are commoner.
    private string Skill() => $"k{Math.Min(_random.Below(_skills), _random.Below(_skills)):D2}";

    private Coordinates Place() => new(52 + (_random.Below(6) / 10.0), 13 + (_random.Below(6) / 10.0));

    private WeeklyPattern Pattern() => new(
    [
        new WeeklyBlock(
            Samples.Start.AddDays(_random.Below(3) * 7), Samples.End.AddDays(_random.Below(2) * 7),
            (Weekdays)(_random.Chance(50) ? 127 : 31), _random.Chance(50) ? 480 : 240),
    ]);
}
