using VocMatch.Contracts.Events;
using VocMatch.Contracts.Identity;
using VocMatch.Domain.Tasks;

namespace VocMatch.Domain.Notifications;

/// <summary>Who is notified of an event, in which words, by <see cref="EventReceivers"/>.</summary>
public static class Notifications
{
    public static IEnumerable<Notification> For(RecordedEvent recorded)
    {
        var what = recorded.Event;
        var receiver = EventReceivers.Of(what.Kind);
        if (what.Student is { } student && receiver.Student?.Invoke(what) is { } toStudent)
        {
            yield return To($"student:{student}", recorded, toStudent);
        }

        if (what.Employer is { } employer && receiver.Employer?.Invoke(what) is { } toEmployer)
        {
            // Who applied or was offered a seat is for the placement to show, and only once the student has shared it.
            yield return To($"employer:{employer}", recorded with { Event = ForEmployer(what) }, toEmployer);
        }

        if (what.School is { } school && receiver.School?.Invoke(what) is { } toSchool)
        {
            yield return To($"school:{school}", recorded, toSchool);
        }

        if (what.Round is { } round && receiver.Officers?.Invoke(what) is { } toOfficers)
        {
            yield return To($"round:{round}", recorded, toOfficers);
        }
    }

    /// <summary>To a student who has ranked a placement whose posting has changed.</summary>
    public static Notification OfRankedPosting(RecordedEvent recorded, StudentId student) =>
        To($"student:{student}", recorded, EventReceivers.With("A placement you ranked has changed, look at your list again", recorded.Event.Detail));

    private static DomainEvent ForEmployer(DomainEvent what) => what with
    {
        Student = null,
        Task = what.Task is { } task ? task with { Reason = TaskItems.ForEmployer(task), Unmet = TaskItems.WithoutValues(task) } : null,
    };

    private static Notification To(string recipient, RecordedEvent recorded, string text) =>
        new($"{recorded.Id}>{recipient}", recipient, recorded.At, recorded.Event, text);
}
