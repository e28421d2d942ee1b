using VocMatch.Matching.Index;
using VocMatch.Matching.Scoring;
using VocMatch.Matching.Tests.Scoring;

namespace VocMatch.Matching.Tests.Index;

public sealed class PlacementIndexTests
{
    [Fact]
    [Trait("Lane", "Full")]
    public void Top_equals_scoring_every_placement_for_any_market_and_k()
    {
        var ranked = 0;
        for (ulong seed = 0; seed < 150; seed++)
        {
            var market = new RandomMarket(seed);
            var placements = Enumerable.Range(0, market.Below(150)).Select(n => market.Placement($"p{n}")).ToList();
            var index = new PlacementIndex(Samples.Scorer(market.Policy, market.Table, placements));
            index.Load(placements);
            for (var n = 0; n < 6; n++)
            {
                ranked += AssertExact(seed, index, placements, market.Student($"s{n}"), 1 + market.Below(n == 0 ? 200 : 12));
            }
        }

        Assert.True(ranked > 2_000, $"Only {ranked} placements were ranked in all.");
    }

    [Fact]
    [Trait("Lane", "Full")]
    public void Top_stays_exact_through_upserts_removals_and_new_epochs()
    {
        for (ulong seed = 1_000; seed < 1_040; seed++)
        {
            var market = new RandomMarket(seed);
            var held = new Dictionary<string, PlacementFacts>();
            var index = new PlacementIndex(Samples.Scorer(market.Policy, market.Table, []));
            for (var step = 0; step < 400; step++)
            {
                var id = $"p{market.Below(250)}";
                if (market.Below(4) == 0)
                {
                    Assert.Equal(held.Remove(id), index.Remove(id));
                }
                else
                {
                    index.Upsert(held[id] = market.Placement(id));
                }

                if (step % 100 == 60)
                {
                    index.Renew(Samples.Scorer(market.Policy, market.Table, held.Values));
                }

                if (step % 20 == 0)
                {
                    AssertExact(seed, index, held.Values, market.Student("s"), 1 + market.Below(20));
                }
            }

            Assert.Equal(held.Count, index.Count);
            Assert.All(held, pair => Assert.Same(pair.Value, index.Find(pair.Key)));
        }
    }

    [Fact]
    public void Top_is_exact_where_many_blocks_share_one_occupation()
    {
        var market = new RandomMarket(77);
        var placements = Enumerable.Range(0, 4_000).Select(n => market.Placement($"p{n}") with { Occupation = $"o{n % 2}" }).ToList();
        var index = new PlacementIndex(Samples.Scorer(market.Policy, market.Table, placements));
        index.Load(placements.Take(2_000));
        index.Upsert(placements.Skip(2_000));
        for (var n = 0; n < 10; n++)
        {
            AssertExact(77, index, placements, market.Student("s") with { Occupations = ["o1"] }, 20);
        }
    }

    [Fact]
    public void What_names_one_telling_skill_is_found_by_it()
    {
        var found = 0;
        for (ulong seed = 0; seed < 20; seed++)
        {
            var market = new RandomMarket(seed);
            var placements = Enumerable.Range(0, 60).Select(n => market.Placement($"p{n}"))
                .Select((placement, n) => n % 2 == 0 ? placement : placement with { Skills = [.. placement.Skills.Take(1)] }).ToList();
            var index = new PlacementIndex(Samples.Scorer(ScoringPolicy.Default, market.Table, placements));
            index.Load(placements.Take(40));
            index.Upsert(placements.Skip(40));
            for (var n = 0; n < 10; n++)
            {
                var student = market.Student($"s{n}");
                AssertExact(seed, index, placements, student, 20);
                found += index.Thin(student, 20).Ranked.Length;
            }
        }

        Assert.True(found > 100, $"Only {found} say too little.");
    }

    [Fact]
    public void Equal_scores_are_ranked_by_the_bytes_of_their_ids()
    {
        string[] ids = ["b", "a", "\uFFEE", "\U0001F527", "ab", "é"];
        var index = new PlacementIndex(Samples.Scorer());
        index.Load(ids.Select(id => Samples.Placement() with { Id = id }));
        Assert.Equal(["a", "ab", "b", "é"], index.Top(Samples.Student(), 4).Ranked.Select(ranked => ranked.Placement.Id));
        Assert.Equal("\U0001F527", index.Top(Samples.Student(), 6).Ranked[5].Placement.Id);
    }

    [Fact]
    public void Of_two_placements_with_one_id_the_last_counts()
    {
        var index = new PlacementIndex(Samples.Scorer());
        index.Load([Samples.Placement(), Samples.Placement() with { HoursPerWeek = 60 }]);
        Assert.Equal((1, 60), (index.Count, Assert.Single(index.Top(Samples.Student(), 5).Ranked).Placement.HoursPerWeek));
    }

    [Fact]
    public void An_answer_explains_itself_to_the_last_unit()
    {
        var market = new RandomMarket(5);
        var placements = Enumerable.Range(0, 100).Select(n => market.Placement($"p{n}")).ToList();
        var index = new PlacementIndex(Samples.Scorer(market.Policy, market.Table, placements));
        index.Load(placements);
        var answers = Enumerable.Range(0, 20).Select(n => market.Student($"s{n}")).Select(student => (Student: student, Top: index.Top(student, 10))).ToList();
        index.Renew(Samples.Scorer(market.Policy, market.Table, placements.Take(3)));
        Assert.Contains(answers, answer => answer.Top.Ranked.Length == 10);
        Assert.All(answers, answer => Assert.All(
            answer.Top.Ranked,
            ranked => Assert.Equal(ranked.Score, answer.Top.Scorer.Explain(answer.Student, ranked.Placement).Score)));
    }

    [Fact]
    public void An_empty_index_answers_nothing() => Assert.Empty(new PlacementIndex(Samples.Scorer()).Top(Samples.Student(), 20).Ranked);

    [Fact]
    public void Nobody_asks_for_the_best_none() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlacementIndex(Samples.Scorer()).Top(Samples.Student(), 0));

    private static int AssertExact(ulong seed, PlacementIndex index, IEnumerable<PlacementFacts> placements, StudentFacts student, int k)
    {
        var expected = placements
            .Select(placement => (placement.Id, Score: index.Scorer.Score(student, placement)))
            .Where(pair => pair.Score is not null)
            .OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Id, Utf8Order.Instance)
            .Take(k)
            .Select(pair => $"{pair.Id} {pair.Score}")
            .ToList();
        var actual = index.Top(student, k).Ranked.Select(ranked => $"{ranked.Placement.Id} {ranked.Score}");
        Assert.True(expected.SequenceEqual(actual), $"Seed {seed}: expected {string.Join(", ", expected)}; found {string.Join(", ", actual)}.");
        if (expected.Count > 1)
        {
            var least = index.Top(student, k).Ranked[expected.Count / 2].Score;
            var reaching = expected.TakeWhile((_, n) => index.Top(student, k).Ranked[n].Score >= least);
            Assert.Equal(reaching, index.Top(student, k, least).Ranked.Select(ranked => $"{ranked.Placement.Id} {ranked.Score}"));
        }

        var held = student.Skills.Select(skill => skill.Skill).ToHashSet();
        var thin = placements
            .Where(placement => index.Scorer.OnlyTellingSkill(placement) is { } only && held.Contains(only))
            .Select(placement => (placement.Id, Score: index.Scorer.Score(student, placement)))
            .Where(pair => pair.Score is not null)
            .OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Id, Utf8Order.Instance)
            .Take(k)
            .Select(pair => $"{pair.Id} {pair.Score}");
        Assert.Equal(thin, index.Thin(student, k).Ranked.Select(ranked => $"{ranked.Placement.Id} {ranked.Score}"));

        return expected.Count;
    }
}
