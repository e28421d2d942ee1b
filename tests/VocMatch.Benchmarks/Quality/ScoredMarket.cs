using System.Globalization;
using VocMatch.Matching.Index;
using VocMatch.Matching.Profiles;
using VocMatch.Matching.Scoring;

namespace VocMatch.Benchmarks.Quality;

/// <summary>The advertisements of a scenario in the product's own index, under a policy of skills alone.</summary>
internal sealed class ScoredMarket
{
    private static readonly WeeklyPattern s_work = new([new WeeklyBlock(new DateOnly(2027, 1, 1), new DateOnly(2027, 1, 31), Weekdays.All, 480)]);
    private readonly Esco _esco;
    private readonly PlacementFacts[] _placements;
    private readonly PlacementIndex _index;

    public ScoredMarket(Esco esco, IReadOnlyList<Advertisement> ads, IReadOnlySet<int> notLearnedFrom, ScoringPolicy scoring)
    {
        _esco = esco;
        var policy = scoring with { SkillWeight = ScoringPolicy.WholeWeight, OccupationWeight = 0, ProximityWeight = 0, ConditionsWeight = 0 };
        var table = new SkillTableBuilder();
        var transversal = esco.AllTransversal.ToHashSet();
        for (var skill = 0; skill < esco.SkillUris.Length; skill++)
        {
            table.Describe(esco.SkillUris[skill], new([.. esco.SkillGroups[skill]], LabelWords.Of(esco.SkillLabels[skill]), transversal.Contains(skill)));
        }

        for (var occupation = 0; occupation < esco.OccupationUris.Length; occupation++)
        {
            var learned = notLearnedFrom.Contains(occupation) ? [] : esco.Relations[occupation].Select(relation => (esco.SkillUris[relation.Skill], relation.Essential));
            table.AddOccupation(esco.OccupationUris[occupation], OccupationPath.Isco(esco.Isco[occupation]), learned);
        }

        _placements = [.. ads.Select(Placement)];
        var built = table.Build();
        var epoch = new EpochBuilder(policy, built);
        foreach (var placement in _placements)
        {
            epoch.Add(placement);
        }

        Scorer = new Scorer(policy, built, epoch.Build(1));
        _index = new PlacementIndex(Scorer);
        _index.Load(_placements);
    }

    public Scorer Scorer { get; }

    /// <summary>The best advertisements by number.</summary>
    public int[] Top(Query query, int k) => Numbers(_index.Top(Student(query), k));

    /// <summary>Whether the index says, to the last unit, what scoring every advertisement says.</summary>
    public bool IsExact(Query query, int k)
    {
        var student = Student(query);
        var expected = _placements.Select(placement => (placement.Id, Score: Scorer.Score(student, placement)!.Value))
            .OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Id, StringComparer.Ordinal).Take(k);
        return expected.SequenceEqual(_index.Top(student, k).Ranked.Select(ranked => (ranked.Placement.Id, ranked.Score)));
    }

    public Explanation Explain(Query query, int ad) => Scorer.Explain(Student(query), _placements[ad]);

    private static int[] Numbers(TopPlacements top) =>
        [.. top.Ranked.Select(ranked => int.Parse(ranked.Placement.Id, CultureInfo.InvariantCulture))];

    private StudentFacts Student(Query query) => new()
    {
        Id = "student",
        Skills = [.. query.Skills.Select(skill => new SkillHeld(_esco.SkillUris[skill]))],
        Home = new Coordinates(0, 0),
        ReachableRegions = ["region"],
    };

    private PlacementFacts Placement(Advertisement ad, int number) => new()
    {
        Id = number.ToString("D6", CultureInfo.InvariantCulture),
        Occupation = _esco.OccupationUris[ad.Occupation],
        Skills = [.. ad.Skills.Select(relation => new DemandedSkill(_esco.SkillUris[relation.Skill], relation.Essential))],
        Location = new Coordinates(0, 0),
        Region = "region",
        OpenSeats = 1,
        Work = s_work,
    };
}
