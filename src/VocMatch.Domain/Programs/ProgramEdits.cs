using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Domain.Programs;

/// <summary>What content makes of a program.</summary>
internal static class ProgramEdits
{
    /// <param name="publish">Puts the content in force.</param>
    public static Outcome<ProgramState> Edit(
        ProgramId id, ProgramState state, ProgramContent content, bool publish, bool schoolExists, TaxonomySnapshot taxonomy, DateTimeOffset now)
    {
        if (ProgramRules.Check(content, schoolExists, taxonomy) is { Length: > 0 } broken)
        {
            return Refusal.Invalid(broken);
        }

        var edited = publish ? ProgramRevisions.EditAndPublish(id, state.Entity, content, now) : ProgramRevisions.Edit(id, state.Entity, content);
        return edited.Succeeded ? state.Revised(edited.Value, now) : edited.Refusal;
    }
}
