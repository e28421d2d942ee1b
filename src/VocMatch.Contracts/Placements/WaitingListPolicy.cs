namespace VocMatch.Contracts.Placements;

/// <summary>What becomes of the waiting list when a seat comes free.</summary>
public enum WaitingListPolicy
{
    /// <summary>The first who waits is offered the seat at once.</summary>
    Automatic,

    /// <summary>The employer is notified, and confirms.</summary>
    OnConfirmation,
}
