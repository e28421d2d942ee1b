using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Records;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Alignment;

internal sealed record ReferenceNamesState : IEntityState<ReferenceNamesState, ReferenceNames>
{
    public int Schema { get; init; } = 1;

    public ReferenceNames? Entity { get; init; }

    [JsonPropertyName(IdempotencyRecords.Stored)]
    public ImmutableArray<IdempotencyRecord> Operations { get; init; } = [];

    long IEntityState<ReferenceNamesState, ReferenceNames>.Version => Entity?.Version ?? 0;

    public ReferenceNamesState AtVersion(long version) => this with { Entity = Entity! with { Version = version } };

    public ReferenceNamesState WithOperations(ImmutableArray<IdempotencyRecord> operations) => this with { Operations = operations };
}

/// <summary>Keeps the names of classifications and of crosswalks between them.</summary>
internal sealed class ReferenceNamesGrain(
    [StoredAs("reference-names")] EntityRecord<ReferenceNamesState, ReferenceNames> record) : Grain, IReferenceNamesGrain
{
    private const int MaxNames = 500;

    public Task<ImmutableArray<ReferenceName>> List() => Task.FromResult(record.Find()?.Names ?? []);

    public Task<Outcome<ReferenceNames>> Add(ReferenceName name) => record.Write(
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
