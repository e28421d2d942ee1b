using VocMatch.Contracts.Events;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Work;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Placements;

/// <summary>What employers and rounds do.</summary>
public sealed partial record SeatLedger
{
    /// <summary>Makes an offer. Repeating it with the same id changes nothing; a student has at most one live offer here.</summary>
    public Decision<SeatLedger, Outcome<Offer>> MakeOffer(OfferTerms terms, WorkPattern pattern, DateTimeOffset now)
    {
        if (Repeated(terms.Id, terms.Student) is { } repeated)
        {
            return repeated;
        }

        if (terms.ExpiresAt <= now)
        {
            return new(this, Refusal.Invalid([new("expiresAt", terms.ExpiresAt.ToString("O"), "The deadline lies in the future.")]));
        }

        var free = Free > 0;
        if (terms.HoldsSeat && !free && !terms.WaitIfFull)
        {
            return Refuse<Offer>(this, $"No seat is free: {Taken} of {Seats} are held, taken or reserved for a round.");
        }

        var status = terms.HoldsSeat ? (free ? OfferStatus.Held : OfferStatus.Waiting) : OfferStatus.Offered;
        var offer = new Offer
        {
            Id = terms.Id,
            Placement = Placement,
            Student = terms.Student,
            Status = status,
            Pattern = pattern,
            ExpiresAt = status is OfferStatus.Waiting ? null : terms.ExpiresAt,
            Message = terms.Message,
            Revision = 1,
            Waived = terms.Waived,
            CheckedOn = terms.CheckedOn,
            Epoch = terms.Epoch,
        };
        return Made(this, offer, now);
    }

    /// <summary>Turns one of the round's seats into an offer. Repeating it with the same id changes nothing.</summary>
    public Decision<SeatLedger, Outcome<Offer>> MakeRoundOffer(
        RoundId round, OfferTerms terms, WorkPattern pattern, DateTimeOffset now)
    {
        if (Repeated(terms.Id, terms.Student) is { } repeated)
        {
            return repeated;
        }

        var reservation = Reservations.FirstOrDefault(r => r.Round == round && !r.Ended);
        if (reservation is null or { Left: 0 })
        {
            return Refuse<Offer>(this, $"Round '{round}' has no seat left at placement '{Placement}'.");
        }

        var offer = new Offer
        {
            Id = terms.Id,
            Placement = Placement,
            Student = terms.Student,
            Status = OfferStatus.Held,
            Pattern = pattern,
            ExpiresAt = terms.ExpiresAt,
            Round = round,
            Message = terms.Message,
            Revision = 1,
            Waived = terms.Waived,
            CheckedOn = terms.CheckedOn,
            Epoch = terms.Epoch,
        };
        return Made(With(reservation with { Left = reservation.Left - 1 }), offer, now);
    }

    /// <summary>Takes an offer back before it is accepted.</summary>
    public Decision<SeatLedger, Outcome<Offer>> Withdraw(OfferId id, string reason, DateTimeOffset now) => Find(id) switch
    {
        null => Missing<Offer>(id),
        { Offer.Status: OfferStatus.Withdrawn } found => new(this, found.Offer),
        { Offer.Status: OfferStatus.Accepted } => Refuse<Offer>(this, "It was accepted already; an agreement is ended early, not withdrawn."),
        { Offer.Status: var status } when !status.IsLive() => Refuse<Offer>(this, $"It is {OfferWords.Of(status)} already."),
        var found => Move(found, OfferAction.Withdraw, EventKind.OfferWithdrawn, reason, now),
    };

    /// <summary>Takes somebody off the waiting list who may not work here any more: the seat that came free is the next one's.</summary>
    public Decision<SeatLedger, Outcome<Offer>> PassOver(OfferId id, string reason, DateTimeOffset now) => Find(id) switch
    {
        null => Missing<Offer>(id),
        { Offer.Status: OfferStatus.Waiting } found => Move(found, OfferAction.Withdraw, EventKind.OfferPassedOver, reason, now),
        var found => Refuse<Offer>(this, $"It does not wait: it is {OfferWords.Of(found.Offer.Status)}."),
    };

    /// <summary>Takes back every offer that is not accepted, since the placement closes. Refused while a round's offers are out.</summary>
    public Decision<SeatLedger, Outcome<SeatCount>> Close(string reason, DateTimeOffset now)
    {
        if (Reservations.FirstOrDefault(r => !r.Ended && Offers.HasAny(r.Round)) is { } reservation)
        {
            return Refuse<SeatCount>(this, $"Round '{reservation.Round}' has offered its seats: it closes once the round is closed.");
        }

        // Who waits first: a seat that comes free by a withdrawal must not be offered to them.
        var ledger = this;
        var events = new List<DomainEvent>();
        foreach (var entry in Offers.Live.Where(o => o.Offer.Status is not OfferStatus.Accepted)
            .OrderBy(o => o.Offer.Status is not OfferStatus.Waiting))
        {
            var moved = ledger.Move(entry, OfferAction.Withdraw, EventKind.OfferWithdrawn, reason, now);
            ledger = moved.State;
            events.AddRange(moved.Events);
        }

        return new(ledger, ledger.Count(), [.. events]);
    }

    /// <summary>Expires what is past its deadline by more than <see cref="Offer.Grace"/>.</summary>
    public Decision<SeatLedger, int> ExpireDue(DateTimeOffset now)
    {
        var ledger = this;
        var events = new List<DomainEvent>();
        var expired = 0;
        foreach (var entry in Offers.Before(now - Offer.Grace))
        {
            var moved = ledger.Move(entry, OfferAction.Expire, EventKind.OfferExpired, null, now);
            ledger = moved.State;
            events.AddRange(moved.Events);
            expired++;
        }

        return new(ledger, expired, [.. events]);
    }

    /// <summary>Gives the student the time asked for, or any other.</summary>
    public Decision<SeatLedger, Outcome<Offer>> GrantTime(OfferId id, DateTimeOffset until, DateTimeOffset now)
    {
        if (Find(id) is not { } found)
        {
            return Missing<Offer>(id);
        }

        if (!found.Offer.Status.IsOpen())
        {
            return Refuse<Offer>(this, $"It is {OfferWords.Of(found.Offer.Status)}: there is no deadline to move.");
        }

        if (found.Offer.ExpiresAt == until && found.Offer.TimeAsked is null)
        {
            return new(this, found.Offer);
        }

        return until <= now || until < found.Offer.ExpiresAt
            ? new(this, Refusal.Invalid([new("until", until.ToString("O"), "The new deadline lies in the future and not before the old one.")]))
            : Revise(found, found.Offer with { ExpiresAt = until, TimeAsked = null }, EventKind.TimeGranted);
    }

    /// <summary>The deadline stays as it is.</summary>
    public Decision<SeatLedger, Outcome<Offer>> RefuseTime(OfferId id) => Find(id) switch
    {
        null => Missing<Offer>(id),
        { Offer.TimeAsked: null } found => new(this, found.Offer),
        var found => Revise(found, found.Offer with { TimeAsked = null }, EventKind.TimeRefused),
    };

    private Decision<SeatLedger, Outcome<Offer>>? Repeated(OfferId id, Contracts.Identity.StudentId student)
    {
        if (Find(id) is { } same)
        {
            return same.Offer.Student == student
                ? new(this, same.Offer)
                : Refuse<Offer>(this, $"Offer '{id}' was made to another student.");
        }

        return Offers.HasLive(student)
            ? Refuse<Offer>(this, "The student has an offer here already.")
            : null;
    }

    private static Decision<SeatLedger, Outcome<Offer>> Made(SeatLedger ledger, Offer offer, DateTimeOffset now)
    {
        var waits = offer.Status is OfferStatus.Waiting;
        var numbers = ledger.WaitingNumbers + (waits ? 1 : 0);
        var entry = new SeatOffer(offer, [new(offer.Status, now, null)], WaitingNumber: waits ? numbers : null);
        return new(
            ledger with { Offers = ledger.Offers.Add(entry), WaitingNumbers = numbers },
            offer,
            [ledger.EventOf(waits ? EventKind.OfferQueued : EventKind.OfferMade, offer)]);
    }

    private Decision<SeatLedger, Outcome<Offer>> Revise(SeatOffer found, Offer offer, EventKind kind)
    {
        var revised = offer with { Revision = offer.Revision + 1 };
        return new(With(found with { Offer = revised }), revised, [EventOf(kind, revised)]);
    }
}
