using Orleans.Concurrency;

namespace VocMatch.Grains.Runtime;

/// <summary>A grain that may owe something to others.</summary>
[Alias("VocMatch.IOwingGrain")]
internal interface IPendingWorkGrain : IGrainWithStringKey
{
    /// <summary>Begins to do what is owed; does not wait for it.</summary>
    /// <param name="listed">Whether it is listed as failed, perhaps by an earlier activation: once it is done it is no more.</param>
    [AlwaysInterleave]
    Task DoPendingWork(bool listed = false);

    /// <summary>Sets the reminder that rang to what is due now. A turn of its own: no command may write between the look and the setting.</summary>
    Task SettleReminder();
}
