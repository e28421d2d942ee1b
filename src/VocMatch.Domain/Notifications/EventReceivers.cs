using System.Collections.Frozen;
using System.Collections.Immutable;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Tasks;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Tasks;

namespace VocMatch.Domain.Notifications;

/// <summary>What follows from an event beside notifications.</summary>
[Flags]
internal enum FollowUps
{
    None = 0,

    /// <summary>Somebody's task is raised or closed.</summary>
    Task = 1,

    /// <summary>Whoever ranked the placement in a round under way is notified.</summary>
    RankedPosting = 2,

    /// <summary>The programs of the round's scope are measured.</summary>
    Measuring = 4,

    /// <summary>Nothing beside the list of events, which subscribers read.</summary>
    Listed = 8,
}

/// <summary>One kind of event with all who receive it and their notification: a sentence, or null where this very event does not concern them.</summary>
internal sealed record EventReceiver(EventKind Kind)
{
    public Func<DomainEvent, string?>? Student { get; init; }

    public Func<DomainEvent, string?>? Employer { get; init; }

    public Func<DomainEvent, string?>? School { get; init; }

    /// <summary>The officers of the round.</summary>
    public Func<DomainEvent, string?>? Officers { get; init; }

    public FollowUps FollowUps { get; init; }
}

/// <summary>Every kind of event with its receivers: the one table by which notifications and follow-ups are found.</summary>
internal static class EventReceivers
{
    public static ImmutableArray<EventReceiver> All { get; } =
    [
        new(EventKind.OfferMade) { Student = Says("You have an offer.") },
        new(EventKind.OfferQueued) { Student = Says("You are on the waiting list.") },
        new(EventKind.OfferPromoted) { Student = Says("A seat came free: you have an offer.") },
        new(EventKind.OfferAccepted) { Employer = Says("A seat was taken.") },
        new(EventKind.OfferDeclined) { Employer = SaysWhy("An offer was declined") },
        new(EventKind.OfferWithdrawn) { Student = SaysWhy("An offer to you was withdrawn") },
        new(EventKind.OfferExpired) { Student = Says("An offer to you has expired."), Employer = Says("An offer has expired.") },
        new(EventKind.OfferReleased) { Employer = SaysWhy("A seat was given up") },
        new(EventKind.TimeAsked) { Employer = Says("A student asks for more time.") },
        new(EventKind.TimeGranted) { Student = Says("Your offer's deadline was moved.") },
        new(EventKind.TimeRefused) { Student = Says("Your offer's deadline stays as it is.") },
        new(EventKind.SeatFreed) { Employer = Says("A seat is free, and somebody waits for it: confirm to offer it.") },
        new(EventKind.SeatsChanged) { FollowUps = FollowUps.Listed },
        new(EventKind.SeatsReserved) { Employer = SaysWhy("Seats were given to a round") },
        new(EventKind.ReservationEnded) { Employer = Says("The round's unused seats are yours to offer again.") },
        new(EventKind.StudentCommitted) { Student = Says("The seat is yours.") },
        new(EventKind.CommitmentReleased) { Student = Says("You have given your seat up.") },
        new(EventKind.ApplicationMoved)
        {
            Student = what => IsOfStudent(what) ? null : With("Your application has moved on", StageWords(what.Detail)),
            Employer = what => what.Detail switch
            {
                nameof(ApplicationStage.Shared) => "A student has shared an application with you.",
                nameof(ApplicationStage.Withdrawn) => "A student has taken an application back.",
                _ => null,
            },
        },
        new(EventKind.RoundOpened) { Officers = Says("The round takes lists.") },
        new(EventKind.RoundLocked) { Officers = Says("The round is locked.") },
        new(EventKind.RoundUnlocked) { Officers = SaysWhy("The lock was taken back") },
        new(EventKind.RoundSolving) { FollowUps = FollowUps.Listed },
        new(EventKind.RoundSolvingFailed) { Officers = SaysWhy("The round could not be solved") },
        new(EventKind.RoundSolved) { Officers = Says("The round is solved and not yet published.") },
        new(EventKind.RoundReworked) { Officers = SaysWhy("The result was set aside") },
        new(EventKind.RoundPublished) { Officers = Says("The result is published."), FollowUps = FollowUps.Measuring },
        new(EventKind.RoundClosed) { Officers = Says("The round is closed.") },
        new(EventKind.RoundCancelled) { Officers = SaysWhy("The round was cancelled") },
        new(EventKind.PlacementPublished) { FollowUps = FollowUps.Listed },
        new(EventKind.PlacementClosed)
        {
            Officers = what => $"The placement '{what.Placement}', of which the round holds seats, has closed: a result that places somebody there is not published.",
        },
        new(EventKind.PostingChanged)
        {
            Student = SaysWhy("A placement you have an offer from or applied for has changed"),
            FollowUps = FollowUps.RankedPosting,
        },
        new(EventKind.SwapAsked) { Student = Says("A student of your round would change places with you.") },
        new(EventKind.TaskRaised)
        {
            Student = what => what.Task is { Kind: TaskKind.CommitmentUnlawful } task
                ? $"{task.Reason} Nothing is cancelled: your school and the employer have been told, and settle it with you."
                : what.Task?.Reason,
            Employer = what => what.Task is { } task ? TaskItems.ForEmployer(task) : null,
            School = what => what.Task?.Reason,
            Officers = what => what.Task is { Kind: not TaskKind.CommitmentUnlawful } task ? task.Reason : null,
            FollowUps = FollowUps.Task,
        },
        new(EventKind.TaskDone) { FollowUps = FollowUps.Task },
        new(EventKind.OfferPassedOver)
        {
            Student = SaysWhy("You are off the waiting list"),
            Employer = SaysWhy("Somebody was passed over on the waiting list"),
        },
        new(EventKind.TermsProposed) { Student = SaysWhy("The employer proposes other terms for your offer or seat, agree or not") },
        new(EventKind.TermsAgreed)
        {
            Student = Says("Everybody has agreed to the terms proposed for your offer or seat: they hold now."),
            Employer = what => what.Offer is null ? "Everybody has agreed: the terms you proposed hold now." : null,
        },
        new(EventKind.TermsRefused)
        {
            Student = SaysWhy("The terms proposed for your offer or seat do not come about, yours stay as they are"),
            Employer = what => what.Offer is null ? With("The terms you proposed do not come about", what.Detail) : null,
        },

        // Kept among what was set aside, where whoever runs the service sees to it.
        new(EventKind.WorkFailed) { FollowUps = FollowUps.Listed },
    ];

    private static readonly FrozenDictionary<EventKind, EventReceiver> ByKind = All.ToFrozenDictionary(receiver => receiver.Kind);

    public static EventReceiver Of(EventKind kind) => ByKind[kind];

    public static bool HasFollowUp(this DomainEvent what, FollowUps followUp) => Of(what.Kind).FollowUps.HasFlag(followUp);

    public static string With(string sentence, string? detail) => detail is null ? sentence + "." : $"{sentence}: {detail}";

    private static Func<DomainEvent, string?> Says(string sentence) => _ => sentence;

    private static Func<DomainEvent, string?> SaysWhy(string sentence) => what => With(sentence, what.Detail);

    private static bool IsOfStudent(DomainEvent what) =>
        what.Detail is nameof(ApplicationStage.Shared) or nameof(ApplicationStage.Withdrawn);

    /// <summary>Events name the stage as machines read it.</summary>
    private static string? StageWords(string? detail) =>
        Enum.TryParse<ApplicationStage>(detail, out var stage) ? $"it is {OfferWords.Of(stage)}." : detail;
}
