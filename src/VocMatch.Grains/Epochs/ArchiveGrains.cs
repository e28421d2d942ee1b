using VocMatch.Contracts.Markets;
using VocMatch.Grains.Records;

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
    [StoredAs("epoch")] GrainRecord<EpochArchiveState> row) : Grain, IEpochArchiveGrain
{
    public Task<EpochDocument?> Find() => Task.FromResult(row.State.Entity);

    public Task Keep(EpochDocument epoch) => row.Write(new() { Entity = epoch });

    public Task Forget() => row.Clear();
}

internal sealed class SkillTableArchiveGrain(
    [StoredAs("skill-table")] GrainRecord<SkillTableState> row) : Grain, ISkillTableArchiveGrain
{
    public Task<string?> Find() => Task.FromResult(row.State.Json);

    public Task Keep(string json) => row.State.Json is null ? row.Write(new() { Json = json }) : Task.CompletedTask;
}
