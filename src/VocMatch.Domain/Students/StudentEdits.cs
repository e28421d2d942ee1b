using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Domain.Students;

/// <summary>What a profile makes of a student.</summary>
internal static class StudentEdits
{
    /// <param name="program">The program named by the profile, null where there is none of that id.</param>
    /// <param name="employers">Those of the barred employers that exist.</param>
    public static Outcome<StudentState> Edit(
        StudentId id,
        StudentState state,
        StudentProfile profile,
        bool schoolExists,
        Program? program,
        IReadOnlySet<EmployerId> employers,
        TaxonomySnapshot taxonomy)
    {
        if (StudentRules.Check(profile, schoolExists, program, employers, taxonomy) is { Length: > 0 } broken)
        {
            return Refusal.Invalid(broken);
        }

        var present = state.Entity;
        return state with
        {
            Entity = new Student(id, profile, present?.Preferences ?? [], present?.Version ?? 0, present?.Commitments, present?.Held),
            ReviewDue = state.HasStandingOffers() ? true : state.ReviewDue,
            MovedFrom = present is not null && present.Profile.Region != profile.Region ? present.Profile.Region : state.MovedFrom,
        };
    }
}
