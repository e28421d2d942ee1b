using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Grains.Students;

/// <summary>Asks the markets within a student's reach and merges their answers: all under one epoch, and exactly as one market of all of them would answer.</summary>
internal static class StudentMatches
{
    /// <summary>How often the markets are asked again because an epoch or a placement changed between two questions.</summary>
    private const int Attempts = 5;

    /// <exception cref="StoreUnavailableException">The markets did not settle on one answer.</exception>
    public static async Task<MatchList> Ask(IGrainFactory grains, StudentQuestion question, int top)
    {
        question = question with { Asking = Guid.NewGuid().ToString("N") };
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var answers = await Rank(grains, question, top);
            if (answers is null)
            {
                continue;
            }

            var epoch = answers.Values.First().Epoch;
            var best = answers
                .SelectMany(market => market.Value.Ranks.Select(rank => (Region: market.Key, rank.Placement, rank.Units)))
                .OrderByDescending(ranked => ranked.Units)
                .ThenBy(ranked => ranked.Placement.Value, StringComparer.Ordinal)
                .Take(top)
                .ToList();
            var ranked = best.Select(match => match.Placement).ToHashSet();
            var thin = answers
                .SelectMany(market => market.Value.Thin.Select(rank => (Region: market.Key, rank.Placement, rank.Units)))
                .Where(found => !ranked.Contains(found.Placement))
                .OrderByDescending(found => found.Units)
                .ThenBy(found => found.Placement.Value, StringComparer.Ordinal)
                .Take(PlacementRanks.MostThin)
                .ToList();
            if (await Explain(grains, question, best, thin, epoch) is { } matches)
            {
                return matches;
            }
        }

        throw new StoreUnavailableException("The markets changed while they were asked; ask again.");
    }

    /// <summary>Asks the nearest market first: most of the best are there, and the others need only look for what beats them.</summary>
    /// <returns>Null where the markets do not score under one epoch yet.</returns>
    private static async Task<Dictionary<RegionId, PlacementRanks>?> Rank(IGrainFactory grains, StudentQuestion question, int top)
    {
        var nearest = question.Regions.Contains(question.Profile.Region) ? question.Profile.Region : question.Regions[0];
        var first = await Market(grains, nearest).Rank(question, top, least: 0);
        var least = first.Ranks.Length == top ? first.Ranks[^1].Units : 0;
        var others = await ManyGrains.Ask(
            question.Regions.Where(region => region != nearest), async region => (region, await Market(grains, region).Rank(question, top, least)));
        var answers = others.Append((nearest, first)).ToDictionary();
        var latest = answers.Values.Max(ranks => ranks.Epoch);
        var behind = answers.Where(answer => answer.Value.Epoch != latest).Select(answer => answer.Key).ToList();
        if (behind.Count == 0)
        {
            return answers;
        }

        await ManyGrains.Send(behind, region => Market(grains, region).Adopt(latest));
        return null;
    }

    /// <returns>Null where a placement or the epoch has gone since it was ranked.</returns>
    private static async Task<MatchList?> Explain(
        IGrainFactory grains,
        StudentQuestion question,
        List<(RegionId Region, PlacementId Placement, int Units)> best,
        List<(RegionId Region, PlacementId Placement, int Units)> thin,
        int epoch)
    {
        var (ranked, apart) = (best.ToLookup(found => found.Region, found => found.Placement), thin.ToLookup(found => found.Region, found => found.Placement));
        var explained = await ManyGrains.Ask(
            best.Concat(thin).Select(found => found.Region).Distinct(),
            region => Market(grains, region).ExplainAll(question, [.. ranked[region]], [.. apart[region]]));
        if (explained.Any(list => list.Epoch != epoch))
        {
            return null;
        }

        var matches = explained.SelectMany(list => list.Matches).ToDictionary(match => match.Placement);
        var policy = explained.Select(list => list.Policy).FirstOrDefault();
        var tooLittle = explained.SelectMany(list => list.SaysTooLittle).ToDictionary(match => match.Placement);
        return best.All(found => matches.ContainsKey(found.Placement)) && thin.All(found => tooLittle.ContainsKey(found.Placement))
            ? new MatchList(
                question.Student, epoch, policy, [.. best.Select(found => matches[found.Placement])], [.. thin.Select(found => tooLittle[found.Placement])])
            : null;
    }

    private static IMarketGrain Market(IGrainFactory grains, RegionId region) => grains.GetGrain<IMarketGrain>(region.Value);
}
