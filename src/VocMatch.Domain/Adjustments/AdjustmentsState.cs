using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Adjustments;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Adjustments;

/// <summary>A program's suggestions and ledger: a row of its own beside the program's.</summary>
internal sealed record AdjustmentsState : IEntityState<AdjustmentsState, AdjustmentList>
{
    public int Schema { get; init; } = 1;

    public AdjustmentList? Entity { get; init; }

    [JsonPropertyName(IdempotencyRecords.Stored)]
    public ImmutableArray<IdempotencyRecord> Operations { get; init; } = [];

    /// <summary>The number given last.</summary>
    public int LastNumber { get; init; }

    long IEntityState<AdjustmentsState, AdjustmentList>.Version => Entity?.Version ?? 0;

    public AdjustmentsState AtVersion(long version) => this with { Entity = Entity! with { Version = version } };

    public AdjustmentsState WithOperations(ImmutableArray<IdempotencyRecord> operations) => this with { Operations = operations };
}
