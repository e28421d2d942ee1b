using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Gateway.Pages;

/// <summary>What a student's page shows: the matches, and names for the ids in them.</summary>
/// <param name="Seat">Title of the placement where the student holds a seat today; null: none.</param>
/// <param name="HasLeft">The student is no longer in the program.</param>
public sealed record StudentPageMatches(
    MatchList Matches, IReadOnlyDictionary<EmployerId, string> EmployerNames, TaxonomySnapshot Taxonomy, string? Seat = null, bool HasLeft = false)
{
    public string EmployerName(EmployerId id) => EmployerNames.GetValueOrDefault(id, id.Value);

    public string RegionName(RegionId id) => Taxonomy.Regions.GetValueOrDefault(id)?.Name ?? id.Value;
}
