using VocMatch.Contracts.Events;

namespace VocMatch.Grains.Events;

/// <summary>Receives every event, at least once; those of one source in their order. Any number may be registered with the silo.</summary>
public interface IEventSubscriber
{
    /// <summary>Keeps the event, or does what follows from it. A repetition is recognised by the event's id, and does no harm.</summary>
    /// <exception cref="Exception">
    /// A lost store, silo or connection, or no answer within ten seconds: the event is sent again for as long as it takes. Anything else
    /// is a refusal: after five the event is set aside.
    /// </exception>
    Task Receive(RecordedEvent recorded, CancellationToken cancellation);
}
