using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Students;

/// <summary>Who the student is: a row of its own, so that no list and no question of matching reads it.</summary>
internal sealed record StudentIdentityState : IEntityState<StudentIdentityState, StudentIdentity>, IDueState<StudentIdentityState>
{
    public int Schema { get; init; } = 1;

    public StudentIdentity? Entity { get; init; }

    public long Version { get; init; }

    [JsonPropertyName(IdempotencyRecords.Stored)]
    public ImmutableArray<IdempotencyRecord> Operations { get; init; } = [];

    public long? WakeAt { get; init; }

    public StudentIdentityState AtVersion(long version) => this with { Version = version };

    public StudentIdentityState WakingAt(long? wakeAt) => this with { WakeAt = wakeAt };

    public StudentIdentityState WithOperations(ImmutableArray<IdempotencyRecord> operations) => this with { Operations = operations };
}
