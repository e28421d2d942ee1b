using System.Collections.Immutable;
using VocMatch.Contracts.Employers;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Employers;

internal sealed record EmployerState : IEntityState<EmployerState, Employer>
{
    public int Schema { get; init; } = 1;

    public Employer? Entity { get; init; }

    public ImmutableArray<Receipt> Receipts { get; init; } = [];

    long IEntityState<EmployerState, Employer>.Version => Entity?.Version ?? 0;

    public EmployerState AtVersion(long version) => this with { Entity = Entity! with { Version = version } };

    public EmployerState WithReceipts(ImmutableArray<Receipt> receipts) => this with { Receipts = receipts };
}
