using VocMatch.Alignment.Trends;
using VocMatch.Contracts.Alignment;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Trends;

internal sealed record DemandHistoryState
{
    public int Schema { get; init; } = 1;

    public DemandHistory? Entity { get; init; }
}

internal sealed class DemandHistoryGrain(
    [PersistentState("demand-history", GrainStorage.Provider)] IPersistentState<DemandHistoryState> state) : Grain, IDemandHistoryGrain
{
    public Task<DemandHistory?> Find() => Task.FromResult(state.State.Entity);

    public async Task Keep(DemandHistory counted)
    {
        var kept = MonthKeeping.Extend(state.State.Entity, counted);
        if (ReferenceEquals(kept, state.State.Entity))
        {
            return;
        }

        state.State = new() { Entity = kept };
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
