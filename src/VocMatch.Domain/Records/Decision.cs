using System.Collections.Immutable;
using VocMatch.Contracts.Events;

namespace VocMatch.Domain.Records;

/// <summary>What a command decides: the state to write, the answer to give once it is written, and what happened. Nothing is done yet.</summary>
/// <param name="State">The same object as before where nothing changes, and then nothing is written.</param>
/// <param name="Events">Go into the outbox in the same write.</param>
public sealed record Decision<TState, TAnswer>(TState State, TAnswer Answer, ImmutableArray<DomainEvent> Events)
    where TState : class
{
    public Decision(TState state, TAnswer answer)
        : this(state, answer, [])
    {
    }

    public bool Changes(TState before) => !ReferenceEquals(State, before);
}
