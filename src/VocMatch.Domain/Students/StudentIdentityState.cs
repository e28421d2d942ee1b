using System.Collections.Immutable;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Students;

/// <summary>Who the student is: a row of its own, so that no list and no question of matching reads it.</summary>
internal sealed record StudentIdentityState : IEntityState<StudentIdentityState, StudentIdentity>
{
    public int Schema { get; init; } = 1;

    public StudentIdentity? Entity { get; init; }

    public long Version { get; init; }

    public ImmutableArray<Receipt> Receipts { get; init; } = [];

    public StudentIdentityState AtVersion(long version) => this with { Version = version };

    public StudentIdentityState WithReceipts(ImmutableArray<Receipt> receipts) => this with { Receipts = receipts };
}
