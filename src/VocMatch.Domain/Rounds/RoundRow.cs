using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Rounds;

/// <summary>A round as its row holds it. Never mutated: a write replaces it.</summary>
internal sealed record RoundRow : IEntityState<RoundRow, Round>, IDueState<RoundRow>, IPartedState<RoundRow>
{
    /// <summary>2 since what grows with the round lies in rows of its own.</summary>
    public int Schema { get; init; } = 2;

    /// <summary>What anybody may see, and all that the read side looks at.</summary>
    public Round? Entity { get; init; }

    public RoundState? State { get; init; }

    public long Version { get; init; }

    [JsonPropertyName(IdempotencyRecords.Stored)]
    public ImmutableArray<IdempotencyRecord> Operations { get; init; } = [];

    public long? WakeAt { get; init; }

    public Outbox? Outbox { get; init; }

    [JsonIgnore]
    public StoredArrays Stored { get; init; } = new();

    public static IReadOnlyList<PartKind<RoundRow>> PartKinds { get; } =
    [
        Kind("fixed", pair => pair.Student.Value, state => state.Fixed, (state, pairs) => state with { Fixed = pairs }),
        Kind("forbidden", pair => pair.Student.Value, state => state.Forbidden, (state, pairs) => state with { Forbidden = pairs }),
        Kind("ranking", ranking => ranking.Employer.Value, state => state.Rankings, (state, rankings) => state with { Rankings = rankings }),
        Kind("refused", offer => offer.Student.Value, state => state.Refused, (state, refused) => state with { Refused = refused }),
        Kind("repair", repair => $"{repair.Issue}", state => state.Repairs, (state, repairs) => state with { Repairs = repairs }),
        Kind("move", move => move.Student.Value, state => state.Moving, (state, moves) => state with { Moving = moves }),
        Kind("swap", wish => wish.Student.Value, state => state.Swaps, (state, wishes) => state with { Swaps = wishes }, wish => wish.Number),
        Outbox.PartsOf<RoundRow>(row => row.Outbox, (row, outbox) => row with { Outbox = outbox }, row => row.Stored),
    ];

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
        : ReferenceEquals(State, next.State) || IsSame(State, next.State!) ? Change.Unchanged
        : Change.Changed;

    private static bool IsSame(RoundState state, RoundState next) =>
        RecordJson.Same(state, next)
        && RecordJson.SameItems(state.Fixed, next.Fixed)
        && RecordJson.SameItems(state.Forbidden, next.Forbidden)
        && RecordJson.SameItems(state.Rankings, next.Rankings)
        && RecordJson.SameItems(state.Refused, next.Refused)
        && RecordJson.SameItems(state.Repairs, next.Repairs)
        && RecordJson.SameItems(state.Moving, next.Moving)
        && RecordJson.SameItems(state.Swaps, next.Swaps);

    private static ArrayPartKind<RoundRow, TPart> Kind<TPart>(
        string name, Func<TPart, string> keyOf, Func<RoundState, ImmutableArray<TPart>> of, Func<RoundState, ImmutableArray<TPart>, RoundState> with,
        Func<TPart, long>? numberOf = null)
        where TPart : notnull =>
        new(
            name,
            keyOf,
            row => row.State is { } state ? of(state) : [],
            (row, parts) => row.State is { } state && !parts.IsEmpty ? row with { State = with(state, parts) } : row,
            row => row.Stored,
            numberOf);
}
