using Orleans.Concurrency;

namespace VocMatch.Grains.Runtime;

/// <summary>A grain that may have something left to do for others.</summary>
[Alias("VocMatch.IOwingGrain")]
internal interface IPendingWorkGrain : IGrainWithStringKey
{
    /// <summary>Begins to do what is left; does not wait for it.</summary>
    /// <param name="listed">Whether it is listed as failed, perhaps by an earlier activation: once it is done it is no more.</param>
    [AlwaysInterleave]
    Task DoPendingWork(bool listed = false);

    /// <summary>The time that the grain's row names has come: does what is left, and ends when that was tried.</summary>
    [AlwaysInterleave]
    Task WakeUp();
}
