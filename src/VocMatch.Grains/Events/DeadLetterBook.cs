using VocMatch.Contracts.Events;
using VocMatch.Contracts.Storing;

namespace VocMatch.Grains.Events;

/// <summary>Keeps events that were set aside where they can be listed.</summary>
internal sealed class DeadLetterBook(INewStates newStates)
{
    public Task Keep(DeadLetter letter) =>
        newStates.Insert(StateNames.DeadLetter, [new NewState<StoredEvent<DeadLetter>>(letter.Event.Id, new() { Entity = letter })]);
}
