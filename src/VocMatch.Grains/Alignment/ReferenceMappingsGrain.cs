using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Alignment.Published.Files;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Records;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Alignment;

internal sealed record ReferenceMappingsState : IEntityState<ReferenceMappingsState, SavedMappings>
{
    public int Schema { get; init; } = 1;

    public SavedMappings? Entity { get; init; }

    [JsonPropertyName(IdempotencyRecords.Stored)]
    public ImmutableArray<IdempotencyRecord> Operations { get; init; } = [];

    long IEntityState<ReferenceMappingsState, SavedMappings>.Version => Entity?.Version ?? 0;

    public ReferenceMappingsState AtVersion(long version) => this with { Entity = Entity! with { Version = version } };

    public ReferenceMappingsState WithOperations(ImmutableArray<IdempotencyRecord> operations) => this with { Operations = operations };
}

/// <summary>Keeps the mappings of files together: some dozens, each of a few lines.</summary>
internal sealed class ReferenceMappingsGrain(
    [StoredAs("reference-mappings")] EntityRecord<ReferenceMappingsState, SavedMappings> record) : Grain, IReferenceMappingsGrain
{
    private const int MaxMappings = 500;

    public Task<ImmutableArray<SavedMapping>> List() => Task.FromResult(record.Find()?.Items ?? []);

    public Task<SavedMapping?> Find(string name) => Task.FromResult((record.Find()?.Items ?? []).FirstOrDefault(saved => saved.Name == name));

    public async Task<Outcome<Written<SavedMapping>>> Put(string name, ReferenceMapping mapping, WriteOptions options)
    {
        var change = Change.Created;
        return await record.Write(
            options,
            state =>
            {
                var items = state.Entity?.Items ?? [];
                var present = items.FirstOrDefault(saved => saved.Name == name);
                var broken = MappingRules.Broken(mapping);
                if (!IdRule.IsValid(name))
                {
                    broken = broken.Insert(0, new("name", name, $"An id has {IdRule.Text}."));
                }

                if (broken.Length > 0)
                {
                    return ValueTask.FromResult<Outcome<ReferenceMappingsState>>(Refusal.Invalid(broken));
                }

                if (present is null && items.Length >= MaxMappings)
                {
                    return ValueTask.FromResult<Outcome<ReferenceMappingsState>>(Refusal.Conflict($"There are {MaxMappings} mappings already."));
                }

                change = present is null ? Change.Created : RecordJson.Same(present.Mapping, mapping) ? Change.Unchanged : Change.Changed;
                return ValueTask.FromResult<Outcome<ReferenceMappingsState>>(change == Change.Unchanged
                    ? state
                    : With(state, [.. items.Where(saved => saved.Name != name).Append(new(name, mapping, (state.Entity?.Version ?? 0) + 1)).OrderBy(saved => saved.Name, StringComparer.Ordinal)]));
            },
            (state, _) => new Written<SavedMapping>(state.Entity!.Items.Single(saved => saved.Name == name), change),
            state => Presence(state, name));
    }

    public async Task<Outcome<Written<SavedMapping>>> Delete(string name, WriteOptions options)
    {
        SavedMapping? taken = null;
        return await record.Write(
            options,
            state =>
            {
                var items = state.Entity?.Items ?? [];
                taken = items.FirstOrDefault(saved => saved.Name == name);
                return ValueTask.FromResult<Outcome<ReferenceMappingsState>>(
                    taken is null ? Refusal.NotFound($"The mapping '{name}'") : With(state, [.. items.Where(saved => saved.Name != name)]));
            },
            (_, change) => new Written<SavedMapping>(taken!, change),
            state => Presence(state, name));
    }

    /// <summary>Conditions speak of the mapping, not of the collection that it is kept in.</summary>
    private static Presence Presence(ReferenceMappingsState state, string name) =>
        new((state.Entity?.Items ?? []).FirstOrDefault(saved => saved.Name == name)?.Version ?? 0);

    private static ReferenceMappingsState With(ReferenceMappingsState state, ImmutableArray<SavedMapping> items) =>
        state with { Entity = new(items, state.Entity?.Version ?? 0) };
}
