using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;

namespace VocMatch.Grains.Rounds;

/// <summary>What a student's grain asks of a round.</summary>
internal interface IRoundQuestions
{
    Task<Round?> Find(RoundId round);

    /// <inheritdoc cref="IRoundGrain.TakesLists"/>
    Task<bool> TakesLists(RoundId round);
}

/// <summary>Asks the round's grain.</summary>
internal sealed class RoundQuestions(IGrainFactory grains) : IRoundQuestions
{
    public Task<Round?> Find(RoundId round) => grains.GetGrain<IRoundGrain>(round.Value).Find();

    public Task<bool> TakesLists(RoundId round) => grains.GetGrain<IRoundGrain>(round.Value).TakesLists();
}
