using VocMatch.Contracts.Events;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Tasks;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Tasks;

namespace VocMatch.Domain.Notifications;

/// <summary>Whom an event concerns, and what they are told.</summary>
public static class Notifications
{
    public static IEnumerable<Notification> For(RecordedEvent recorded)
    {
        var what = recorded.Event;
        if (what.Student is { } student && ToStudent(what) is { } toStudent)
        {
            yield return To($"student:{student}", recorded, toStudent);
        }

        if (what.Employer is { } employer && ToEmployer(what) is { } toEmployer)
        {
            // Who applied or was offered a seat is for the placement to show, and only once the student has shared it.
            yield return To($"employer:{employer}", recorded with { Event = ForEmployer(what) }, toEmployer);
        }

        if (what is { School: { } school, Kind: EventKind.TaskRaised, Task: { } task })
        {
            yield return To($"school:{school}", recorded, task.Reason);
        }

        if (what.Round is { } round && ToOfficers(what) is { } toOfficers)
        {
            yield return To($"round:{round}", recorded, toOfficers);
        }
    }

    /// <summary>To a student who has ranked a placement whose posting has changed.</summary>
    public static Notification OfRankedPosting(RecordedEvent recorded, StudentId student) =>
        To($"student:{student}", recorded, With("A placement you ranked has changed, look at your list again", recorded.Event.Detail));

    private static DomainEvent ForEmployer(DomainEvent what) => what with
    {
        Student = null,
        Task = what.Task is { } task ? task with { Reason = TaskItems.ForEmployer(task), Unmet = TaskItems.WithoutValues(task) } : null,
    };

    private static Notification To(string recipient, RecordedEvent recorded, string text) =>
        new($"{recorded.Id}>{recipient}", recipient, recorded.At, recorded.Event, text);

    private static string? ToStudent(DomainEvent what) => what.Kind switch
    {
        EventKind.OfferMade => "You have an offer.",
        EventKind.OfferQueued => "You are on the waiting list.",
        EventKind.OfferPromoted => "A seat came free: you have an offer.",
        EventKind.OfferWithdrawn => With("An offer to you was withdrawn", what.Detail),
        EventKind.OfferExpired => "An offer to you has expired.",
        EventKind.TimeGranted => "Your offer's deadline was moved.",
        EventKind.TimeRefused => "Your offer's deadline stays as it is.",
        EventKind.StudentCommitted => "The seat is yours.",
        EventKind.CommitmentReleased => "You have given your seat up.",
        EventKind.ApplicationMoved when !IsOfStudent(what) => With("Your application has moved on", StageWords(what.Detail)),
        EventKind.OfferPassedOver => With("You are off the waiting list", what.Detail),
        EventKind.TaskRaised when what.Task is { Kind: TaskKind.CommitmentUnlawful } task =>
            $"{task.Reason} Nothing is cancelled: your school and the employer have been told, and settle it with you.",
        EventKind.TaskRaised => what.Task?.Reason,
        EventKind.SwapAsked => "A student of your round would change places with you.",
        EventKind.TermsProposed => With("The employer proposes other terms for your offer or seat, agree or not", what.Detail),
        EventKind.TermsAgreed => "Everybody has agreed to the terms proposed for your offer or seat: they hold now.",
        EventKind.TermsRefused => With("The terms proposed for your offer or seat do not come about, yours stay as they are", what.Detail),
        EventKind.PostingChanged => With("A placement you have an offer from or applied for has changed", what.Detail),
        _ => null,
    };

    private static string? ToEmployer(DomainEvent what) => what.Kind switch
    {
        EventKind.OfferAccepted => "A seat was taken.",
        EventKind.OfferDeclined => With("An offer was declined", what.Detail),
        EventKind.OfferPassedOver => With("Somebody was passed over on the waiting list", what.Detail),
        EventKind.TaskRaised when what.Task is { } task => TaskItems.ForEmployer(task),
        EventKind.OfferExpired => "An offer has expired.",
        EventKind.OfferReleased => With("A seat was given up", what.Detail),
        EventKind.TimeAsked => "A student asks for more time.",
        EventKind.SeatFreed => "A seat is free, and somebody waits for it: confirm to offer it.",
        EventKind.ApplicationMoved when what.Detail is nameof(ApplicationStage.Shared) => "A student has shared an application with you.",
        EventKind.ApplicationMoved when what.Detail is nameof(ApplicationStage.Withdrawn) => "A student has taken an application back.",
        EventKind.TermsAgreed when what.Offer is null => "Everybody has agreed: the terms you proposed hold now.",
        EventKind.TermsRefused when what.Offer is null => With("The terms you proposed do not come about", what.Detail),
        EventKind.SeatsReserved => With("Seats were given to a round", what.Detail),
        EventKind.ReservationEnded => "The round's unused seats are yours to offer again.",
        _ => null,
    };

    private static string? ToOfficers(DomainEvent what) => what.Kind switch
    {
        EventKind.PlacementClosed => $"The placement '{what.Placement}', of which the round holds seats, has closed: a result that places somebody there is not published.",
        EventKind.RoundOpened => "The round takes lists.",
        EventKind.RoundLocked => "The round is locked.",
        EventKind.RoundUnlocked => With("The lock was taken back", what.Detail),
        EventKind.RoundSolvingFailed => With("The round could not be solved", what.Detail),
        EventKind.RoundSolved => "The round is solved and not yet published.",
        EventKind.RoundReworked => With("The result was set aside", what.Detail),
        EventKind.RoundPublished => "The result is published.",
        EventKind.RoundClosed => "The round is closed.",
        EventKind.RoundCancelled => With("The round was cancelled", what.Detail),
        EventKind.TaskRaised when what.Task is { Kind: not TaskKind.CommitmentUnlawful } task => task.Reason,
        _ => null,
    };

    private static bool IsOfStudent(DomainEvent what) =>
        what.Detail is nameof(ApplicationStage.Shared) or nameof(ApplicationStage.Withdrawn);

    /// <summary>Events name the stage as machines read it.</summary>
    private static string? StageWords(string? detail) =>
        Enum.TryParse<ApplicationStage>(detail, out var stage) ? $"it is {OfferWords.Of(stage)}." : detail;

    private static string With(string sentence, string? detail) => detail is null ? sentence + "." : $"{sentence}: {detail}";
}
