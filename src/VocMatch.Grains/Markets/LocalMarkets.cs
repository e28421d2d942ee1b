using System.Collections.Concurrent;
using VocMatch.Contracts.Identity;

namespace VocMatch.Grains.Markets;

/// <summary>
/// The markets that are active on this silo. Their questions run on whichever thread asks, so whoever is on the same silo asks them without a
/// call, and only the others by their grains.
/// </summary>
internal sealed class LocalMarkets
{
    private readonly ConcurrentDictionary<RegionId, MarketQuestions> _markets = [];

    public void Add(MarketQuestions market) => _markets[market.Region] = market;

    /// <summary>Takes out this one, but not another that is active by now.</summary>
    public void Remove(MarketQuestions market) => _markets.TryRemove(KeyValuePair.Create(market.Region, market));

    /// <summary>Null where the region's market is on another silo, or nowhere yet.</summary>
    public MarketQuestions? Find(RegionId region) => _markets.GetValueOrDefault(region);
}
