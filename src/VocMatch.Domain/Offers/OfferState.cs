using System.Collections.Immutable;
using VocMatch.Contracts.Offers;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Offers;

internal sealed record OfferState : IEntityState<OfferState, OfferAddress>
{
    public int Schema { get; init; } = 1;

    public OfferAddress? Entity { get; init; }

    public long Version { get; init; }

    public ImmutableArray<Receipt> Receipts { get; init; } = [];

    public OfferState AtVersion(long version) => this with { Version = version };

    public OfferState WithReceipts(ImmutableArray<Receipt> receipts) => this with { Receipts = receipts };
}
