using System.Collections.Immutable;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Domain.Records;

/// <summary>What a stored state consists of: the public record, its version, and the operations that led to it.</summary>
/// <remarks>A state is never mutated: a write replaces it, so that a failed write leaves the one before untouched.</remarks>
internal interface IEntityState<TSelf, TEntity>
    where TSelf : class, IEntityState<TSelf, TEntity>
    where TEntity : class
{
    /// <summary>Null where nothing was stored yet.</summary>
    TEntity? Entity { get; }

    /// <summary>0 where nothing was stored yet, then raised by one with every change.</summary>
    long Version { get; }

    ImmutableArray<IdempotencyRecord> Operations { get; }

    TSelf AtVersion(long version);

    TSelf WithOperations(ImmutableArray<IdempotencyRecord> operations);

    /// <summary>Whether this is a state after <paramref name="present"/> that gets a version of its own.</summary>
    bool ReplacesContentOf(TSelf present) => !ReferenceEquals(Entity, present.Entity);

    /// <summary>What a write of <paramref name="next"/> would do: content that is written the same is the same.</summary>
    Change ChangeTo(TSelf next) =>
        Entity is null ? Change.Created
        : ReferenceEquals(Entity, next.Entity) || RecordJson.Same(Entity, next.Entity) ? Change.Unchanged
        : Change.Changed;
}
