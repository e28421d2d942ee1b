using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Tasks;

namespace VocMatch.Contracts.Events;

/// <summary>What happened. Names are kept in stores and shown to subscribers: never renamed.</summary>
public enum EventKind
{
    OfferMade,
    OfferQueued,
    OfferPromoted,
    OfferAccepted,
    OfferDeclined,
    OfferWithdrawn,
    OfferExpired,
    OfferReleased,
    TimeAsked,
    TimeGranted,
    TimeRefused,
    SeatFreed,
    SeatsChanged,
    SeatsReserved,
    ReservationEnded,
    StudentCommitted,
    CommitmentReleased,
    ApplicationMoved,
    RoundOpened,
    RoundLocked,
    RoundUnlocked,
    RoundSolving,
    RoundSolvingFailed,
    RoundSolved,
    RoundReworked,
    RoundPublished,
    RoundClosed,
    RoundCancelled,
    PlacementPublished,
    PlacementClosed,
    PostingChanged,
    SwapAsked,
    TaskRaised,
    TaskDone,
    OfferPassedOver,
    TermsProposed,
    TermsAgreed,
    TermsRefused,
    WorkFailed,
}

/// <summary>One change of state, with everybody it concerns.</summary>
/// <param name="Detail">A reason or a figure, fit to be shown; never a person's data.</param>
/// <param name="Task">What somebody has to see to since then; null for an event that asks nothing of anybody.</param>
/// <param name="School">The student's, where it is to be notified.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.DomainEvent")]
public sealed record DomainEvent(
    EventKind Kind,
    PlacementId? Placement = null,
    StudentId? Student = null,
    OfferId? Offer = null,
    RoundId? Round = null,
    EmployerId? Employer = null,
    string? Detail = null,
    TaskNote? Task = null,
    SchoolId? School = null);

/// <summary>An event as its source recorded it, in the same write as the change.</summary>
/// <param name="Id">Source and first sequence: the same at each delivery, what a receiver recognises a repetition by.</param>
/// <param name="Sequence">Counts the source's events from 1 without a gap; one that is sent again after it was set aside has a later one.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.RecordedEvent")]
public sealed record RecordedEvent(string Id, string Source, long Sequence, DateTimeOffset At, DomainEvent Event);

/// <summary>A person's or organisation's copy of an event.</summary>
/// <param name="Id">Event and recipient: delivering it twice leaves one.</param>
/// <param name="Recipient">Kind and id: <c>student:s1</c>, <c>school:c1</c>, <c>employer:e1</c>, <c>round:r1</c> (its officers).</param>
/// <param name="Text">One sentence.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.Notification")]
public sealed record Notification(string Id, string Recipient, DateTimeOffset At, DomainEvent Event, string Text);

/// <summary>
/// An event that a receiver refused five times, or was not reached for during a day; or work that a change left to be done and that failed
/// though nothing was lost (<see cref="EventKind.WorkFailed"/>). Visible, and sent or done again by hand.
/// </summary>
/// <param name="Receiver">Who did not take it, or several, with a comma between them; null in rows of before they were kept apart.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.DeadLetter")]
public sealed record DeadLetter(RecordedEvent Event, int Attempts, DateTimeOffset BuriedAt, string LastError, string? Receiver = null);
