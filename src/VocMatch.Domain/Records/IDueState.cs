namespace VocMatch.Domain.Records;

/// <summary>A state that says when its grain has something to do, should nobody call it: the store looks for rows by it.</summary>
/// <remarks>It is written with what is to be done, in one row, so that no crash leaves work that nobody wakes up for.</remarks>
public interface IDueState
{
    /// <summary>Unix time in milliseconds; null where nothing is to be done.</summary>
    long? WakeAt { get; }
}

/// <summary>Such a state whose time is set when it is written.</summary>
internal interface IDueState<TSelf> : IDueState
{
    TSelf WakingAt(long? wakeAt);
}
