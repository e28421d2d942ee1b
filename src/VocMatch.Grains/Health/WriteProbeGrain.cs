using VocMatch.Contracts.Grains;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Health;

internal sealed record WriteProbeState
{
    public int Schema { get; init; } = 1;

    public DateTimeOffset WrittenAt { get; init; }
}

internal sealed class WriteProbeGrain(
    [PersistentState("write-probe", GrainStorage.Provider)] IPersistentState<WriteProbeState> state, TimeProvider time) : Grain, IWriteProbeGrain
{
    public async Task Write()
    {
        state.State = new() { WrittenAt = time.GetUtcNow() };
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
