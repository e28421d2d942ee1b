using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Offers;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Offers;

/// <summary>The row that says whose an offer is.</summary>
internal sealed record OfferState : IEntityState<OfferState, OfferAddress>
{
    public int Schema { get; init; } = 1;

    public OfferAddress? Entity { get; init; }

    public long Version { get; init; }

    [JsonPropertyName(IdempotencyRecords.Stored)]
    public ImmutableArray<IdempotencyRecord> Operations { get; init; } = [];

    public OfferState AtVersion(long version) => this with { Version = version };

    public OfferState WithOperations(ImmutableArray<IdempotencyRecord> operations) => this with { Operations = operations };
}
