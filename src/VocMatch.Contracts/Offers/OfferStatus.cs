using VocMatch.Contracts.States;

namespace VocMatch.Contracts.Offers;

/// <summary>Where an offer stands, as the placement's seat ledger records it.</summary>
public enum OfferStatus
{
    /// <summary>On the waiting list: no seat is free for it.</summary>
    Waiting,

    /// <summary>Made without a seat held for it: the first to accept gets the seat.</summary>
    Offered,

    /// <summary>Made with a seat held for it until its deadline.</summary>
    Held,

    /// <summary>Taken: the seat is filled.</summary>
    Accepted,

    /// <summary>The student said no, or committed elsewhere at the same time.</summary>
    Declined,

    /// <summary>The employer took it back before it was accepted.</summary>
    Withdrawn,

    /// <summary>Nobody answered by the deadline.</summary>
    Expired,

    /// <summary>Accepted once, and given up since.</summary>
    Released,
}

/// <summary>What happens to an offer on the placement's side.</summary>
public enum OfferAction
{
    /// <summary>A seat came free for somebody who waits.</summary>
    Promote,
    Take,

    /// <summary>Accepted, but no seat is free any more.</summary>
    Queue,
    Decline,
    Withdraw,
    Expire,
    Release,
}

/// <summary>Which action leads from which status to which.</summary>
public static class OfferTransitions
{
    public static TransitionTable<OfferStatus, OfferAction> Table { get; } = new(
        OfferStatus.Held,
        (OfferStatus.Waiting, OfferAction.Promote, OfferStatus.Held),
        (OfferStatus.Waiting, OfferAction.Decline, OfferStatus.Declined),
        (OfferStatus.Waiting, OfferAction.Withdraw, OfferStatus.Withdrawn),
        (OfferStatus.Offered, OfferAction.Take, OfferStatus.Accepted),
        (OfferStatus.Offered, OfferAction.Queue, OfferStatus.Waiting),
        (OfferStatus.Offered, OfferAction.Decline, OfferStatus.Declined),
        (OfferStatus.Offered, OfferAction.Withdraw, OfferStatus.Withdrawn),
        (OfferStatus.Offered, OfferAction.Expire, OfferStatus.Expired),
        (OfferStatus.Held, OfferAction.Take, OfferStatus.Accepted),
        (OfferStatus.Held, OfferAction.Decline, OfferStatus.Declined),
        (OfferStatus.Held, OfferAction.Withdraw, OfferStatus.Withdrawn),
        (OfferStatus.Held, OfferAction.Expire, OfferStatus.Expired),
        (OfferStatus.Accepted, OfferAction.Release, OfferStatus.Released));

    /// <summary>The offer may still become, or is, a filled seat.</summary>
    public static bool IsLive(this OfferStatus status) =>
        status is OfferStatus.Waiting or OfferStatus.Offered or OfferStatus.Held or OfferStatus.Accepted;

    /// <summary>The student may answer it.</summary>
    public static bool IsOpen(this OfferStatus status) => status is OfferStatus.Offered or OfferStatus.Held;
}
