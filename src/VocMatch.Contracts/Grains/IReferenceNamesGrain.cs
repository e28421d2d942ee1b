using System.Collections.Immutable;
using Orleans.Concurrency;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Contracts.Grains;

/// <summary>Which classifications and crosswalks between them were imported; the key is <c>all</c>.</summary>
[Alias("VocMatch.IReferenceNamesGrain")]
public interface IReferenceNamesGrain : IGrainWithStringKey
{
    /// <summary>In order of kind and name; some may have been deleted since.</summary>
    [AlwaysInterleave]
    Task<ImmutableArray<ReferenceName>> List();

    Task<Outcome<ReferenceNames>> Add(ReferenceName name);
}
