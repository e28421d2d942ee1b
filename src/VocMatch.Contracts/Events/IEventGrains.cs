using VocMatch.Contracts.Outcomes;

namespace VocMatch.Contracts.Events;

/// <summary>A grain whose row holds the events of its changes until they are delivered.</summary>
[Alias("VocMatch.IEventSource")]
public interface IEventSource : IGrainWithStringKey
{
    /// <summary>Sends an event that was set aside once more, after those that wait. One that is not set aside changes nothing.</summary>
    Task<Outcome<Redriven>> Redrive(string eventId);
}

/// <summary>An event or work that was set aside. Key: the event's id.</summary>
[Alias("VocMatch.IDeadLetterGrain")]
public interface IDeadLetterGrain : IGrainWithStringKey
{
    /// <summary>Shows the letter in the list.</summary>
    Task Keep(DeadLetter letter);

    /// <summary>Takes the letter off the list: what it is about has been done.</summary>
    Task Clear();

    /// <summary>Has its source send the event or do the work once more, and takes it off the list.</summary>
    Task<Outcome<Redriven>> Redrive();
}

/// <summary>An event that is on its way again, or work that is begun again.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.Redriven")]
public sealed record Redriven(string EventId, DateTimeOffset At);
