using System.Collections.Immutable;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Rounds;

/// <summary>A round as its row holds it. Never mutated: a write replaces it.</summary>
internal sealed record RoundRow
{
    public int Schema { get; init; } = 1;

    /// <summary>What anybody may see, and all that the read side looks at.</summary>
    public Round? Entity { get; init; }

    public RoundState? State { get; init; }

    /// <summary>0 where nothing was stored yet, then raised by one with every change.</summary>
    public long Version { get; init; }

    public ImmutableArray<Receipt> Receipts { get; init; } = [];

    public Outbox? Outbox { get; init; }
}
