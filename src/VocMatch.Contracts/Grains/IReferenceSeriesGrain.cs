using Orleans.Concurrency;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Contracts.Grains;

/// <summary>Keeps the series of one kind, or of one name where the kind has several.</summary>
[Alias("VocMatch.IReferenceSeriesGrain")]
public interface IReferenceSeriesGrain : IGrainWithStringKey
{
    [AlwaysInterleave]
    Task<ReferenceSeries?> Find();

    /// <summary>Replaces the series.</summary>
    Task<Outcome<ReferenceImported>> Put(ReferenceSeries series, WriteOptions options);

    /// <summary>Takes the series away.</summary>
    Task<Outcome<ReferenceImported>> Delete(WriteOptions options);
}
