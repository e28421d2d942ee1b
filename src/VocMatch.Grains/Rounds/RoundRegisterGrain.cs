using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Rounds;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Rounds;

internal sealed record RoundRegisterState
{
    public int Schema { get; init; } = 1;

    public RoundRegister Register { get; init; } = new();
}

/// <summary>Keeps the claims of all rounds. Key <c>all</c> is the only one.</summary>
internal sealed class RoundRegisterGrain(
    [PersistentState(StateNames.RoundRegister, GrainStorage.Provider)] IPersistentState<RoundRegisterState> state) : Grain, IRoundRegisterGrain
{
    public const string Key = "all";

    public async Task<Outcome<RoundScope>> Claim(RoundId round, RoundScope scope)
    {
        var present = state.State.Register;
        var decision = present.Claim(round, scope);
        if (decision.Changes(present))
        {
            await Store(decision.State);
        }

        return decision.Answer;
    }

    public async Task Release(RoundId round)
    {
        var released = state.State.Register.Release(round);
        if (!ReferenceEquals(released, state.State.Register))
        {
            await Store(released);
        }
    }

    /// <summary>Whether a write that failed has reached the row is unknown: the next activation reads it again.</summary>
    private async Task Store(RoundRegister register)
    {
        var committed = state.State;
        state.State = new() { Register = register };
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            state.State = committed;
            DeactivateOnIdle();
            throw;
        }
    }
}
