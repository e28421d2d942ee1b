using System.Collections.Immutable;
using VocMatch.Contracts.Alignment;

namespace VocMatch.Contracts.Grains;

/// <summary>Where the series of each kind is found.</summary>
public static class ReferenceSeriesGrains
{
    private const string Everything = "all";

    /// <param name="name">Of a kind that has several.</param>
    public static IReferenceSeriesGrain Series(this IGrainFactory grains, ReferenceKind kind, string? name = null) =>
        grains.GetGrain<IReferenceSeriesGrain>(name is null ? kind.ToString() : $"{kind}/{name}");

    public static IReferenceNamesGrain ReferenceNames(this IGrainFactory grains) => grains.GetGrain<IReferenceNamesGrain>(Everything);

    public static IReferenceMappingsGrain ReferenceMappings(this IGrainFactory grains) => grains.GetGrain<IReferenceMappingsGrain>(Everything);

    public static bool HasName(this ReferenceKind kind) => kind is ReferenceKind.Classification or ReferenceKind.ClassificationCrosswalk;

    /// <summary>Every series that was imported: those of which there is one, then classifications and crosswalks between them by name.</summary>
    public static async Task<ImmutableArray<ReferenceSeries>> AllSeries(this IGrainFactory grains)
    {
        var named = await grains.ReferenceNames().List();
        var series = Enum.GetValues<ReferenceKind>()
            .Where(kind => !kind.HasName())
            .Select(kind => grains.Series(kind))
            .Concat(named.Select(one => grains.Series(one.Kind, one.Name)));
        var found = await ManyGrains.Ask(series, one => one.Find());
        return [.. found.OfType<ReferenceSeries>()];
    }
}
