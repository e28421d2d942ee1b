using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Programs;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Programs;

/// <summary>A program's row, with its revisions.</summary>
internal sealed record ProgramState : IEntityState<ProgramState, Program>, IDueState<ProgramState>
{
    /// <summary>Contents kept of before.</summary>
    private const int MaxPast = 50;

    public int Schema { get; init; } = 1;

    public Program? Entity { get; init; }

    /// <summary>Contents that were in force before, the oldest first, where what changed matters to seats taken under them; null = none.</summary>
    public ImmutableArray<PastContent>? Past { get; init; }

    /// <summary>Students with seats were not yet asked to look at them again since the content in force changed; null = no.</summary>
    public bool? ReviewDue { get; init; }

    [JsonPropertyName(IdempotencyRecords.Stored)]
    public ImmutableArray<IdempotencyRecord> Operations { get; init; } = [];

    public long? WakeAt { get; init; }

    long IEntityState<ProgramState, Program>.Version => Entity?.Version ?? 0;

    public ProgramState AtVersion(long version) => this with { Entity = Entity! with { Version = version } };

    /// <summary>The row once another content is in force.</summary>
    public ProgramState Revised(Program next, DateTimeOffset now) =>
        Entity is { Revision: > 0 } before && next.Revision > before.Revision && ProgramMembers.Matter(before.Content, next.Content)
            ? this with { Entity = next, Past = [.. (Past ?? []).TakeLast(MaxPast - 1), new(before.Content, now)], ReviewDue = true }
            : this with { Entity = next };

    public ProgramState WakingAt(long? wakeAt) => this with { WakeAt = wakeAt };

    public ProgramState WithOperations(ImmutableArray<IdempotencyRecord> operations) => this with { Operations = operations };
}

/// <param name="Until">When another took its place.</param>
internal sealed record PastContent(ProgramContent Content, DateTimeOffset Until);
