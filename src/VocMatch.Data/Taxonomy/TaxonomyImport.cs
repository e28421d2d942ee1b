using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Data.Tables;

namespace VocMatch.Data.Taxonomy;

/// <summary>A published classification as items of the taxonomy, and what of it was left out.</summary>
/// <param name="Source">As its items name it; those of the same source that it does not have any more are retired.</param>
public sealed record TaxonomyImport(TaxonomyChanges Changes, IReadOnlyList<FileNote> Notes, string Source)
{
    /// <summary>Groups that the files say nothing about, because one of them is not there: who belongs to such a group goes on to.</summary>
    public Func<SkillGroupId, bool> IsSilentOn { get; init; } = _ => false;

    /// <summary>Skills that the files say nothing about: they are not retired, and occupations go on to need them.</summary>
    public Func<Skill, bool> IsSilentOnSkill { get; init; } = _ => false;
}
