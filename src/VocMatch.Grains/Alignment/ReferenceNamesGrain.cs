using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Records;
using VocMatch.Grains.Records;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Alignment;

internal sealed record ReferenceNamesState : IEntityState<ReferenceNamesState, ReferenceNames>
{
    public int Schema { get; init; } = 1;

    public ReferenceNames? Entity { get; init; }

    public ImmutableArray<Receipt> Receipts { get; init; } = [];

    long IEntityState<ReferenceNamesState, ReferenceNames>.Version => Entity?.Version ?? 0;

    public ReferenceNamesState AtVersion(long version) => this with { Entity = Entity! with { Version = version } };

    public ReferenceNamesState WithReceipts(ImmutableArray<Receipt> receipts) => this with { Receipts = receipts };
}

/// <summary>Keeps the names of classifications and of crosswalks between them.</summary>
internal sealed class ReferenceNamesGrain : Grain, IReferenceNamesGrain
{
    private const int MaxNames = 500;

    private readonly EntityRecord<ReferenceNamesState, ReferenceNames> _record;

    public ReferenceNamesGrain(
        [PersistentState("reference-names", GrainStorage.Provider)] IPersistentState<ReferenceNamesState> state,
        TimeProvider time,
        ILogger<ReferenceNamesGrain> logger) => _record = new(state, GrainContext, time, logger);

    public Task<ImmutableArray<ReferenceName>> List() => Task.FromResult(_record.Find()?.Names ?? []);

    public Task<Outcome<ReferenceNames>> Add(ReferenceName name) => _record.Write(
        WriteOptions.Default,
        state =>
        {
            var names = state.Entity?.Names ?? [];
            return ValueTask.FromResult<Outcome<ReferenceNamesState>>(
                names.Contains(name) ? state
                : names.Length >= MaxNames ? Refusal.Conflict($"There are {MaxNames} classifications and crosswalks already.")
                : state with
                {
                    Entity = new([.. names.Append(name).OrderBy(one => one.Kind).ThenBy(one => one.Name, StringComparer.Ordinal)], state.Entity?.Version ?? 0),
                });
        },
        (state, _) => state.Entity!);
}
