using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Rounds.Publishing;

namespace VocMatch.Grains.Rounds.Freezing;

/// <summary>What a round asks of placements. Every call may be repeated.</summary>
internal sealed class RoundSeats(IGrainFactory grains)
{
    /// <summary>How often the seats are asked for again where they changed between two looks.</summary>
    private const int Attempts = 5;

    /// <summary>Gives the round every seat that is free, beside those it has: what was added since an earlier lock is the round's too.</summary>
    /// <param name="most">As many seats the round has in the end at most; what it has more of an earlier lock is given back.</param>
    /// <returns>The round's seats; 0 where the placement gives it none: closed, or the round has ended there.</returns>
    /// <exception cref="StoreUnavailableException">The placement could not be asked.</exception>
    public async Task<int> Reserve(RoundId round, PlacementId placement, int most = int.MaxValue)
    {
        var grain = Grain(placement);
        var before = 0;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (given, free) = await grain.CountOf(round) is { } count ? (count.Given, count.Free) : (0, 0);
            if (given > most)
            {
                await GiveBack(round, placement);
                continue;
            }

            var wanted = Math.Min(given + free, most);
            var granted = await grain.Reserve(round, Math.Max(1, Math.Min(free, most)));
            if (granted.Succeeded && granted.Value.Seats < wanted)
            {
                granted = await grain.Raise(round, wanted);
            }
            else if (!granted.Succeeded && free == before)
            {
                Lasting(granted.Refusal);
                return 0;
            }

            if (granted.Succeeded)
            {
                return granted.Value.Seats;
            }

            Lasting(granted.Refusal);
            before = free;
        }

        throw new StoreUnavailableException($"The {before} seats of '{placement}' changed while they were reserved; ask again.");
    }

    /// <summary>What <see cref="Reserve"/> would give, without taking anything.</summary>
    public async Task<int> Available(RoundId round, PlacementId placement) =>
        await Grain(placement).CountOf(round) is { } count ? count.Given + count.Free : 0;

    /// <summary>Seats that are neither free nor reserved.</summary>
    public async Task<int> Taken(PlacementId placement) =>
        await Grain(placement).Count() is { } count ? count.Held + count.Accepted : 0;

    /// <summary>Turns seats of the round into offers, in one write.</summary>
    /// <param name="planned">All of one placement.</param>
    /// <returns>Why there will never be one, by offer; every other one is made.</returns>
    /// <exception cref="StoreUnavailableException">Whether they are made is unknown; ask again.</exception>
    public async Task<IReadOnlyDictionary<OfferId, string>> Offer(RoundId round, IReadOnlyList<PlannedOffer> planned)
    {
        var made = await Grain(planned[0].Placement).MakeRoundOffers(round, [.. planned.Select(one => one.Terms)]);
        if (made.Succeeded)
        {
            return made.Value.Refused.ToDictionary(one => one.Offer, one => one.Reason);
        }

        var reason = Lasting(made.Refusal);
        return planned.ToDictionary(one => one.Terms.Id, _ => reason);
    }

    /// <summary>Lets go of the round's seats where it has no use for them now; a later lock may ask for them again.</summary>
    /// <exception cref="StoreUnavailableException">Whether they are free is unknown; ask again.</exception>
    public async Task GiveBack(RoundId round, PlacementId placement)
    {
        var given = await Grain(placement).GiveBack(round);
        if (!given.Succeeded)
        {
            Lasting(given.Refusal);
        }
    }

    /// <exception cref="StoreUnavailableException">Whether it ended is unknown; ask again.</exception>
    public async Task End(RoundId round, PlacementId placement)
    {
        var ended = await Grain(placement).EndReservation(round);
        if (!ended.Succeeded)
        {
            Lasting(ended.Refusal);
        }
    }

    /// <summary>Why it will never be.</summary>
    /// <exception cref="StoreUnavailableException">It may be: ask again.</exception>
    private static string Lasting(Refusal refusal) =>
        refusal.Kind is RefusalKind.Unavailable ? throw new StoreUnavailableException(refusal.Detail) : refusal.Detail;

    private IPlacementGrain Grain(PlacementId placement) => grains.GetGrain<IPlacementGrain>(placement.Value);
}
