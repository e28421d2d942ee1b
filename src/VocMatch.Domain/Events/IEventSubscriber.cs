using VocMatch.Contracts.Events;

namespace VocMatch.Domain.Events;

/// <summary>Receives every event, at least once; those of one source in their order. Any number may be registered with the silo.</summary>
public interface IEventSubscriber
{
    /// <summary>Names it in rows that wait for it: unique among the subscribers, and never renamed.</summary>
    string Name { get; }

    /// <summary>Keeps the event, or does what follows from it. A repetition is recognised by the event's id, and does no harm.</summary>
    /// <exception cref="Exception">
    /// A lost store, silo or connection, or no answer within ten seconds: the event is sent again, and set aside after a day. Anything else
    /// is a refusal: after five the event is set aside. Either way the other subscribers go on.
    /// </exception>
    Task Receive(RecordedEvent recorded, CancellationToken cancellation);
}
