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

    /// <summary>The root of ESCO's pillar T, "transversal skills and competences", by its published identifier.</summary>
    private static readonly SkillGroupId EscoTransversal = SkillGroupId.Parse("esco-04a13491-b58c-4d33-8b59-8fad0d55fe9e");

    public static TaxonomySnapshot Empty { get; } = new(0, [], [], [], []);

    /// <summary>Grows with every change.</summary>
    public long Version { get; }

    public FrozenDictionary<RegionId, Region> Regions { get; }

    public FrozenDictionary<SkillGroupId, SkillGroup> SkillGroups { get; }

    public FrozenDictionary<SkillId, Skill> Skills { get; }

    public FrozenDictionary<OccupationId, Occupation> Occupations { get; }

    /// <summary>Whether ESCO calls a skill transversal: asked for in every kind of work.</summary>
    public bool IsEscoTransversal(Skill skill)
    {
        foreach (var group in skill.Groups)
        {
            // A taxonomy that was imported badly may hold a circle.
            var (at, steps) = ((SkillGroupId?)group, 0);
            while (at is { } id && id != EscoTransversal && steps++ < 16)
            {
                at = SkillGroups.GetValueOrDefault(id)?.Parent;
            }

            if (at == EscoTransversal)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Items to add or to replace by id.</summary>
public sealed record TaxonomyChanges(
    IReadOnlyList<Region> Regions,
    IReadOnlyList<SkillGroup> SkillGroups,
    IReadOnlyList<Skill> Skills,
    IReadOnlyList<Occupation> Occupations);
