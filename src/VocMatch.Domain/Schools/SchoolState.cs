using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Schools;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Schools;

/// <summary>A school's row.</summary>
internal sealed record SchoolState : IEntityState<SchoolState, School>
{
    public int Schema { get; init; } = 1;

    public School? Entity { get; init; }

    [JsonPropertyName(IdempotencyRecords.Stored)]
    public ImmutableArray<IdempotencyRecord> Operations { get; init; } = [];

    long IEntityState<SchoolState, School>.Version => Entity?.Version ?? 0;

    public SchoolState AtVersion(long version) => this with { Entity = Entity! with { Version = version } };

    public SchoolState WithOperations(ImmutableArray<IdempotencyRecord> operations) => this with { Operations = operations };
}
