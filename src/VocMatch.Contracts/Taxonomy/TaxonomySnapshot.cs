using System.Collections.Frozen;
using VocMatch.Contracts.Identity;

namespace VocMatch.Contracts.Taxonomy;

/// <summary>The whole taxonomy at one version, immutable, shared by everything in a process.</summary>
public sealed class TaxonomySnapshot
{
    public TaxonomySnapshot(
        long version,
        IEnumerable<Region> regions,
        IEnumerable<SkillGroup> skillGroups,
        IEnumerable<Skill> skills,
        IEnumerable<Occupation> occupations)
    {
        Version = version;
        Regions = regions.ToFrozenDictionary(r => r.Id);
        SkillGroups = skillGroups.ToFrozenDictionary(g => g.Id);
        Skills = skills.ToFrozenDictionary(s => s.Id);
        Occupations = occupations.ToFrozenDictionary(o => o.Id);
    }

    public static TaxonomySnapshot Empty { get; } = new(0, [], [], [], []);

    /// <summary>Grows with every change.</summary>
    public long Version { get; }

    public FrozenDictionary<RegionId, Region> Regions { get; }

    public FrozenDictionary<SkillGroupId, SkillGroup> SkillGroups { get; }

    public FrozenDictionary<SkillId, Skill> Skills { get; }

    public FrozenDictionary<OccupationId, Occupation> Occupations { get; }
}

/// <summary>Items to add or to replace by id.</summary>
public sealed record TaxonomyChanges(
    IReadOnlyList<Region> Regions,
    IReadOnlyList<SkillGroup> SkillGroups,
    IReadOnlyList<Skill> Skills,
    IReadOnlyList<Occupation> Occupations);
