using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Placements;

/// <summary>A placement's row: posting, seats, applications, proposal, events on their way.</summary>
internal sealed record PlacementState : IEntityState<PlacementState, Placement>, IDueState<PlacementState>, IPartedState<PlacementState>
{
    public int Schema { get; init; } = 1;

    public Placement? Entity { get; init; }

    [JsonPropertyName(IdempotencyRecords.Stored)]
    public ImmutableArray<IdempotencyRecord> Operations { get; init; } = [];

    /// <summary>The region whose market must drop the placement, where the last write moved it.</summary>
    public RegionId? MovedFrom { get; init; }

    /// <summary>Null until a seat was offered or given to a round.</summary>
    public SeatLedger? Ledger { get; init; }

    /// <summary>When it was first published; null where it never was, or before this was recorded.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>In the order in which they were begun; each in a row of its own.</summary>
    [JsonIgnore]
    public Applications Applications { get; init; } = new();

    /// <summary>The latest change of terms that was proposed; null where none was.</summary>
    public PostingProposal? Proposal { get; init; }

    /// <summary>Null until something happened that somebody is to be notified of.</summary>
    public Outbox? Outbox { get; init; }

    public long? WakeAt { get; init; }

    [JsonIgnore]
    public StoredArrays Stored { get; init; } = new();

    public static IReadOnlyList<PartKind<PlacementState>> PartKinds { get; } =
    [
        new PartKind<PlacementState, SeatOffer>(
            "offer",
            SeatOffers.KeyOf,
            state => state.Ledger?.Offers.All,
            (state, offers) => offers.Count == 0 ? state : state with { Ledger = state.Seats() with { Offers = SeatOffers.Of(offers) } },
            entry => entry.Offer.Status),
        new PartKind<PlacementState, Application>(
            "application",
            Applications.KeyOf,
            state => state.Applications.All,
            (state, applications) => state with { Applications = Applications.Of(applications) },
            application => application.Stage),
        Outbox.PartsOf<PlacementState>(state => state.Outbox, (state, outbox) => state with { Outbox = outbox }, state => state.Stored),
    ];

    long IEntityState<PlacementState, Placement>.Version => Entity?.Version ?? 0;

    public PlacementState AtVersion(long version) => this with { Entity = Entity! with { Version = version } };

    public PlacementState WakingAt(long? wakeAt) => this with { WakeAt = wakeAt };

    public PlacementState WithOperations(ImmutableArray<IdempotencyRecord> operations) => this with { Operations = operations };
}
