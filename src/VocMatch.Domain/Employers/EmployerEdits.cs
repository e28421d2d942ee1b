using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Domain.Employers;

/// <summary>What a profile makes of an employer.</summary>
internal static class EmployerEdits
{
    public static Outcome<EmployerState> Edit(EmployerId id, EmployerState state, EmployerProfile profile, TaxonomySnapshot taxonomy) =>
        EmployerRules.Check(profile, taxonomy) is { Length: > 0 } broken
            ? Refusal.Invalid(broken)
            : state with { Entity = new Employer(id, profile, state.Entity?.Version ?? 0) };
}
