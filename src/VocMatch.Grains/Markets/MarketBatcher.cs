using System.Collections.Concurrent;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;

namespace VocMatch.Grains.Markets;

/// <summary>Sends what this silo's grains notify their markets of, many messages a call.</summary>
/// <remarks>It keeps nothing: who was not acknowledged sends again, and a market compares itself with the read side.</remarks>
internal sealed class MarketBatcher(IGrainFactory grains)
{
    /// <summary>As many messages are in one call at most; whoever keeps fewer waiting makes smaller calls.</summary>
    public const int MaxBatch = Batcher<Placement>.MaxBatch;

    private readonly ConcurrentDictionary<RegionId, Batcher<Placement>> _placements = [];
    private readonly ConcurrentDictionary<RegionId, Batcher<StudentQuestion>> _supplies = [];
    private readonly ConcurrentDictionary<RegionId, Batcher<Program>> _programs = [];

    /// <summary>Ends when the market has acknowledged.</summary>
    public Task Send(RegionId region, Placement placement) =>
        _placements.GetOrAdd(region, r => new(batch => Market(r).UpsertAll(batch))).Send(placement);

    /// <inheritdoc cref="Send(RegionId, Placement)"/>
    public Task Send(RegionId region, StudentQuestion supply) =>
        _supplies.GetOrAdd(region, r => new(batch => Market(r).UpsertSupplies(batch))).Send(supply);

    /// <inheritdoc cref="Send(RegionId, Placement)"/>
    public Task Send(RegionId region, Program program) =>
        _programs.GetOrAdd(region, r => new(batch => Market(r).UpsertPrograms(batch))).Send(program);

    private IMarketGrain Market(RegionId region) => grains.GetGrain<IMarketGrain>(region.Value);
}
