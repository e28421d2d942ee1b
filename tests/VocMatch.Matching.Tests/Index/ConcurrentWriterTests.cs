using VocMatch.Matching.Index;
using VocMatch.Matching.Scoring;
using VocMatch.Matching.Tests.Scoring;

namespace VocMatch.Matching.Tests.Index;

public sealed class ConcurrentWriterTests
{
    [Fact]
    [Trait("Lane", "Full")]
    public async Task Every_answer_during_writes_is_exact_for_one_of_the_versions()
    {
        var market = new RandomMarket(11);
        var student = market.Student("s") with { ReachableRegions = ["r0", "r1", "r2"], Free = null, Commitments = [] };
        var held = Enumerable.Range(0, 300).Select(n => market.Placement($"p{n}")).ToDictionary(placement => placement.Id);
        var index = new PlacementIndex(Samples.Scorer(market.Policy, market.Table, held.Values));
        index.Load(held.Values);
        var expected = new Dictionary<long, string> { [index.Version] = BruteForce(index.Scorer, held.Values, student) };

        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            var seen = new List<(long Version, string Answer)>();
            do
            {
                var top = index.Top(student, 10);
                seen.Add((top.Version, Text(top.Ranked.Select(ranked => (ranked.Placement.Id, ranked.Score)))));
            }
            while (!done.IsCancellationRequested);
            return seen;
        })).ToArray();

        for (var step = 0; step < 400; step++)
        {
            var id = $"p{market.Below(320)}";
            if (step % 97 == 50)
            {
                index.Renew(Samples.Scorer(market.Policy, market.Table, held.Values));
            }
            else if (market.Below(4) == 0)
            {
                held.Remove(id);
                index.Remove(id);
            }
            else
            {
                index.Upsert(held[id] = market.Placement(id));
            }

            expected[index.Version] = BruteForce(index.Scorer, held.Values, student);
        }

        await done.CancelAsync();
        foreach (var reader in readers)
        {
            var seen = await reader;
            Assert.All(seen, answer => Assert.Equal(expected[answer.Version], answer.Answer));
            Assert.True(seen.Select(answer => answer.Version).SequenceEqual(seen.Select(answer => answer.Version).Order()), "A reader went back in time.");
        }
    }

    private static string BruteForce(Scorer scorer, IEnumerable<PlacementFacts> placements, StudentFacts student) => Text(placements
        .Select(placement => (placement.Id, Score: scorer.Score(student, placement)))
        .Where(pair => pair.Score is not null)
        .OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Id, Utf8Order.Instance)
        .Take(10)
        .Select(pair => (pair.Id, pair.Score!.Value)));

    private static string Text(IEnumerable<(string Id, int Score)> ranked) => string.Join(", ", ranked.Select(pair => $"{pair.Id} {pair.Score}"));
}
