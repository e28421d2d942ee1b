using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Offers;
using VocMatch.Grains.Records;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Offers;

internal sealed class OfferGrain : Grain, IOfferGrain
{
    private readonly EntityRecord<OfferState, OfferAddress> _record;

    public OfferGrain(
        [PersistentState(StateNames.Offer, GrainStorage.Provider)] IPersistentState<OfferState> state,
        TimeProvider time,
        ILogger<OfferGrain> logger) => _record = new(state, GrainContext, time, logger);

    public Task<OfferAddress?> Find() => Task.FromResult(_record.Find());

    public Task<Outcome<OfferAddress>> Claim(PlacementId placement, StudentId student)
    {
        var address = new OfferAddress(OfferId.Parse(this.GetPrimaryKeyString()), placement, student);
        return _record.Write<OfferAddress>(
            WriteOptions.Default,
            state => ValueTask.FromResult<Outcome<OfferState>>(state.Entity is { } present && present != address
                ? Refusal.Conflict($"Offer '{address.Id}' was made by another placement or to another student.")
                : state with { Entity = address }),
            static (state, _) => state.Entity!);
    }
}
