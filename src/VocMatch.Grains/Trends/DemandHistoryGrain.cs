using VocMatch.Alignment.Trends;
using VocMatch.Contracts.Alignment;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Trends;

internal sealed record DemandHistoryState
{
    public int Schema { get; init; } = 1;

    public DemandHistory? Entity { get; init; }
}

internal sealed class DemandHistoryGrain(
    [StoredAs("demand-history")] GrainRecord<DemandHistoryState> row) : Grain, IDemandHistoryGrain
{
    public Task<DemandHistory?> Find() => Task.FromResult(row.State.Entity);

    public async Task Keep(DemandHistory counted)
    {
        var kept = MonthKeeping.Extend(row.State.Entity, counted);
        if (ReferenceEquals(kept, row.State.Entity))
        {
            return;
        }

        await row.Write(new() { Entity = kept });
    }
}
