using System.Collections.Immutable;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Rules;

namespace VocMatch.Domain.Employers;

/// <summary>What a profile must meet to be stored, each rule with its field.</summary>
internal static class EmployerRules
{
    public const int MaxSites = 1000;

    public static ImmutableArray<Violation> Check(EmployerProfile profile, TaxonomySnapshot taxonomy)
    {
        var violations = new Violations();
        violations.Line("name", profile.Name);
        violations.OptionalLine("officialNumber", profile.OfficialNumber, 64);
        violations.Range("staffCount", profile.StaffCount, 0, 10_000_000);
        violations.Range("internCap", profile.InternCap, 0, 1_000_000);
        violations.Require(profile.Sites.Length > 0, "sites", null, "At least one site: placements are at a site.");
        violations.Count("sites", profile.Sites, MaxSites);
        violations.Distinct("sites", profile.Sites, site => site.Id, ".id");
        var sites = profile.Sites.DistinctBy(s => s.Id).ToDictionary(s => s.Id);
        for (var i = 0; i < profile.Sites.Length; i++)
        {
            var site = profile.Sites[i];
            violations.Line($"sites[{i}].name", site.Name);
            violations.Region($"sites[{i}].region", site.Region, taxonomy);
            violations.Point($"sites[{i}].location", site.Location);
            if (site.PartOf is { } whole)
            {
                violations.Require(
                    sites.ContainsKey(whole), $"sites[{i}].partOf", whole.Value, $"The employer has no site '{whole.Value}'.");
                violations.Require(
                    EndsAtARoot(site, sites), $"sites[{i}].partOf", whole.Value, "A site may not be part of itself.");
            }
        }

        return violations.ToImmutable();
    }

    /// <summary>Follows <see cref="Site.PartOf"/> upwards, at most once through every site.</summary>
    private static bool EndsAtARoot(Site site, Dictionary<SiteId, Site> sites)
    {
        for (var steps = 0; steps <= sites.Count; steps++)
        {
            if (site.PartOf is not { } whole || !sites.TryGetValue(whole, out var above))
            {
                return true;
            }

            site = above;
        }

        return false;
    }
}
