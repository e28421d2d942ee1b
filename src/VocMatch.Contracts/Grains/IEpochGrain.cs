using Orleans.Concurrency;
using VocMatch.Contracts.Markets;

namespace VocMatch.Contracts.Grains;

/// <summary>Freezes what scores depend on beside student and placement, and numbers it.</summary>
[Alias("VocMatch.IEpochGrain")]
public interface IEpochGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// The epoch in force; made from the open placements of now where there is none yet. While nothing is open either it has the number 0, is
    /// not kept, and knows no skill's worth.
    /// </summary>
    [AlwaysInterleave]
    Task<EpochDocument> Current();

    /// <summary>Number of the epoch in force; 0 where there is none yet. Cheap: for those who watch for a new one.</summary>
    [AlwaysInterleave]
    Task<int> Number();

    /// <summary>A past epoch, null where it is not kept any more.</summary>
    [AlwaysInterleave]
    Task<EpochDocument?> Find(int number);

    /// <summary>What <see cref="Renew"/> would put in force now. Nothing is kept of it.</summary>
    [AlwaysInterleave]
    Task<EpochDocument> Preview();

    /// <summary>Counts again and puts the next epoch in force where anything differs.</summary>
    Task<EpochDocument> Renew();

    /// <summary>
    /// At the end of a load: counts again where the taxonomy was loaded, or the open placements are more than a tenth more or fewer than those
    /// that were counted, and has every market score by it.
    /// </summary>
    /// <returns>Number of the epoch in force.</returns>
    [ResponseTimeout("00:10:00")]
    Task<int> RenewAfterLoad(bool taxonomyLoaded);
}
