using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Markets;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Placements;

/// <summary>Asks the markets whose students may reach a placement for its best candidates and merges their answers under one epoch.</summary>
internal static class PlacementCandidates
{
    private const int Attempts = 5;

    public static async Task<Outcome<CandidateList>> Ask(IGrainFactory grains, Placement placement, int top, TaxonomySnapshot taxonomy)
    {
        if (RankedAnswer.Refused(top) is { } refusal)
        {
            return refusal;
        }

        return await StoreFailures.Answer<CandidateList>(
            async () =>
            {
                var markets = await Markets(grains, placement.Region);
                if (await Ask(markets, placement, top) is not { } now)
                {
                    return Changing;
                }

                var missing = now.SaysTooLittle ? AdvertisementAdvices.Missing(placement, taxonomy) : [];
                if (missing.IsEmpty)
                {
                    return now.List;
                }

                return await Ask(markets, AdvertisementAdvices.With(placement, missing), top) is { } then && then.List.Epoch == now.List.Epoch
                    ? now.List with { Advice = AdvertisementAdvices.Of(missing, now.List, then.List, taxonomy) }
                    : Changing;
            },
            "The markets could not be asked; ask again.");
    }

    private static Refusal Changing => Refusal.Unavailable("The markets changed while they were asked; ask again.");

    /// <returns>Null where the markets did not settle on one epoch.</returns>
    private static async Task<(CandidateList List, bool SaysTooLittle)?> Ask(IReadOnlyList<IMarketGrain> markets, Placement placement, int top)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var answers = await ManyGrains.Ask(markets, market => market.RankCandidates(placement, top));
            var latest = answers.Max(ranks => ranks.Epoch);
            if (answers.All(ranks => ranks.Epoch == latest))
            {
                return (Merge(placement.Id, answers, top), answers[0].SaysTooLittle);
            }

            await ManyGrains.Send(markets, market => market.Adopt(latest));
        }

        return null;
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

    /// <summary>The markets of the regions where students live who go to a region, whether it borders on theirs or not.</summary>
    public static async Task<IReadOnlyList<IMarketGrain>> Markets(IGrainFactory grains, RegionId region) =>
        [.. (await grains.GetGrain<IMarketGrain>(region.Value).SupplyingRegions()).Select(supplying => grains.GetGrain<IMarketGrain>(supplying.Value))];
}
