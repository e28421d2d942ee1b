using System.Collections.Immutable;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Domain.Reading;

namespace VocMatch.Grains.Markets;

/// <summary>
/// Where the students live who go to one region, and whom the market of a region has to notify that its students go there. A region that asks
/// for the first time learns it from all markets; from then on each market says so before it acknowledges a student who goes to another region
/// than those before. Both sides only add: a market none of whose students goes there any more says so without a search.
/// </summary>
/// <remarks>Used on its grain's turns only.</remarks>
internal sealed class SupplyingRegions(RegionId own, IGrainFactory grains, ITaxonomy taxonomy)
{
    private readonly HashSet<RegionId> _notified = [own];
    private HashSet<RegionId> _known = [own];
    private HashSet<RegionId> _added = [];
    private Task? _learning;

    /// <summary>In the order of their ids.</summary>
    public async Task<ImmutableArray<RegionId>> All()
    {
        if (_learning is null or { IsFaulted: true } or { IsCanceled: true })
        {
            _learning = Learn();
        }

        await _learning;
        var regions = taxonomy.Current.Regions;
        return [.. _known.Where(region => region == own || regions.ContainsKey(region)).OrderBy(region => region.Value, StringComparer.Ordinal)];
    }

    public void Add(RegionId region)
    {
        _known.Add(region);
        _added.Add(region);
    }

    /// <summary>Has the next question learn it anew, for where a market and a message of it were lost together.</summary>
    public void Forget() => _learning = null;

    /// <summary>Notifies the markets of regions that students who live here go to, each once.</summary>
    public Task Notify(IEnumerable<RegionId> reached)
    {
        var regions = taxonomy.Current.Regions;
        return ManyGrains.Send(reached.Where(region => !_notified.Contains(region) && regions.ContainsKey(region)).Distinct(), async region =>
        {
            await grains.GetGrain<IMarketGrain>(region.Value).AddSupplyingRegion(own);
            _notified.Add(region);
        });
    }

    private async Task Learn()
    {
        _added = [];
        var answers = await ManyGrains.Ask(
            taxonomy.Current.Regions.Keys.Where(region => region != own),
            async region => (region, Reached: await grains.GetGrain<IMarketGrain>(region.Value).ReachedRegions()));
        _known = [own, .. answers.Where(answer => answer.Reached.Contains(own)).Select(answer => answer.region), .. _added];
    }
}
