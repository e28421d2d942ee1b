using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Students;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Students;

internal sealed record StudentState : IEntityState<StudentState, Student>
{
    public int Schema { get; init; } = 1;

    public Student? Entity { get; init; }

    public ImmutableArray<Receipt> Receipts { get; init; } = [];

    /// <summary>The region whose market must drop the student, where the last move was from there.</summary>
    public RegionId? MovedFrom { get; init; }

    long IEntityState<StudentState, Student>.Version => Entity?.Version ?? 0;

    public StudentState AtVersion(long version) => this with { Entity = Entity! with { Version = version } };

    public StudentState WithReceipts(ImmutableArray<Receipt> receipts) => this with { Receipts = receipts };
}
