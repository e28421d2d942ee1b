using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Offers;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Offers;

internal sealed class OfferGrain([StoredAs(StateNames.Offer)] EntityRecord<OfferState, OfferAddress> record) : Grain, IOfferGrain
{
    public Task<OfferAddress?> Find() => Task.FromResult(record.Find());

    public Task<Outcome<OfferAddress>> Claim(PlacementId placement, StudentId student)
    {
        var address = new OfferAddress(OfferId.Parse(this.GetPrimaryKeyString()), placement, student);
        return record.Write<OfferAddress>(
            WriteOptions.Default,
            state => ValueTask.FromResult<Outcome<OfferState>>(state.Entity is { } present && present != address
                ? Refusal.Conflict($"Offer '{address.Id}' was made by another placement or to another student.")
                : state with { Entity = address }),
            static (state, _) => state.Entity!);
    }
}
