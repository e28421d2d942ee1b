using VocMatch.Contracts.Rounds;

namespace VocMatch.Domain.Rounds;

/// <summary>What a round has left to do for the rest of the system. Whoever activates it next does it; doing it twice does no harm.</summary>
public enum RoundWork
{
    None,

    /// <summary>Its opening is due.</summary>
    Open,

    /// <summary>Ask the register for its scope.</summary>
    ClaimScope,

    /// <summary>Its closing is past.</summary>
    Lock,

    /// <summary>Reserve the seats and write the inputs as rows.</summary>
    Freeze,

    /// <summary>Clear the frozen inputs, from the beginning.</summary>
    Clear,

    /// <summary>Its publication is due.</summary>
    Publish,

    /// <summary>Make the offers from <see cref="RoundState.OffersMade"/> on.</summary>
    MakeOffers,

    /// <summary>Turn the moves of a repair into offers.</summary>
    MoveOffers,

    /// <summary>End its reservations, then give its scope back.</summary>
    ReleaseScope,
}

/// <summary>Decides from the row alone what is next to be done for a round, and when.</summary>
public static class RoundPendingWork
{
    public static RoundWork NextWork(this RoundState round, DateTimeOffset now) => round.Phase switch
    {
        RoundPhase.Draft when round.Claim is ScopeClaim.Asked => RoundWork.ClaimScope,
        RoundPhase.Draft when now >= round.Settings.OpensAt => RoundWork.Open,
        RoundPhase.Collecting when now > round.Settings.ClosesAt => RoundWork.Lock,
        RoundPhase.Locked when round.InputDigest is null => RoundWork.Freeze,
        RoundPhase.Solving => RoundWork.Clear,
        RoundPhase.Solved when now >= round.Settings.PublishesAt => RoundWork.Publish,
        RoundPhase.Published when round.OffersMade < round.OffersToMake => RoundWork.MakeOffers,
        RoundPhase.Published when !round.Moving.IsEmpty => RoundWork.MoveOffers,
        RoundPhase.Closed or RoundPhase.Cancelled when round.Claim is ScopeClaim.Held or ScopeClaim.Asked => RoundWork.ReleaseScope,
        _ => RoundWork.None,
    };

    /// <summary>The next date on which something falls due; null where only a hand moves the round on.</summary>
    public static DateTimeOffset? NextDate(this RoundState round) => round.Phase switch
    {
        RoundPhase.Draft => round.Settings.OpensAt,
        RoundPhase.Collecting => round.Settings.ClosesAt,
        RoundPhase.Solved => round.Settings.PublishesAt,
        _ => null,
    };
}
