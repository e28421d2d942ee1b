using System.Collections.Immutable;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Outcomes;
using VocMatch.Grains.Markets;

namespace VocMatch.Grains.Students;

/// <summary>Asks the markets within a student's reach and merges their answers: all under one epoch, and exactly as one market of all of them would answer.</summary>
internal sealed class StudentMatches(IGrainFactory grains, LocalMarkets local)
{
    /// <summary>How often the markets are asked again because an epoch or a placement changed between two questions.</summary>
    private const int Attempts = 5;

    /// <exception cref="StoreUnavailableException">The markets did not settle on one answer.</exception>
    public async Task<MarketAnswer> Ask(StudentQuestion question, int top)
    {
        question = question with { Asking = Guid.NewGuid().ToString("N") };
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var answers = await Rank(question, top);
            if (answers is null)
            {
                continue;
            }

            var epoch = answers[0].Ranks.Epoch;
            var best = answers
                .SelectMany(market => market.Ranks.Ranks.Select(rank => (market.Region, rank.Placement, rank.Units)))
                .OrderByDescending(ranked => ranked.Units)
                .ThenBy(ranked => ranked.Placement.Value, StringComparer.Ordinal)
                .Take(top)
                .ToList();
            var ranked = best.Select(match => match.Placement).ToHashSet();
            var thin = answers
                .SelectMany(market => market.Ranks.Thin.Select(rank => (market.Region, rank.Placement, rank.Units)))
                .Where(found => !ranked.Contains(found.Placement))
                .OrderByDescending(found => found.Units)
                .ThenBy(found => found.Placement.Value, StringComparer.Ordinal)
                .Take(PlacementRanks.MaxThin)
                .ToList();
            if (await Explain(question, best, thin, epoch) is { } matches)
            {
                return new(
                    matches,
                    answers.All(market => market.Ranks.Stamp is not null) ? [.. answers.Select(market => (market.Region, market.Ranks.Stamp!.Value))] : null,
                    answers.Min(market => market.Ranks.Until));
            }
        }

        throw new StoreUnavailableException("The markets changed while they were asked; ask again.");
    }

    /// <summary>Whether the markets would still answer as they did when they had these stamps.</summary>
    public async ValueTask<bool> Stand(ImmutableArray<(RegionId Region, MarketStamp Stamp)> stamps)
    {
        foreach (var (region, stamp) in stamps)
        {
            if (local.Find(region) is { } market && market.Stamp != stamp)
            {
                return false;
            }
        }

        // What is elsewhere is asked last: most changes are found out without it.
        var elsewhere = stamps.Where(market => local.Find(market.Region) is null).ToList();
        return elsewhere.Count == 0
            || (await ManyGrains.Ask(elsewhere, async market => await Market(market.Region).Stamp() == market.Stamp)).All(stands => stands);
    }

    /// <summary>
    /// Asks the nearest market first: most of the best are there. Those of this silo follow one after another, and then the others at once: each need
    /// only look for what beats all that was found before it.
    /// </summary>
    /// <returns>Null where the markets do not score under one epoch yet.</returns>
    private async Task<List<(RegionId Region, PlacementRanks Ranks)>?> Rank(StudentQuestion question, int top)
    {
        var nearest = question.Regions.Contains(question.Profile.Region) ? question.Profile.Region : question.Regions[0];
        var answers = new List<(RegionId Region, PlacementRanks Ranks)>(question.Regions.Length);
        var best = new List<int>();
        var elsewhere = new List<RegionId>();
        Take(nearest, local.Find(nearest)?.Rank(question, top, least: 0) ?? await Market(nearest).Rank(question, top, least: 0));
        foreach (var region in question.Regions.Where(region => region != nearest))
        {
            if (local.Find(region) is { } market)
            {
                Take(region, market.Rank(question, top, Least()));
            }
            else
            {
                elsewhere.Add(region);
            }
        }

        var least = Least();
        answers.AddRange(await ManyGrains.Ask(elsewhere, async region => (region, await Market(region).Rank(question, top, least))));
        var latest = answers.Max(answer => answer.Ranks.Epoch);
        var behind = answers.Where(answer => answer.Ranks.Epoch != latest).Select(answer => answer.Region).ToList();
        if (behind.Count == 0)
        {
            return answers;
        }

        await ManyGrains.Send(behind, region => Market(region).Adopt(latest));
        return null;

        void Take(RegionId region, PlacementRanks ranks)
        {
            answers.Add((region, ranks));
            best.AddRange(ranks.Ranks.Select(rank => rank.Units));
            best.Sort(static (a, b) => b.CompareTo(a));
            best.RemoveRange(Math.Min(top, best.Count), Math.Max(0, best.Count - top));
        }

        int Least() => best.Count == top ? best[^1] : 0;
    }

    /// <returns>Null where a placement or the epoch has gone since it was ranked.</returns>
    private async Task<MatchList?> Explain(
        StudentQuestion question,
        List<(RegionId Region, PlacementId Placement, int Units)> best,
        List<(RegionId Region, PlacementId Placement, int Units)> thin,
        int epoch)
    {
        var (ranked, apart) = (best.ToLookup(found => found.Region, found => found.Placement), thin.ToLookup(found => found.Region, found => found.Placement));
        var explained = await ManyGrains.Ask(
            best.Concat(thin).Select(found => found.Region).Distinct(),
            async region => local.Find(region) is { } market
                ? market.Explain(question, [.. ranked[region]], [.. apart[region]])
                : await Market(region).ExplainAll(question, [.. ranked[region]], [.. apart[region]]));
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

    private IMarketGrain Market(RegionId region) => grains.GetGrain<IMarketGrain>(region.Value);
}

/// <summary>What the markets answered.</summary>
/// <param name="Stamps">Of all that were asked, before they were; null where one of them gives none.</param>
/// <param name="Until">The last instant at which the answer is right though nothing changes; null: there is none.</param>
internal sealed record MarketAnswer(MatchList Matches, ImmutableArray<(RegionId Region, MarketStamp Stamp)>? Stamps, DateTimeOffset? Until);
