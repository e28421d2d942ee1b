using VocMatch.Contracts.Events;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Placements;

/// <summary>What students' grains ask for. Each is idempotent, and answers with the offer as it stands.</summary>
public sealed partial record SeatLedger
{
    /// <summary>
    /// Takes the seat. An attempt that was decided before gets the same verdict again, whatever has happened since: a message that comes
    /// late or twice can neither take a second seat nor take one after the student was told no.
    /// </summary>
    /// <param name="attempt">Counts the student's own acceptances of this offer, from 1.</param>
    /// <param name="answeredAt">When the student's yes was recorded; it is in time up to and including the deadline.</param>
    public Decision<SeatLedger, Outcome<SeatAnswer>> Take(OfferId id, int attempt, DateTimeOffset answeredAt, DateTimeOffset now)
    {
        if (Find(id) is not { } found)
        {
            return Missing<SeatAnswer>(id);
        }

        if (attempt <= found.Attempt)
        {
            return new(this, new SeatAnswer(found.Offer, found.Attempt, found.Verdict!.Value));
        }

        return found.Offer.Status switch
        {
            OfferStatus.Accepted => Settle(found, attempt, SeatVerdict.Taken),
            OfferStatus.Expired => Settle(found, attempt, SeatVerdict.Expired),
            OfferStatus.Waiting => Settle(found, attempt, SeatVerdict.Full),
            OfferStatus.Offered or OfferStatus.Held when answeredAt > found.Offer.ExpiresAt =>
                Settle(found, attempt, SeatVerdict.Expired, OfferAction.Expire, EventKind.OfferExpired, now),
            OfferStatus.Offered when Free <= 0 => Queue(found, attempt, now),
            OfferStatus.Offered or OfferStatus.Held => Fill(found, attempt, now),
            _ => Settle(found, attempt, SeatVerdict.NotOpen),
        };
    }

    /// <summary>The student says no, or leaves the waiting list.</summary>
    public Decision<SeatLedger, Outcome<Offer>> Decline(OfferId id, string? reason, DateTimeOffset now) => Find(id) switch
    {
        null => Missing<Offer>(id),
        { Offer.Status: var status } found when !status.IsLive() => new(this, found.Offer),
        { Offer.Status: OfferStatus.Accepted } found => new(this, found.Offer),
        var found => Move(found, OfferAction.Decline, EventKind.OfferDeclined, reason, now),
    };

    /// <summary>Gives up a seat that was taken.</summary>
    public Decision<SeatLedger, Outcome<Offer>> Release(OfferId id, string reason, DateTimeOffset now) => Find(id) switch
    {
        null => Missing<Offer>(id),
        { Offer.Status: OfferStatus.Accepted } found => Move(found, OfferAction.Release, EventKind.OfferReleased, reason, now),
        var found when !found.Offer.Status.IsLive() => new(this, found.Offer),
        var found => Refuse<Offer>(this, $"It is {OfferWords.Of(found.Offer.Status)}: no seat was taken."),
    };

    /// <summary>Records that the student asks for a later deadline. One that is no longer open is answered as it stands.</summary>
    public Decision<SeatLedger, Outcome<Offer>> AskForTime(OfferId id, DateTimeOffset until)
    {
        if (Find(id) is not { } found)
        {
            return Missing<Offer>(id);
        }

        return !found.Offer.Status.IsOpen() || until <= found.Offer.ExpiresAt || until == found.Offer.TimeAsked
            ? new(this, found.Offer)
            : Revise(found, found.Offer with { TimeAsked = until }, EventKind.TimeAsked);
    }

    private Decision<SeatLedger, Outcome<SeatAnswer>> Fill(SeatOffer found, int attempt, DateTimeOffset now)
    {
        var number = Acceptances + 1;
        var moved = found.Move(OfferAction.Take, now);
        moved = moved with
        {
            Offer = moved.Offer with { AcceptanceNumber = number },
            Attempt = attempt,
            Verdict = SeatVerdict.Taken,
        };
        return new(
            With(moved) with { Acceptances = number },
            new SeatAnswer(moved.Offer, attempt, SeatVerdict.Taken),
            [EventOf(EventKind.OfferAccepted, moved.Offer)]);
    }

    private Decision<SeatLedger, Outcome<SeatAnswer>> Queue(SeatOffer found, int attempt, DateTimeOffset now)
    {
        var number = WaitingNumbers + 1;
        var moved = found.Move(OfferAction.Queue, now) with { Attempt = attempt, Verdict = SeatVerdict.Full, WaitingNumber = number };
        return new(
            With(moved) with { WaitingNumbers = number },
            new SeatAnswer(moved.Offer, attempt, SeatVerdict.Full),
            [EventOf(EventKind.OfferQueued, moved.Offer)]);
    }

    private Decision<SeatLedger, Outcome<SeatAnswer>> Settle(SeatOffer found, int attempt, SeatVerdict verdict) =>
        new(With(found with { Attempt = attempt, Verdict = verdict }), new SeatAnswer(found.Offer, attempt, verdict));

    private Decision<SeatLedger, Outcome<SeatAnswer>> Settle(
        SeatOffer found, int attempt, SeatVerdict verdict, OfferAction action, EventKind kind, DateTimeOffset now)
    {
        var moved = Move(found with { Attempt = attempt, Verdict = verdict }, action, kind, null, now);
        return new(moved.State, new SeatAnswer(moved.State.Find(found.Offer.Id)!.Offer, attempt, verdict), moved.Events);
    }
}
