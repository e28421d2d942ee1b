using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Certificates;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Verification;

namespace VocMatch.Matching.Tests.Clearing;

public class PriorityRanksTests
{
    [Fact]
    public void Ranks_are_the_places_among_the_sorted_distinct_priorities()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            AssertRanked(Draw(random, rows: 1 + random.Next(400)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Ranks_do_not_depend_on_how_many_threads_share_the_rows(int seed) => AssertRanked(Draw(new Random(seed), rows: 300_000));

    [Fact]
    public void The_farthest_priorities_there_can_be_are_ranked()
    {
        AssertRanked([Priority.Limit - 1, 1 - Priority.Limit, 0, -1, Priority.Limit - 1, 1]);
        AssertRanked([5, 5, 5]);
        AssertRanked([-7]);
    }

    [Fact]
    public void A_market_with_wide_priorities_gives_back_each_as_it_was_given_and_is_cleared_by_them()
    {
        var random = new Random(9);
        var builder = new ClearingMarketBuilder();
        for (var placement = 0; placement < 30; placement++)
        {
            Assert.Null(builder.AddPlacement($"p{placement:D2}", 1, "", ""));
        }

        var given = new Dictionary<(string, int), long>();
        var batches = new[] { builder.NewApplicationBatch(), builder.NewApplicationBatch() };
        for (var student = 0; student < 200; student++)
        {
            for (var rank = 1; rank <= 30; rank++)
            {
                given.Add(($"s{student:D3}", rank), random.NextInt64(1 - Priority.Limit, Priority.Limit) >> random.Next(60));
            }
        }

        var rows = given.ToArray();
        random.Shuffle(rows);
        foreach (var (((student, rank), millionths), row) in rows.Select((row, i) => (row, i)))
        {
            Assert.Null(batches[row % 2].Add(student, $"p{rank - 1:D2}", rank, new Priority(millionths)));
        }

        Assert.True(builder.TryBuild(out var market, out _));
        for (var student = 0; student < market!.Students.Count; student++)
        {
            for (var i = 0; i < 30; i++)
            {
                Assert.Equal(given[(market.Students[student], i + 1)], market.PriorityOf(student, i).Millionths);
                Assert.Equal(market.PriorityOf(student, i), market.Priorities.Decode(market.Wishes(student)[i].PriorityCode));
            }
        }

        var result = ClearingResult.Solve(market, new ClearingSettings("wide"));
        var matches = MatchTable.Of(result.Assignment);
        Assert.Equal(30, matches.Count);
        Assert.Equal(VerdictKind.Valid, Verifier.Verify(market, matches, Certificate.Of(result, matches)).Kind);
    }

    // Few values or many, near or far, round or not.
    private static long[] Draw(Random random, int rows)
    {
        var (bits, step, values) = (random.Next(1, 61), (long)Math.Pow(10, random.Next(5)), random.Next(3) == 0 ? random.Next(1, 6) : int.MaxValue);
        var few = Enumerable.Range(0, Math.Min(values, 6)).Select(_ => Value()).ToArray();
        return [.. Enumerable.Range(0, rows).Select(_ => values == int.MaxValue ? Value() : few[random.Next(few.Length)])];

        long Value() => Math.Clamp((random.NextInt64(1L << bits) - (1L << (bits - 1))) / step * step, 1 - Priority.Limit, Priority.Limit - 1);
    }

    private static void AssertRanked(long[] priorities)
    {
        var (distinct, codes) = PriorityRanks.Of(priorities, priorities.Min(), priorities.Max());
        Assert.Equal(priorities.Distinct().Order(), distinct);
        Assert.Equal(priorities, codes.Select(code => distinct[code]));
    }
}
