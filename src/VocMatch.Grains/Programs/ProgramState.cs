using System.Collections.Immutable;
using VocMatch.Contracts.Programs;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Programs;

internal sealed record ProgramState : IEntityState<ProgramState, Program>
{
    public int Schema { get; init; } = 1;

    public Program? Entity { get; init; }

    public ImmutableArray<Receipt> Receipts { get; init; } = [];

    long IEntityState<ProgramState, Program>.Version => Entity?.Version ?? 0;

    public ProgramState AtVersion(long version) => this with { Entity = Entity! with { Version = version } };

    public ProgramState WithReceipts(ImmutableArray<Receipt> receipts) => this with { Receipts = receipts };
}
