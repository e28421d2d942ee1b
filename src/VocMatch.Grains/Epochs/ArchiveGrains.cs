using VocMatch.Contracts.Markets;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Epochs;

internal sealed record EpochArchiveState
{
    public int Schema { get; init; } = 1;

    public EpochDocument? Entity { get; init; }
}

internal sealed record SkillTableState
{
    public int Schema { get; init; } = 1;

    public string? Json { get; init; }
}

internal sealed class EpochArchiveGrain(
    [PersistentState("epoch", GrainStorage.Provider)] IPersistentState<EpochArchiveState> state) : Grain, IEpochArchiveGrain
{
    public Task<EpochDocument?> Find() => Task.FromResult(state.State.Entity);

    public async Task Keep(EpochDocument epoch)
    {
        state.State = new() { Entity = epoch };
        await Confirmed(state.WriteStateAsync());
    }

    public async Task Forget() => await Confirmed(state.ClearStateAsync());

    private async Task Confirmed(Task write)
    {
        try
        {
            await write;
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }
}

internal sealed class SkillTableArchiveGrain(
    [PersistentState("skill-table", GrainStorage.Provider)] IPersistentState<SkillTableState> state) : Grain, ISkillTableArchiveGrain
{
    public Task<string?> Find() => Task.FromResult(state.State.Json);

    public async Task Keep(string json)
    {
        if (state.State.Json is not null)
        {
            return;
        }

        state.State = new() { Json = json };
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
