using System.Collections.Immutable;
using Orleans.Concurrency;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Contracts.Alignment;

/// <summary>What a series published outside the platform says.</summary>
public enum ReferenceKind
{
    /// <summary>Persons who completed each program in a year, over all providers.</summary>
    Completions,

    /// <summary>Openings of each occupation a year, persons.</summary>
    Openings,

    /// <summary>Which occupations a program leads to.</summary>
    Crosswalk,

    /// <summary>Median annual wage of each occupation.</summary>
    Wages,

    /// <summary>Occupations that the openings count under another, combined code.</summary>
    CombinedCodes,
}

/// <summary>A series as it was imported. Importing a kind again replaces its series as a whole.</summary>
/// <param name="Source">Who published it.</param>
/// <param name="Vintage">The year or release it describes: <c>2023</c>, <c>2024-2034</c>.</param>
/// <param name="Sha256">Digest of the imported file.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ReferenceSeries")]
public sealed record ReferenceSeries(
    ReferenceKind Kind, string Source, string Vintage, string Sha256, ImmutableArray<ReferenceRow> Rows, long Version);

/// <summary>A row of a series.</summary>
/// <param name="Code">The program's code, or the occupation's.</param>
/// <param name="Text">A title; for a crosswalk or combined codes the occupation it leads to.</param>
/// <param name="Number">Persons, openings or whole units of the currency; 0 where the kind has none.</param>
/// <param name="Region">For openings of one region; null: the nation.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ReferenceRow")]
public sealed record ReferenceRow(string Code, string Text, int Number, RegionId? Region = null);

/// <summary>What the import of a series did, or in a dry run would do.</summary>
/// <param name="DryRun">True: nothing was written.</param>
/// <param name="Rows">Rows of the series after equal codes were added up.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ReferenceImported")]
public sealed record ReferenceImported(
    bool DryRun, ReferenceKind Kind, string Source, string Vintage, int Rows, string Sha256, Change Change);

/// <summary>Keeps the series of one kind; the key is the kind's name.</summary>
[Alias("VocMatch.IReferenceSeriesGrain")]
public interface IReferenceSeriesGrain : IGrainWithStringKey
{
    [AlwaysInterleave]
    Task<ReferenceSeries?> Find();

    /// <summary>Replaces the series.</summary>
    Task<Outcome<ReferenceImported>> Put(ReferenceSeries series, WriteOptions options);
}

/// <summary>Where the series of each kind is found.</summary>
public static class ReferenceSeriesGrains
{
    public static IReferenceSeriesGrain Series(this IGrainFactory grains, ReferenceKind kind) =>
        grains.GetGrain<IReferenceSeriesGrain>(kind.ToString());

    /// <summary>Every series that was imported.</summary>
    public static async Task<ImmutableArray<ReferenceSeries>> AllSeries(this IGrainFactory grains)
    {
        var found = await Task.WhenAll(Enum.GetValues<ReferenceKind>().Select(kind => grains.Series(kind).Find()));
        return [.. found.OfType<ReferenceSeries>()];
    }
}
