using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Domain.Placements;
using VocMatch.Grains.Simulation.Histories;

namespace VocMatch.Grains.Simulation.Cluster;

/// <summary>What clients ask and are answered, and what the platform does of its own accord, as a history.</summary>
public sealed class Watch(SimulatedCluster cluster)
{
    private readonly List<Operation> _operations = [];
    private readonly Dictionary<(OfferId Offer, int Attempt), List<Operation>> _waiting = [];
    private readonly HashSet<(OfferId Offer, OperationKind Kind)> _ownDoing = [];

    /// <summary>For waiting on the end of a step that is no attempt to take the seat.</summary>
    public const int NoAttempt = 0;

    public IReadOnlyList<Operation> Operations => _operations;

    public Operation Begin(OperationKind kind, int pool, int offer = -1, int value = 0)
    {
        var operation = new Operation { Kind = kind, Pool = pool, Offer = offer, Value = value, Invoked = cluster.Tick() };
        _operations.Add(operation);
        return operation;
    }

    public void Answer(Operation operation, OperationResult result, long number = 0) =>
        operation.Answer(result, cluster.Tick(), number);

    /// <summary>The client is answered when the student has heard the placement's answer to this attempt.</summary>
    public void Await(Operation operation, OfferId offer, int attempt)
    {
        if (!_waiting.TryGetValue((offer, attempt), out var waiting))
        {
            _waiting[(offer, attempt)] = waiting = [];
        }

        waiting.Add(operation);
    }

    /// <summary>A student's row says how the step ended: the clients who wait for it are told.</summary>
    public void Notified(StudentOffer? standing, OfferId offer, int? attempt, SeatVerdict? verdict, Offer? copy)
    {
        if (standing is null || standing.Status.IsUnderWay() || standing.Attempt != (attempt ?? standing.Attempt)
            || !_waiting.Remove((offer, attempt ?? NoAttempt), out var waiting))
        {
            return;
        }

        foreach (var operation in waiting)
        {
            Answer(
                operation,
                verdict switch
                {
                    null or SeatVerdict.Taken => OperationResult.Ok,
                    SeatVerdict.Full => OperationResult.Full,
                    _ => OperationResult.Gone,
                },
                copy?.AcceptanceNumber ?? 0);
        }
    }

    /// <summary>Deadlines pass without a client: recorded as operations that nobody answers.</summary>
    public void MayExpire(SeatLedger before, SeatLedger after)
    {
        if (ReferenceEquals(before, after))
        {
            return;
        }

        foreach (var entry in after.Offers)
        {
            if (entry.Offer.Status is OfferStatus.Expired)
            {
                OwnDoing(OperationKind.Expire, entry.Offer.Id, Setup.Number(after.Placement));
            }
        }
    }

    public void MayDecline(OfferId offer, int pool) => OwnDoing(OperationKind.Decline, offer, pool);

    private void OwnDoing(OperationKind kind, OfferId offer, int pool)
    {
        if (_ownDoing.Add((offer, kind)) && offer.Value[0] == 'o')
        {
            Begin(kind, pool, Setup.Number(offer));
        }
    }
}
