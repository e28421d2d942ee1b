using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Students;

/// <summary>A student's row: profile, lists, applications, commitments, steps and events on their way.</summary>
internal sealed record StudentState : IEntityState<StudentState, Student>, IDueState<StudentState>, IPartedState<StudentState>
{
    public int Schema { get; init; } = 1;

    public Student? Entity { get; init; }

    [JsonPropertyName(IdempotencyRecords.Stored)]
    public ImmutableArray<IdempotencyRecord> Operations { get; init; } = [];

    /// <summary>The region whose market must drop the student, where the last move was from there.</summary>
    public RegionId? MovedFrom { get; init; }

    /// <summary>Offers and commitments; null until the first offer came.</summary>
    public StudentCommitments? Commitments { get; init; }

    /// <summary>Placements applied for, in the order of the applications, each in a row of its own. The placements hold the applications.</summary>
    [JsonIgnore]
    public ImmutableArray<PlacementId> Applied { get; init; } = [];

    /// <summary>Lists for rounds; null until the first was saved.</summary>
    public PreferenceDrafts? Drafts { get; init; }

    /// <summary>Null until something happened that somebody is to be notified of.</summary>
    public Outbox? Outbox { get; init; }

    /// <summary>Operations whose answer waits for a placement; null = none ever did.</summary>
    public ImmutableArray<PendingAnswer>? Pending { get; init; }

    /// <summary>Offers stand that were not yet held against the profile as it is; null = no.</summary>
    public bool? ReviewDue { get; init; }

    /// <summary>Version of the identity that the offers were held against last; null = none was.</summary>
    public long? ReviewedIdentity { get; init; }

    public long? WakeAt { get; init; }

    [JsonIgnore]
    public StoredArrays Stored { get; init; } = new();

    // As they stood in rows of before; the next write gives each its own.
    [JsonInclude, JsonPropertyName("applied")]
    private ImmutableArray<PlacementId>? AppliedInRow { init => Applied = value ?? []; }

    public static IReadOnlyList<PartKind<StudentState>> PartKinds { get; } =
    [
        new PartKind<StudentState, StudentOffer>(
            "offer",
            StudentCommitments.KeyOf,
            state => state.Commitments?.Offers,
            (state, offers) => offers.Count == 0
                ? state
                : state with { Commitments = state.CommitmentsOf(offers[0].Copy.Student) with { Offers = offers } }),
        new PartKind<StudentState, RoundList>(
            "list",
            PreferenceDrafts.KeyOf,
            state => state.Drafts?.Lists,
            (state, lists) => lists.Count == 0 ? state : state with { Drafts = new() { Lists = lists } }),
        new ArrayPartKind<StudentState, PlacementId>(
            "applied",
            placement => placement.Value,
            state => state.Applied,
            (state, applied) => applied.IsEmpty ? state : state with { Applied = applied },
            state => state.Stored),
        Outbox.PartsOf<StudentState>(state => state.Outbox, (state, outbox) => state with { Outbox = outbox }, state => state.Stored),
    ];

    long IEntityState<StudentState, Student>.Version => Entity?.Version ?? 0;

    public StudentState AtVersion(long version) => this with { Entity = Entity! with { Version = version } };

    public StudentState WakingAt(long? wakeAt) => this with { WakeAt = wakeAt };

    public StudentState WithOperations(ImmutableArray<IdempotencyRecord> operations) => this with { Operations = operations };
}
