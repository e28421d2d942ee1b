using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Records;
using VocMatch.Domain.Rules;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Alignment;

internal sealed record ReferenceSeriesState : IEntityState<ReferenceSeriesState, ReferenceSeries>
{
    public int Schema { get; init; } = 1;

    /// <summary>Without rows where the series was deleted.</summary>
    public ReferenceSeries? Entity { get; init; }

    [JsonPropertyName(IdempotencyRecords.Stored)]
    public ImmutableArray<IdempotencyRecord> Operations { get; init; } = [];

    long IEntityState<ReferenceSeriesState, ReferenceSeries>.Version => Entity?.Version ?? 0;

    public ReferenceSeriesState AtVersion(long version) => this with { Entity = Entity! with { Version = version } };

    public ReferenceSeriesState WithOperations(ImmutableArray<IdempotencyRecord> operations) => this with { Operations = operations };
}

/// <summary>Keeps one series published outside the platform: some thousand short rows, one row of the store.</summary>
internal sealed class ReferenceSeriesGrain(
    [StoredAs("reference-series")] EntityRecord<ReferenceSeriesState, ReferenceSeries> record, ITaxonomy taxonomy) : Grain, IReferenceSeriesGrain
{
    /// <summary>A nation has some 6,000 pairs of programs and occupations.</summary>
    private const int MaxRows = 100_000;

    public Task<ReferenceSeries?> Find() => Task.FromResult(record.Find() is { Rows.IsEmpty: false } series ? series : null);

    public async Task<Outcome<ReferenceImported>> Put(ReferenceSeries series, WriteOptions options)
    {
        // The name first: a name without a series is passed over, a series without its name would not be found.
        if (series.Name is { } name && !options.DryRun && await GrainFactory.ReferenceNames().Add(new(series.Kind, name)) is { Succeeded: false } unnamed)
        {
            return unnamed.Refusal;
        }

        var isNew = record.Entity is null or { Rows.IsEmpty: true };
        return await record.Write(
            options,
            state => ValueTask.FromResult(Checked(state, series)),
            (state, change) => Answer(state.Entity!, options, isNew ? Change.Created : change));
    }

    public Task<Outcome<ReferenceImported>> Delete(WriteOptions options) => record.Write(
        options,
        state => ValueTask.FromResult<Outcome<ReferenceSeriesState>>(state.Entity is { Rows.IsEmpty: false } present
            ? state with { Entity = present with { Rows = [] } }
            : Refusal.NotFound("The series")),
        (state, change) => Answer(state.Entity!, options, change));

    private static ReferenceImported Answer(ReferenceSeries kept, WriteOptions options, Change change) => new(
        options.DryRun, kept.Kind, kept.Source, kept.Vintage, kept.Rows.Length, kept.Sha256, change, Missing: kept.Rows.Count(row => row.Missing is not null));

    private Outcome<ReferenceSeriesState> Checked(ReferenceSeriesState state, ReferenceSeries series)
    {
        var violations = new Violations();
        violations.Line("source", series.Source);
        violations.Line("vintage", series.Vintage, 100);
        violations.Count("rows", series.Rows, MaxRows);
        violations.Require(!series.Rows.IsEmpty, "rows", null, "A series has rows; it is taken away by DELETE.");
        foreach (var region in series.Rows.Select(row => row.Region).OfType<RegionId>().Distinct())
        {
            violations.Region("region", region, taxonomy.Current);
        }

        return violations.ToImmutable() is { Length: > 0 } broken
            ? Refusal.Invalid(broken)
            : state with { Entity = series with { Version = state.Entity?.Version ?? 0 } };
    }
}
