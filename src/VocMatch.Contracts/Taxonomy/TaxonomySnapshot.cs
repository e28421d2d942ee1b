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

    /// <summary>Whether a skill is asked for in every kind of work: one of its groups says so, or one above it that is nearest and says anything.</summary>
    public bool IsTransversal(Skill skill)
    {
        foreach (var group in skill.Groups)
        {
            if (IsTransversal(group))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsTransversal(SkillGroupId group)
    {
        // A taxonomy that was imported badly may hold a circle.
        for (var steps = 0; steps < 16 && SkillGroups.GetValueOrDefault(group) is { } found; steps++)
        {
            if (found.Transversal is { } said)
            {
                return said;
            }

            if (group == EscoTransversal || found.Parent is not { } parent)
            {
                return group == EscoTransversal;
            }

            group = parent;
        }

        return group == EscoTransversal;
    }
}

/// <summary>Items to add or to replace by id.</summary>
public sealed record TaxonomyChanges(
    IReadOnlyList<Region> Regions,
    IReadOnlyList<SkillGroup> SkillGroups,
    IReadOnlyList<Skill> Skills,
    IReadOnlyList<Occupation> Occupations);
