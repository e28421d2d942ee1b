using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Domain.Reading;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;

namespace VocMatch.Gateway.Markets;

internal static class MarketEndpoints
{
    public static void MapMarkets(this ApiGroups api)
    {
        api.College.MapGroup("/markets").WithTags("Markets").MapGet("/{region}", Summary)
            .WithSummary("Open seats and students of one region, by occupation")
            .Answers<MarketSummary>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Unavailable)
            .IsNotForPublication();

        var epochs = api.Regulator.MapGroup("/epochs").WithTags("Epochs");
        epochs.MapGet("/current", Current)
            .WithSummary("The frozen figures that scores depend on now")
            .Answers<EpochDocument>(ProblemTypes.Unavailable);
        epochs.MapGet("/{number:int:min(1)}", Find)
            .WithSummary("The frozen figures of a past epoch, so that its scores can be checked")
            .Answers<EpochDocument>(ProblemTypes.NotFound, ProblemTypes.Unavailable);
    }

    private static async Task<IResult> Summary(RegionId region, ITaxonomy taxonomy, IGrainFactory grains) =>
        taxonomy.Current.Regions.ContainsKey(region)
            ? EntityAnswers.Json(await grains.GetGrain<IMarketGrain>(region.Value).Summary())
            : Problem.NotFound($"The region '{region}'");

    private static async Task<IResult> Current(IGrainFactory grains) =>
        EntityAnswers.Json(await grains.GetGrain<IEpochGrain>(0).Current());

    private static async Task<IResult> Find(int number, IGrainFactory grains) =>
        await grains.GetGrain<IEpochGrain>(0).Find(number) is { } epoch
            ? EntityAnswers.Json(epoch)
            : Problem.NotFound($"The epoch {number}");
}
