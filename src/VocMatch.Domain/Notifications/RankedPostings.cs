using VocMatch.Contracts.Events;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Events;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Notifications;

/// <summary>Notifies who has ranked a placement in a round under way that it says something else now.</summary>
internal sealed class RankedPostings(IRoundReading reading, INewStates newStates) : IEventSubscriber
{
    public string Name => "ranked-postings";

    public async Task Receive(RecordedEvent recorded, CancellationToken cancellation)
    {
        if (recorded.Event is not { Student: null, Placement: { } placement } || !recorded.Event.HasFollowUp(FollowUps.RankedPosting))
        {
            return;
        }

        var rows = (await reading.RankedBy(placement, cancellation))
            .Select(student => Notifications.OfRankedPosting(recorded, student))
            .Select(notification => new NewState<StoredEvent<Notification>>(StateNames.NotificationKey(notification), new() { Entity = notification }))
            .ToList();
        if (rows.Count > 0)
        {
            await newStates.Insert(StateNames.Notification, rows, cancellation);
        }
    }
}
