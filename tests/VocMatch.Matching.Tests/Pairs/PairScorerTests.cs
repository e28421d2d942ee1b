using VocMatch.Matching.Pairs;
using VocMatch.Matching.Scoring;
using VocMatch.Matching.Tests.Scoring;

namespace VocMatch.Matching.Tests.Pairs;

public class PairScorerTests
{
    [Fact]
    public void Every_pair_has_the_score_the_shown_parts_and_the_verdicts_of_its_explanation()
    {
        var (failed, capped) = (0, 0);
        for (var seed = 0UL; seed < 60; seed++)
        {
            var market = new RandomMarket(seed);
            PlacementFacts[] placements = [.. Enumerable.Range(0, 25).Select(i => market.Placement($"p{i}"))];
            var epoch = new EpochBuilder(market.Policy, market.Table);
            foreach (var placement in placements.Take(market.Below(26)))
            {
                epoch.Add(placement);
            }

            var scorer = new Scorer(market.Policy, market.Table, epoch.Build(1));
            var pairs = new PairScorer(scorer, placements);
            for (var s = 0; s < 20; s++)
            {
                var drawn = market.Student($"s{s}");
                var student = drawn with { Minimum = drawn.Minimum with { AccommodationNeeded = market.Below(10) == 0 } };
                int[] ranked = [.. Enumerable.Range(0, 12).Select(_ => market.Below(placements.Length))];
                var scores = new PairScore[ranked.Length];
                pairs.Score(student, ranked, scores);
                for (var i = 0; i < ranked.Length; i++)
                {
                    var explanation = scorer.Explain(student, placements[ranked[i]]);
                    Assert.Equal(Expected(explanation), scores[i]);
                    Assert.Equal(explanation.Shown().Total, scores[i].Shown);
                    Assert.Equal(explanation.Constraints.FirstOrDefault(constraint => !constraint.Holds)?.Constraint, scores[i].FirstFailing);
                    failed |= scores[i].Failing;
                    capped += explanation.Capped ? 1 : 0;
                }
            }
        }

        Assert.Equal((1 << Enum.GetValues<Constraint>().Length) - 1, failed);
        Assert.True(capped > 50, $"Only {capped} pairs reached the cap.");
    }

    [Fact]
    public void Threads_that_share_a_scorer_find_what_one_thread_finds()
    {
        var market = new RandomMarket(7);
        PlacementFacts[] placements = [.. Enumerable.Range(0, 40).Select(i => market.Placement($"p{i}"))];
        StudentFacts[] students = [.. Enumerable.Range(0, 200).Select(i => market.Student($"s{i}"))];
        var scorer = new Scorer(market.Policy, market.Table, new EpochBuilder(market.Policy, market.Table).Build(1));
        var pairs = new PairScorer(scorer, placements);
        int[] all = [.. Enumerable.Range(0, placements.Length)];
        var found = new PairScore[students.Length][];
        Parallel.For(0, students.Length, student => pairs.Score(students[student], all, found[student] = new PairScore[all.Length]));
        for (var student = 0; student < students.Length; student++)
        {
            Assert.Equal(all.Select(placement => Expected(scorer.Explain(students[student], placements[placement]))), found[student]);
        }
    }

    [Fact]
    public void A_pair_costs_no_memory()
    {
        var market = new RandomMarket(3);
        PlacementFacts[] placements = [.. Enumerable.Range(0, 200).Select(i => market.Placement($"p{i}"))];
        var student = market.Student("s") with { Commitments = [] };
        var pairs = new PairScorer(new Scorer(market.Policy, market.Table, new EpochBuilder(market.Policy, market.Table).Build(1)), placements);
        int[] all = [.. Enumerable.Range(0, placements.Length)];
        var scores = new PairScore[all.Length];
        pairs.Score(student, all, scores);
        var before = GC.GetAllocatedBytesForCurrentThread();
        pairs.Score(student, all, scores);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(bytes < 1_000, $"{bytes} bytes for {all.Length} pairs.");
    }

    private static PairScore Expected(Explanation explanation)
    {
        var shown = explanation.Shown();
        var failing = explanation.Constraints.Where(constraint => !constraint.Holds).Sum(constraint => 1 << (int)constraint.Constraint);
        return new(explanation.Score, shown.Skills.Sum() + shown.Resemblances.Sum(), shown.Occupation, shown.Proximity, shown.Conditions, failing);
    }
}
