namespace VocMatch.Grains.Simulation.Histories;

/// <summary>
/// What a seat pool would be if one client used it: the sequential specification that histories are held against. Written apart from the
/// ledger, with other data structures: three bits an offer.
/// </summary>
public readonly record struct SeatPoolModel(ulong Offers, int Seats)
{
    public const int MaxOffers = 21;

    private const ulong None = 0;
    private const ulong Waiting = 1;
    private const ulong Open = 2;
    private const ulong Held = 3;
    private const ulong Taken = 4;
    private const ulong Gone = 5;

    /// <summary>The pool after the operation; null where the answer given is not one it could have given here.</summary>
    /// <param name="offer">The operation's offer, numbered within the pool.</param>
    public SeatPoolModel? Apply(Operation operation, int offer)
    {
        var before = offer < 0 ? None : StateOf(offer);
        var (after, result) = operation.Kind switch
        {
            OperationKind.Offer => Offer(before, holds: operation.Value == 1),
            OperationKind.Accept => Accept(before, operation.Result),
            OperationKind.Decline => before is Taken ? (before, OperationResult.Refused) : (Gone, OperationResult.Ok),
            OperationKind.Release => before is Taken or Gone ? (Gone, OperationResult.Ok) : (before, OperationResult.Refused),
            OperationKind.Withdraw => before is Taken ? (before, OperationResult.Refused) : (Gone, Withdrawn(before, operation.Result)),
            OperationKind.Expire => before is Open or Held ? (Gone, OperationResult.Ok) : (before, OperationResult.Ok),
            OperationKind.Read => (before, before is Taken == (operation.Value == 1) ? OperationResult.Ok : OperationResult.Refused),
            _ => (before, operation.Value >= Occupied ? OperationResult.Ok : OperationResult.Refused),
        };
        if (operation.IsKnown && operation.Result != result)
        {
            return null;
        }

        var seats = operation.Kind is OperationKind.Seats && result is OperationResult.Ok ? operation.Value : Seats;
        return new(offer < 0 ? Offers : (Offers & ~(7UL << (3 * offer))) | (after << (3 * offer)), seats);
    }

    private int Occupied
    {
        get
        {
            var occupied = 0;
            for (var offers = Offers; offers != 0; offers >>= 3)
            {
                occupied += (offers & 7) is Held or Taken ? 1 : 0;
            }

            return occupied;
        }
    }

    private ulong StateOf(int offer) => (Offers >> (3 * offer)) & 7;

    private (ulong After, OperationResult Result) Offer(ulong before, bool holds) => before is not None
        ? (before, OperationResult.Ok)
        : (holds ? (Occupied < Seats ? Held : Waiting) : Open, OperationResult.Ok);

    /// <summary>A deadline may have passed unseen: an open offer may answer that it is gone.</summary>
    private (ulong After, OperationResult Result) Accept(ulong before, OperationResult answered) => before switch
    {
        Open or Held when answered is OperationResult.Gone => (Gone, OperationResult.Gone),
        Open when Occupied >= Seats => (Waiting, OperationResult.Full),
        Open or Held or Taken => (Taken, OperationResult.Ok),
        Waiting => (Waiting, OperationResult.Full),
        _ => (before, OperationResult.Gone),
    };

    private static OperationResult Withdrawn(ulong before, OperationResult answered) =>
        before is Gone && answered is OperationResult.Refused ? OperationResult.Refused : OperationResult.Ok;
}
