using VocMatch.Contracts.Events;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Events;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Notifications;

/// <summary>Keeps a notification for everybody an event concerns. Its key follows from the event, so a repetition finds it there already.</summary>
internal sealed class NotificationStore(INewStates newStates) : IEventSubscriber
{
    public string Name => "notifications";

    public async Task Receive(RecordedEvent recorded, CancellationToken cancellation)
    {
        var rows = Notifications.For(recorded)
            .Select(notification => new NewState<StoredEvent<Notification>>(
                StateNames.NotificationKey(notification), new() { Entity = notification }))
            .ToList();
        if (rows.Count > 0)
        {
            await newStates.Insert(StateNames.Notification, rows, cancellation);
        }
    }
}
