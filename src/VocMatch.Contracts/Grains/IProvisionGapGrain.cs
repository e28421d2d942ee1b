using Orleans.Concurrency;
using VocMatch.Contracts.ProvisionGaps;

namespace VocMatch.Contracts.Grains;

/// <summary>Keeps one provision gap; the key is a <see cref="ProvisionGapKey"/>.</summary>
[Alias("VocMatch.IProvisionGapGrain")]
public interface IProvisionGapGrain : IGrainWithStringKey
{
    /// <summary>
    /// Counts a day. Nobody waits for it, and a search must not fail for it: a note that gets lost is a day that is not counted.
    /// </summary>
    /// <param name="day">In the key's month; a day that was counted changes nothing.</param>
    [OneWay]
    Task Record(DateOnly day, decimal? bestScore);
}
