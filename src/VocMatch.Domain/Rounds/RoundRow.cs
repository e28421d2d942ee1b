using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Rounds;

/// <summary>A round as its row holds it. Never mutated: a write replaces it.</summary>
internal sealed record RoundRow : IEntityState<RoundRow, Round>, IDueState<RoundRow>
{
    public int Schema { get; init; } = 1;

    /// <summary>What anybody may see, and all that the read side looks at.</summary>
    public Round? Entity { get; init; }

    public RoundState? State { get; init; }

    public long Version { get; init; }

    [JsonPropertyName(IdempotencyRecords.Stored)]
    public ImmutableArray<IdempotencyRecord> Operations { get; init; } = [];

    public long? WakeAt { get; init; }

    public Outbox? Outbox { get; init; }

    /// <summary>The row with another state and its events.</summary>
    public RoundRow After(RoundState state, ImmutableArray<DomainEvent> events, DateTimeOffset now) =>
        this with { State = state, Outbox = (Outbox ?? new Outbox($"round/{state.Id}")).Record(events, now) };

    public RoundRow AtVersion(long version) => this with { Entity = State!.View(RoundProgress.None, version), Version = version };

    public RoundRow WakingAt(long? wakeAt) => this with { WakeAt = wakeAt };

    public RoundRow WithOperations(ImmutableArray<IdempotencyRecord> operations) => this with { Operations = operations };

    /// <summary>What anybody may see is made of the state.</summary>
    public bool ReplacesContentOf(RoundRow present) => !ReferenceEquals(State, present.State);

    public Change ChangeTo(RoundRow next) =>
        State is null ? Change.Created
        : ReferenceEquals(State, next.State) || RecordJson.Same(State, next.State) ? Change.Unchanged
        : Change.Changed;
}
