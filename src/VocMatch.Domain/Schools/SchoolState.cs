using System.Collections.Immutable;
using VocMatch.Contracts.Schools;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Schools;

internal sealed record SchoolState : IEntityState<SchoolState, School>
{
    public int Schema { get; init; } = 1;

    public School? Entity { get; init; }

    public ImmutableArray<Receipt> Receipts { get; init; } = [];

    long IEntityState<SchoolState, School>.Version => Entity?.Version ?? 0;

    public SchoolState AtVersion(long version) => this with { Entity = Entity! with { Version = version } };

    public SchoolState WithReceipts(ImmutableArray<Receipt> receipts) => this with { Receipts = receipts };
}
