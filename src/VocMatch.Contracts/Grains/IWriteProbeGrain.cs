using VocMatch.Contracts.Outcomes;

namespace VocMatch.Contracts.Grains;

/// <summary>Writes a row of its own through the way that every grain writes: what answers proves that the store takes writes.</summary>
[Alias("VocMatch.IWriteProbeGrain")]
public interface IWriteProbeGrain : IGrainWithStringKey
{
    /// <exception cref="StoreUnavailableException">The store did not take the write.</exception>
    Task Write();
}
