using System.Globalization;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Placements;

/// <summary>Asks the markets around a placement for its best candidates and merges their answers under one epoch.</summary>
internal static class PlacementCandidates
{
    private const int Max = 100;

    private const int Attempts = 5;

    public static async Task<Outcome<CandidateList>> Ask(IGrainFactory grains, TaxonomySnapshot taxonomy, Placement placement, int top)
    {
        if (top is < 1 or > Max)
        {
            return Refusal.Invalid([new("top", top.ToString(CultureInfo.InvariantCulture), $"A whole number from 1 to {Max}.")]);
        }

        var markets = Around(placement.Region, taxonomy).Select(region => grains.GetGrain<IMarketGrain>(region.Value)).ToList();
        return await StoreFailures.Answer<CandidateList>(
            async () =>
            {
                for (var attempt = 0; attempt < Attempts; attempt++)
                {
                    var answers = await ManyGrains.Map(markets, market => market.RankCandidates(placement, top));
                    var latest = answers.Max(ranks => ranks.Epoch);
                    if (answers.All(ranks => ranks.Epoch == latest))
                    {
                        return Merge(placement.Id, answers, top);
                    }

                    await ManyGrains.Each(markets, market => market.Adopt(latest));
                }

                return Refusal.Unavailable("The markets changed while they were asked; ask again.");
            },
            "The markets could not be asked; ask again.");
    }

    private static CandidateList Merge(PlacementId placement, CandidateRanks[] answers, int top) => new(
        placement,
        answers[0].Epoch,
        answers[0].Policy,
        [
            .. answers.SelectMany(ranks => ranks.Ranks)
                .OrderByDescending(rank => rank.Units)
                .ThenBy(rank => rank.Student.Value, StringComparer.Ordinal)
                .Take(top)
                .Select(rank => rank.Candidate),
        ]);

    /// <summary>The region, and every region that borders on it by its own list or by the other's.</summary>
    public static IEnumerable<RegionId> Around(RegionId region, TaxonomySnapshot taxonomy) =>
        taxonomy.Regions.Values
            .Where(other => other.Id == region
                || other.Neighbours.Contains(region)
                || (taxonomy.Regions.TryGetValue(region, out var own) && own.Neighbours.Contains(other.Id)))
            .Select(other => other.Id);
}
