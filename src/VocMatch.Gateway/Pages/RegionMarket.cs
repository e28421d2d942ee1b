using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Gateway.Pages;

/// <summary>What a market's page shows.</summary>
public sealed record RegionMarket(Region Region, MarketSummary Summary, TaxonomySnapshot Taxonomy)
{
    /// <summary>Largest first, then by name.</summary>
    public IEnumerable<OccupationBalance> Occupations => Summary.Occupations
        .OrderByDescending(balance => balance.Seats + balance.Students)
        .ThenBy(balance => OccupationName(balance.Occupation), StringComparer.Ordinal);

    public IEnumerable<Region> Neighbours => Region.Neighbours
        .Select(id => Taxonomy.Regions.GetValueOrDefault(id))
        .OfType<Region>()
        .OrderBy(region => region.Name, StringComparer.Ordinal);

    public string OccupationName(OccupationId id) => Taxonomy.Occupations.GetValueOrDefault(id)?.Name ?? id.Value;
}
