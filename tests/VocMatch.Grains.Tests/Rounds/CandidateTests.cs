using VocMatch.Contracts.Identity;
using VocMatch.Domain.Facts;
using VocMatch.Domain.Rounds.Freezing;
using VocMatch.Grains.Tests.Adjustments;
using VocMatch.Grains.Tests.Platforms;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Scoring;
using Xunit;

namespace VocMatch.Grains.Tests.Rounds;

/// <summary>Who is completed gets the best of all placements and the best of the spare ones, held against a look at every placement.</summary>
public sealed class CandidateTests
{
    private const int MarketsJoined = 25;

    private static readonly DateTimeOffset At = new(Sample.FirstDay.AddDays(-60), default, TimeSpan.Zero);

    [Fact]
    public void Candidates_are_those_that_a_look_at_every_placement_finds()
    {
        var (cut, spareOnly) = (0, 0);
        for (var seed = 0; seed < 12; seed++)
        {
            var (random, market) = (new Random(seed), Joined(seed * MarketsJoined));
            var demand = RoundDemands.Fit(market.Placements, market.Placements.ToDictionary(one => one.Id, one => one.OpenSeats), market.Caps, market.Round);
            var scoring = new RoundScoring(market.Round, demand, market.Scorer, SmallMarket.LegalMinimumAge, At);
            var applied = market.Placements.Where(_ => random.Next(3) > 0).ToDictionary(one => one.Id, _ => random.Next(5));
            var spare = scoring.Spare(applied);
            foreach (var ranker in market.Students)
            {
                var student = scoring.FactsOf(market.Question(ranker));
                var without = market.Placements.Where(_ => random.Next(8) == 0).Select(one => one.Id).ToHashSet();
                var all = Ordered(market, student).Where(id => !without.Contains(id)).ToList();
                var best = all.Take(RankBounds.MaxLength).ToHashSet();
                var bestSpare = all.Where(id => Seats(market, id) > applied.GetValueOrDefault(id)).Take(RankBounds.MaxLength).ToHashSet();

                var candidates = scoring.Completion(student, without, spare);

                Assert.True(
                    all.Where(id => best.Contains(id) || bestSpare.Contains(id)).SequenceEqual(candidates.Select(one => one.Placement)), $"seed {seed}");
                Assert.Equal(Enumerable.Range(1, candidates.Length), candidates.Select(one => one.Rank));
                Assert.Equal(all.Take(RankBounds.MaxLength), scoring.Completion(student, without).Select(one => one.Placement));
                cut += candidates.Length < all.Count ? 1 : 0;
                spareOnly += bestSpare.Except(best).Any() ? 1 : 0;
            }
        }

        Assert.True(cut > 20 && spareOnly > 20, $"{cut} lists were cut, {spareOnly} had spare placements behind the best.");
    }

    /// <summary>A market with more placements than a student gets candidates.</summary>
    private static SmallMarket Joined(int seed) => SmallMarket.Create(seed) with
    {
        Placements =
        [
            .. Enumerable.Range(seed, MarketsJoined)
                .SelectMany(own => SmallMarket.Create(own).Placements)
                .Select((placement, number) => placement with { Id = PlacementId.Parse($"placement-{number}"), OpenSeats = number % 5 }),
        ],
    };

    private static int Seats(SmallMarket market, PlacementId id) => market.Placements.Single(one => one.Id == id).OpenSeats;

    /// <summary>Every placement with a seat for which the student is eligible, best first.</summary>
    private static IEnumerable<PlacementId> Ordered(SmallMarket market, StudentFacts student) => market.Placements
        .Where(placement => placement.OpenSeats > 0)
        .Select(placement => (placement.Id, Score: market.Scorer.Score(student, EngineFacts.Of(placement, market.Scorer.Table, SmallMarket.LegalMinimumAge))))
        .Where(one => one.Score is not null)
        .OrderByDescending(one => one.Score)
        .ThenBy(one => one.Id.Value, StringComparer.Ordinal)
        .Select(one => one.Id);
}
