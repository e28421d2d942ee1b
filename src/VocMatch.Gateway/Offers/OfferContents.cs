using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;

namespace VocMatch.Gateway.Offers;

/// <summary>An offer to be made: to a candidate as the list of candidates names them, or to a student by id.</summary>
/// <param name="ExpiresAt">Last instant for an answer, inclusive; in the future, at most a year away.</param>
/// <param name="Candidate">The student's pseudonym at this placement; or else <paramref name="Student"/>.</param>
/// <param name="HoldsSeat">A seat is kept free until then; otherwise the first to accept gets it.</param>
/// <param name="WaitIfFull">Where no seat is free to hold, the student joins the waiting list instead of the offer being refused.</param>
/// <param name="Message">At most 2,000 characters.</param>
public sealed record OfferContent(
    DateTimeOffset ExpiresAt,
    string? Candidate = null,
    StudentId? Student = null,
    bool HoldsSeat = true,
    bool WaitIfFull = true,
    string? Message = null);

/// <param name="Reason">Told to the other side, at most 500 characters.</param>
public sealed record ReasonContent(string Reason);

/// <summary>What may be said along with an answer.</summary>
public sealed record OptionalReasonContent
{
    /// <summary>Told to the employer, at most 500 characters; may be left out.</summary>
    public string? Reason { get; init; }
}

/// <param name="Until">Last instant for an answer, inclusive.</param>
public sealed record DeadlineContent(DateTimeOffset Until);

/// <summary>Other terms for those who have an offer or a seat.</summary>
/// <param name="Posting">The whole posting, as it would be.</param>
/// <param name="AnswerBy">Last instant for an answer, inclusive; in the future, at most 60 days away.</param>
public sealed record ProposalContent(PlacementPosting Posting, DateTimeOffset AnswerBy);

/// <param name="Proposal">The number of the proposal that is answered, as the offer names it.</param>
/// <param name="Agreed">True: the student agrees. It cannot be changed.</param>
public sealed record TermsAnswerContent(int Proposal, bool Agreed);

/// <param name="Feedback">What the student is told, at most 2,000 characters.</param>
public sealed record FeedbackContent(string Feedback);

/// <param name="Shared">True: the employer sees who applies. It cannot be taken back but with the application.</param>
public sealed record ApplicationContent(bool Shared);
