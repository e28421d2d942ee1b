using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Gateway.Pages;

/// <summary>What a student's page shows: the matches, and names for the ids in them.</summary>
public sealed record StudentMatches(MatchList Matches, IReadOnlyDictionary<EmployerId, string> EmployerNames, TaxonomySnapshot Taxonomy)
{
    public string EmployerName(EmployerId id) => EmployerNames.GetValueOrDefault(id, id.Value);

    public string RegionName(RegionId id) => Taxonomy.Regions.GetValueOrDefault(id)?.Name ?? id.Value;
}
