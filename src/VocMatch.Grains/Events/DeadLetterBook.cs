using VocMatch.Contracts.Events;

namespace VocMatch.Grains.Events;

/// <summary>Keeps events that were set aside where they can be listed.</summary>
internal sealed class DeadLetterBook(IGrainFactory grains)
{
    public Task Keep(DeadLetter letter) => grains.GetGrain<IDeadLetterGrain>(letter.Event.Id).Keep(letter);
}
