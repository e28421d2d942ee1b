using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Alignment.Trends;
using VocMatch.Contracts.Alignment;
using VocMatch.Domain.Records;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Trends;

internal sealed record DemandHistoryState : IPartedState<DemandHistoryState>
{
    public int Schema { get; init; } = 1;

    /// <summary>The whole, where it was kept before its years had rows of their own.</summary>
    public DemandHistory? Entity { get; init; }

    /// <summary>In their order; none where none is kept.</summary>
    [JsonIgnore]
    public ImmutableArray<DemandHistory> Years { get; init; } = [];

    [JsonIgnore]
    public StoredArrays Stored { get; init; } = new();

    public static IReadOnlyList<PartKind<DemandHistoryState>> PartKinds { get; } =
    [
        new ArrayPartKind<DemandHistoryState, DemandHistory>(
            "year", year => $"{year.FirstMonth:yyyy}", state => state.Years, (state, years) => state with { Years = years }, state => state.Stored),
    ];
}

internal sealed class DemandHistoryGrain(
    [StoredAs("demand-history")] GrainRecord<DemandHistoryState> row) : Grain, IDemandHistoryGrain
{
    private DemandHistory? _whole;

    public Task<DemandHistory?> Find() => Task.FromResult(_whole ??= row.State.Entity ?? MonthKeeping.Whole(row.State.Years));

    public async Task Keep(DemandHistory counted)
    {
        var before = await Find();
        var kept = MonthKeeping.Extend(before, counted);
        if (ReferenceEquals(kept, before))
        {
            return;
        }

        await row.Write(row.State with { Entity = null, Years = MonthKeeping.ByYear(kept, row.State.Years) });
        _whole = kept;
    }
}
