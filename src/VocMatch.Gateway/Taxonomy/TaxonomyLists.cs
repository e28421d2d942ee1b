using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Reading;

namespace VocMatch.Gateway.Taxonomy;

/// <summary>The lists of the snapshot in force, sorted once for each snapshot.</summary>
internal sealed class TaxonomyLists(ITaxonomy taxonomy)
{
    private Sorted? _sorted;

    public TaxonomyList<Region> Regions => Current().Regions;

    public TaxonomyList<SkillGroup> SkillGroups => Current().SkillGroups;

    public TaxonomyList<Skill> Skills => Current().Skills;

    public TaxonomyList<Occupation> Occupations => Current().Occupations;

    /// <summary>Two requests may sort the same snapshot at once; either result serves.</summary>
    private Sorted Current()
    {
        var snapshot = taxonomy.Current;
        var sorted = Volatile.Read(ref _sorted);
        if (!ReferenceEquals(sorted?.Snapshot, snapshot))
        {
            sorted = new(
                snapshot,
                new(snapshot.Regions.Values, region => region.Id.Value, region => [region.Name]),
                new(snapshot.SkillGroups.Values, group => group.Id.Value, group => [group.Name]),
                new(snapshot.Skills.Values, skill => skill.Id.Value, skill => [skill.Name, .. skill.AlternativeNames]),
                new(
                    snapshot.Occupations.Values,
                    occupation => occupation.Id.Value,
                    occupation => [occupation.Name, .. occupation.AlternativeNames],
                    occupation => occupation.Code));
            Volatile.Write(ref _sorted, sorted);
        }

        return sorted!;
    }

    private sealed record Sorted(
        TaxonomySnapshot Snapshot,
        TaxonomyList<Region> Regions,
        TaxonomyList<SkillGroup> SkillGroups,
        TaxonomyList<Skill> Skills,
        TaxonomyList<Occupation> Occupations);
}
