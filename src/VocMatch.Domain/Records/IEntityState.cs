using System.Collections.Immutable;

namespace VocMatch.Domain.Records;

/// <summary>What a stored state consists of: the public record, its version, and the receipts of the operations that led to it.</summary>
/// <remarks>A state is never mutated: a write replaces it, so that a failed write leaves the one before untouched.</remarks>
internal interface IEntityState<TSelf, TEntity>
    where TSelf : class, IEntityState<TSelf, TEntity>
    where TEntity : class
{
    /// <summary>Null where nothing was stored yet.</summary>
    TEntity? Entity { get; }

    /// <summary>0 where nothing was stored yet, then raised by one with every change.</summary>
    long Version { get; }

    ImmutableArray<Receipt> Receipts { get; }

    TSelf AtVersion(long version);

    TSelf WithReceipts(ImmutableArray<Receipt> receipts);
}
