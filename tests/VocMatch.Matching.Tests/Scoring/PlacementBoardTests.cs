using System.Numerics;
using VocMatch.Matching.Pairs;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Tests.Scoring;

public sealed class PlacementBoardTests
{
    [Fact]
    public void A_board_judges_every_pair_as_the_pair_alone_is_judged()
    {
        var (failing, different) = (0, new HashSet<int>());
        for (var seed = 1UL; seed <= 60; seed++)
        {
            var market = new RandomMarket(seed);
            var placements = Enumerable.Range(0, 40).Select(i => market.Placement($"p{i}")).ToList();
            // Some share everything but their id, as an employer's postings do.
            placements.AddRange(placements.Take(10).Select((placement, i) => placement with { Id = $"q{i}" }).ToList());
            var epoch = new EpochBuilder(market.Policy, market.Table);
            foreach (var placement in placements)
            {
                epoch.Add(placement);
            }

            var scorer = new Scorer(market.Policy, market.Table, epoch.Build(1));
            var board = new PlacementBoard(scorer, placements);
            var (units, bits) = (new int[placements.Count], new int[placements.Count]);
            for (var i = 0; i < 20; i++)
            {
                var student = market.Student($"s{i}");
                board.Evaluate(student, units, bits);
                var alone = scorer.For(student);
                for (var placement = 0; placement < placements.Count; placement++)
                {
                    Assert.Equal(alone.Evaluate(placements[placement]), (units[placement], bits[placement]));
                    failing += BitOperations.PopCount((uint)bits[placement]);
                    different.Add(bits[placement]);
                }
            }
        }

        Assert.True(failing > 10_000 && different.Count > 100, $"{failing} failing constraints in {different.Count} sets: the markets test nothing.");
    }

    [Fact]
    public void A_board_and_the_scorer_of_lists_say_the_same_of_every_list()
    {
        var (eligible, scored) = (0, 0);
        for (var seed = 1UL; seed <= 40; seed++)
        {
            var market = new RandomMarket(seed);
            var placements = Enumerable.Range(0, 30).Select(i => market.Placement($"p{i}")).ToList();
            var epoch = new EpochBuilder(market.Policy, market.Table);
            foreach (var placement in placements)
            {
                epoch.Add(placement);
            }

            var scorer = new Scorer(market.Policy, market.Table, epoch.Build(1));
            var (board, pairs) = (new PlacementBoard(scorer, placements), new PairScorer(scorer, placements));
            var (units, bits) = (new int[placements.Count], new int[placements.Count]);
            for (var i = 0; i < 20; i++)
            {
                var student = market.Student($"s{i}");
                int[] list = [.. Enumerable.Range(0, placements.Count).Where(at => (at + i) % 3 == 0)];
                var scores = new PairScore[list.Length];
                board.Evaluate(student, units, bits);
                pairs.Score(student, list, scores);

                for (var at = 0; at < list.Length; at++)
                {
                    Assert.Equal((units[list[at]], bits[list[at]]), (scores[at].Units, scores[at].Failing));
                    eligible += scores[at].Eligible ? 1 : 0;
                    scored++;
                }
            }
        }

        Assert.InRange(eligible, 100, scored - 100);
    }
}
