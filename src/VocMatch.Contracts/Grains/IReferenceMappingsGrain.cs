using System.Collections.Immutable;
using Orleans.Concurrency;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Contracts.Grains;

/// <summary>Keeps the mappings; the key is <c>all</c>. There are some dozens, written by few.</summary>
[Alias("VocMatch.IReferenceMappingsGrain")]
public interface IReferenceMappingsGrain : IGrainWithStringKey
{
    /// <summary>In ordinal order of their names.</summary>
    [AlwaysInterleave]
    Task<ImmutableArray<SavedMapping>> List();

    [AlwaysInterleave]
    Task<SavedMapping?> Find(string name);

    /// <param name="options">The expected version is the mapping's own.</param>
    Task<Outcome<Written<SavedMapping>>> Put(string name, ReferenceMapping mapping, WriteOptions options);

    /// <summary>Takes it away; what was imported with it stays.</summary>
    Task<Outcome<Written<SavedMapping>>> Delete(string name, WriteOptions options);
}
