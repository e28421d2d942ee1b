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

/// <summary>The snapshot in force in this process. Read it once per operation, not once per item.</summary>
public interface ITaxonomy
{
    TaxonomySnapshot Current { get; }

    /// <summary>Takes over what the store holds now, for callers that must see their own import.</summary>
    Task Refresh(CancellationToken cancellation = default);
}

/// <summary>Where the taxonomy is kept: rows of a table, one an item.</summary>
public interface ITaxonomyStore
{
    Task<long> Version(CancellationToken cancellation);

    Task<TaxonomySnapshot> Load(CancellationToken cancellation);

    /// <summary>Adds or replaces items in one transaction, and raises the version where anything changed.</summary>
    Task Save(TaxonomyChanges changes, CancellationToken cancellation);
}

/// <summary>Items to add or to replace by id.</summary>
public sealed record TaxonomyChanges(
    IReadOnlyList<Region> Regions,
    IReadOnlyList<SkillGroup> SkillGroups,
    IReadOnlyList<Skill> Skills,
    IReadOnlyList<Occupation> Occupations);
