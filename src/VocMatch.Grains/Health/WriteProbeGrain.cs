using VocMatch.Contracts.Grains;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Health;

internal sealed record WriteProbeState
{
    public int Schema { get; init; } = 1;

    public DateTimeOffset WrittenAt { get; init; }
}

internal sealed class WriteProbeGrain(
    [StoredAs("write-probe")] GrainRecord<WriteProbeState> row, TimeProvider time) : Grain, IWriteProbeGrain
{
    public async Task Write()
    {
        await row.Write(new() { WrittenAt = time.GetUtcNow() });
    }
}
