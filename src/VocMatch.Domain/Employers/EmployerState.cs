using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Employers;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Employers;

/// <summary>An employer's row.</summary>
internal sealed record EmployerState : IEntityState<EmployerState, Employer>
{
    public int Schema { get; init; } = 1;

    public Employer? Entity { get; init; }

    [JsonPropertyName(IdempotencyRecords.Stored)]
    public ImmutableArray<IdempotencyRecord> Operations { get; init; } = [];

    long IEntityState<EmployerState, Employer>.Version => Entity?.Version ?? 0;

    public EmployerState AtVersion(long version) => this with { Entity = Entity! with { Version = version } };

    public EmployerState WithOperations(ImmutableArray<IdempotencyRecord> operations) => this with { Operations = operations };
}
