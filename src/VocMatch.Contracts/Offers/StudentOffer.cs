using System.Collections.Immutable;
using VocMatch.Contracts.Eligibility;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.States;

namespace VocMatch.Contracts.Offers;

/// <summary>Where an offer stands for the student. The -ing states are steps that are recorded and not yet answered by the placement.</summary>
public enum StudentOfferStatus
{
    /// <summary>On the placement's waiting list.</summary>
    Waiting,

    /// <summary>Waits for the student's answer.</summary>
    Received,

    /// <summary>The student said yes; the placement has not said whether the seat is theirs.</summary>
    Accepting,

    /// <summary>The seat is the student's: a commitment.</summary>
    Committed,

    /// <summary>The student said no; the placement has not confirmed.</summary>
    Declining,
    Declined,

    /// <summary>The student gives the seat up; the placement has not confirmed.</summary>
    Releasing,
    Released,
    Withdrawn,
    Expired,
}

/// <summary>What happens to an offer on the student's side.</summary>
public enum StudentOfferAction
{
    Accept,
    Decline,
    Release,

    /// <summary>The placement says that the offer waits for a seat.</summary>
    SeeWaiting,

    /// <summary>The placement says that the offer is open.</summary>
    SeeOpen,
    SeeAccepted,
    SeeDeclined,
    SeeWithdrawn,
    SeeExpired,
    SeeReleased,
}

/// <summary>Which action leads from which status to which on the student's side.</summary>
public static class StudentOfferTransitions
{
    /// <summary>While a step waits for its answer only that answer moves it on: a notice that crosses it changes nothing.</summary>
    public static TransitionTable<StudentOfferStatus, StudentOfferAction> Table { get; } = Build();

    private static TransitionTable<StudentOfferStatus, StudentOfferAction> Build()
    {
        (StudentOfferStatus From, StudentOfferAction Action, StudentOfferStatus To)[] own =
        [
            (StudentOfferStatus.Waiting, StudentOfferAction.Decline, StudentOfferStatus.Declining),
            (StudentOfferStatus.Received, StudentOfferAction.Accept, StudentOfferStatus.Accepting),
            (StudentOfferStatus.Received, StudentOfferAction.Decline, StudentOfferStatus.Declining),
            (StudentOfferStatus.Committed, StudentOfferAction.Release, StudentOfferStatus.Releasing),
        ];
        StudentOfferStatus[] undecided = [StudentOfferStatus.Waiting, StudentOfferStatus.Received, StudentOfferStatus.Accepting];
        StudentOfferStatus[] holding = [.. undecided, StudentOfferStatus.Committed, StudentOfferStatus.Releasing];
        return new(
            StudentOfferStatus.Received,
            [
                .. own,
                .. undecided.SelectMany(SeenStanding),
                .. holding.Append(StudentOfferStatus.Declining).SelectMany(SeenOver),
                .. holding.Select(from => (from, StudentOfferAction.SeeAccepted, StudentOfferStatus.Committed)),

                // Whoever said no keeps no seat.
                (StudentOfferStatus.Declining, StudentOfferAction.SeeAccepted, StudentOfferStatus.Releasing),
            ]);
    }

    private static IEnumerable<(StudentOfferStatus From, StudentOfferAction Action, StudentOfferStatus To)> SeenStanding(StudentOfferStatus from) =>
    [
        (from, StudentOfferAction.SeeWaiting, StudentOfferStatus.Waiting),
        (from, StudentOfferAction.SeeOpen, StudentOfferStatus.Received),
    ];

    private static IEnumerable<(StudentOfferStatus From, StudentOfferAction Action, StudentOfferStatus To)> SeenOver(StudentOfferStatus from) =>
    [
        (from, StudentOfferAction.SeeDeclined, StudentOfferStatus.Declined),
        (from, StudentOfferAction.SeeWithdrawn, StudentOfferStatus.Withdrawn),
        (from, StudentOfferAction.SeeExpired, StudentOfferStatus.Expired),
        (from, StudentOfferAction.SeeReleased, StudentOfferStatus.Released),
    ];

    /// <summary>The student may still act on it, or a step of theirs is under way.</summary>
    public static bool IsLive(this StudentOfferStatus status) => Table.ActionsFrom(status).Any();

    /// <summary>Recorded by the student, not yet answered by the placement.</summary>
    public static bool IsUnderWay(this StudentOfferStatus status) =>
        status is StudentOfferStatus.Accepting or StudentOfferStatus.Declining or StudentOfferStatus.Releasing;

    /// <summary>The student's time is taken: a second one may not collide with it.</summary>
    public static bool BindsTime(this StudentOfferStatus status) =>
        status is StudentOfferStatus.Accepting or StudentOfferStatus.Committed or StudentOfferStatus.Releasing;
}

/// <summary>An offer as the student sees it.</summary>
/// <param name="Copy">The placement's record, as last seen.</param>
/// <param name="Attempt">How often the student has accepted it, 0 = never.</param>
/// <param name="AnsweredAt">When the student's last answer was recorded: what the deadline is held against.</param>
/// <param name="Unlawful">The constraints it breaks by now; null where it breaks none. It cannot be accepted so; what was accepted stands.</param>
/// <param name="Terms">The student's answer to proposed terms, until the placement has recorded it.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.StudentOffer")]
public sealed record StudentOffer(
    Offer Copy,
    StudentOfferStatus Status,
    int Attempt = 0,
    DateTimeOffset? AnsweredAt = null,
    string? Reason = null,
    DateTimeOffset? TimeToAsk = null,
    UnlawfulOffer? Unlawful = null,
    TermsAnswer? Terms = null);

/// <summary>What does not hold any more for an offer that stands, since something about the student was corrected.</summary>
/// <param name="Since">When it was found.</param>
/// <param name="School">The student's then: who was notified.</param>
/// <param name="Program">The student's then; null where it was not recorded.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.UnlawfulOffer")]
public sealed record UnlawfulOffer(DateTimeOffset Since, EmployerId Employer, SchoolId School, ImmutableArray<ConstraintResult> Unmet, ProgramId? Program = null);

/// <summary>Every offer of a student, in the order in which they came.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.StudentOffers")]
public sealed record StudentOffers(StudentId Student, ImmutableArray<StudentOffer> Offers);
