using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Gateway.Offers;

/// <summary>From an offer's id to those who may act on it.</summary>
internal static class OfferAddresses
{
    public static Task<OfferAddress?> AddressOf(this IGrainFactory grains, OfferId id) => grains.GetGrain<IOfferGrain>(id.Value).Find();

    public static async Task<Outcome<T>> OfPlacement<T>(
        this IGrainFactory grains, OfferId id, Func<IPlacementGrain, Task<Outcome<T>>> act)
        where T : class =>
        await grains.AddressOf(id) is { } address
            ? await act(grains.GetGrain<IPlacementGrain>(address.Placement.Value))
            : Refusal.NotFound($"The offer '{id}'");

    public static async Task<Outcome<T>> OfStudent<T>(
        this IGrainFactory grains, OfferId id, Func<IStudentGrain, Task<Outcome<T>>> act)
        where T : class =>
        await grains.AddressOf(id) is { } address
            ? await act(grains.GetGrain<IStudentGrain>(address.Student.Value))
            : Refusal.NotFound($"The offer '{id}'");
}
