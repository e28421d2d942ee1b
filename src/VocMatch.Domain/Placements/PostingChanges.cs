using System.Collections.Immutable;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Placements;

namespace VocMatch.Domain.Placements;

/// <summary>Whom a changed posting concerns: who has an offer, an application or a place for it on a list decided on what it said before.</summary>
internal static class PostingChanges
{
    /// <param name="before">The row before the edit.</param>
    public static ImmutableArray<DomainEvent> Of(PlacementState before, PlacementPosting after) =>
        before.Entity is { } present && (present.Status == PlacementStatus.Published || PostingTerms.Bound(before).Any()) && Changed(present.Posting, after) is { Count: > 0 } changed
            ? [.. To(before, Concerned(before), string.Join(", ", changed))]
            : [];

    /// <param name="after">The row with its offers taken back, which notify their students themselves.</param>
    public static ImmutableArray<DomainEvent> OfClosing(PlacementState after) => [.. To(after, Applicants(after), "it has closed")];

    /// <summary>One event for everybody it is known to concern, and one for those who are still to be found: who ranked the placement.</summary>
    private static IEnumerable<DomainEvent> To(PlacementState state, IEnumerable<StudentId> students, string detail) => students
        .Distinct()
        .Select(student => new DomainEvent(EventKind.PostingChanged, state.Entity!.Id, student, Detail: detail))
        .Append(new(EventKind.PostingChanged, state.Entity!.Id, Detail: detail));

    private static IEnumerable<StudentId> Concerned(PlacementState state) => state.Seats().Offers.Live
        .Select(offer => offer.Offer.Student)
        .Concat(Applicants(state));

    private static IEnumerable<StudentId> Applicants(PlacementState state) => state.Applications
        .Where(application => application.Stage is not (ApplicationStage.Unsuccessful or ApplicationStage.Withdrawn))
        .Select(application => application.Student);

    /// <summary>What is different of that by which somebody decides, in words.</summary>
    private static List<string> Changed(PlacementPosting before, PlacementPosting after) =>
        [.. PostingMembers.Changed(before, after).Where(member => member.Change != MemberChange.Silent).Select(member => member.Words)];
}
