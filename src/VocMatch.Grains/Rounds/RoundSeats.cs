using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Rounds;

namespace VocMatch.Grains.Rounds;

/// <summary>What a round asks of placements. Every call may be repeated.</summary>
internal sealed class RoundSeats(IGrainFactory grains)
{
    /// <summary>How often the seats are asked for again where they changed between two looks.</summary>
    private const int Attempts = 5;

    /// <summary>Gives the round every seat that is free. A round that has some keeps them.</summary>
    /// <returns>The round's seats; 0 where the placement gives it none: closed, or given back by the round before.</returns>
    /// <exception cref="StoreUnavailableException">The placement could not be asked.</exception>
    public async Task<int> Reserve(RoundId round, PlacementId placement)
    {
        var grain = Grain(placement);
        var before = 0;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var free = await grain.Count() is { } count ? count.Free : 0;
            var granted = await grain.Reserve(round, Math.Max(1, free));
            if (granted.Succeeded)
            {
                return granted.Value.Seats;
            }

            Lasting(granted.Refusal);
            if (free == before)
            {
                return 0;
            }

            before = free;
        }

        throw new StoreUnavailableException($"The {before} seats of '{placement}' changed while they were reserved; ask again.");
    }

    /// <summary>Seats that are neither free nor reserved.</summary>
    public async Task<int> Taken(PlacementId placement) =>
        await Grain(placement).Count() is { } count ? count.Held + count.Accepted : 0;

    /// <summary>Turns one of the round's seats into an offer.</summary>
    /// <returns>Why there will never be one; null where there is.</returns>
    /// <exception cref="StoreUnavailableException">Whether there is one is unknown; ask again.</exception>
    public async Task<string?> Offer(RoundId round, PlannedOffer planned)
    {
        var made = await Grain(planned.Placement).MakeRoundOffer(round, planned.Terms);
        return made.Succeeded ? null : Lasting(made.Refusal);
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
