using System.Collections.Immutable;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;

namespace VocMatch.Grains.Trends;

/// <summary>Keeps the demand of one region by month; the key is the region's id.</summary>
[Alias("VocMatch.IDemandHistoryGrain")]
internal interface IDemandHistoryGrain : IGrainWithStringKey
{
    Task<DemandHistory?> Find();

    /// <summary>Keeps the months behind those that are kept; the others stay as they are. Repeating it changes nothing.</summary>
    Task Keep(DemandHistory counted);
}

/// <summary>Reads what was kept of regions.</summary>
internal sealed class DemandHistories(IGrainFactory grains)
{
    /// <summary>Those regions of which something was kept.</summary>
    public async Task<ImmutableArray<DemandHistory>> Of(ImmutableArray<RegionId> regions) =>
        [.. (await ManyGrains.Ask(regions, region => grains.GetGrain<IDemandHistoryGrain>(region.Value).Find())).OfType<DemandHistory>()];
}
