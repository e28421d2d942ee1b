using VocMatch.Contracts.Events;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Contracts.Grains;

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
