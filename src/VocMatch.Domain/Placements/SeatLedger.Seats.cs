using VocMatch.Contracts.Events;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Placements;

/// <summary>Seats: how many, which are a round's, and what becomes of one that comes free.</summary>
public sealed partial record SeatLedger
{
    /// <summary>Changes the number of seats; never below those that are held, taken or reserved.</summary>
    public Decision<SeatLedger, Outcome<SeatCount>> SetSeats(int seats, DateTimeOffset now)
    {
        if (seats == Seats)
        {
            return new(this, Count());
        }

        if (seats < Taken)
        {
            return Refuse<SeatCount>(
                this,
                $"{seats} seats are too few: {CountOf(OfferStatus.Accepted)} are taken, {CountOf(OfferStatus.Held)} held by offers and {Reserved} reserved for rounds.");
        }

        var filled = (this with { Seats = seats }).FillFreeSeats(now);
        return new(
            filled.State,
            filled.State.Count(),
            [new(EventKind.SeatsChanged, Placement, Detail: $"{Seats} -> {seats}"), .. filled.Events]);
    }

    /// <summary>Changes what becomes of a seat that comes free; where seats are free and somebody waits, the new policy holds for them.</summary>
    public Decision<SeatLedger, SeatCount> SetPolicy(WaitingListPolicy policy, DateTimeOffset now)
    {
        if (policy == Policy)
        {
            return new(this, Count());
        }

        var filled = (this with { Policy = policy }).FillFreeSeats(now);
        return new(filled.State, filled.State.Count(), filled.Events);
    }

    /// <summary>Gives seats to a round. A round that has some keeps them: repeating it changes nothing and tells how many are left.</summary>
    /// <param name="seats">1 and more; all of them free now.</param>
    public Decision<SeatLedger, Outcome<SeatGrant>> Reserve(RoundId round, int seats)
    {
        if (Reservations.FirstOrDefault(r => r.Round == round) is { } existing)
        {
            return existing.Ended
                ? Refuse<SeatGrant>(this, $"Round '{round}' has ended here.")
                : new(this, new SeatGrant(round, existing.Left));
        }

        return seats < 1 || seats > Free
            ? Refuse<SeatGrant>(this, $"{seats} seats cannot be reserved: {Free} of {Seats} are free.")
            : new(
                this with { Reservations = Reservations.Add(new(round, seats, Ended: false)) },
                new SeatGrant(round, seats),
                [new(EventKind.SeatsReserved, Placement, Round: round, Detail: $"{seats}")]);
    }

    /// <summary>What a round was given here, and what it could be given besides.</summary>
    public RoundSeatCount Count(RoundId round) => new(Given(round), Math.Max(0, Free));

    /// <summary>Gives a round that has seats here more of those that are free. Repeating it changes nothing.</summary>
    /// <param name="given">What the round is to have in all: left over, held and taken by its offers.</param>
    public Decision<SeatLedger, Outcome<SeatGrant>> Raise(RoundId round, int given)
    {
        if (Find(round) is not { Ended: false } existing)
        {
            return Refuse<SeatGrant>(this, $"Round '{round}' has no seats here.");
        }

        var more = given - Given(round);
        if (more <= 0)
        {
            return new(this, new SeatGrant(round, existing.Left));
        }

        return more > Free
            ? Refuse<SeatGrant>(this, $"{more} more seats cannot be reserved: {Free} of {Seats} are free.")
            : new(
                With(existing with { Left = existing.Left + more }),
                new SeatGrant(round, existing.Left + more),
                [new(EventKind.SeatsReserved, Placement, Round: round, Detail: $"{more}")]);
    }

    /// <summary>The round lets go of what it has left here, and may be given seats again.</summary>
    public Decision<SeatLedger, SeatCount> GiveBack(RoundId round, DateTimeOffset now)
    {
        if (Find(round) is not { Ended: false, Left: > 0 } existing)
        {
            return new(this, Count());
        }

        var filled = With(existing with { Left = 0 }).FillFreeSeats(now);
        return new(
            filled.State,
            filled.State.Count(),
            [new(EventKind.ReservationEnded, Placement, Round: round), .. filled.Events]);
    }

    /// <summary>The round has no more claim to seats here: what it did not use is free. Its offers stand.</summary>
    public Decision<SeatLedger, SeatCount> EndReservation(RoundId round, DateTimeOffset now)
    {
        var existing = Reservations.FirstOrDefault(r => r.Round == round);
        if (existing is { Ended: true })
        {
            return new(this, Count());
        }

        var ended = new SeatReservation(round, 0, Ended: true);
        var freed = existing is null ? this with { Reservations = Reservations.Add(ended) } : With(ended);
        var filled = freed.FillFreeSeats(now);
        return new(
            filled.State,
            filled.State.Count(),
            [new(EventKind.ReservationEnded, Placement, Round: round), .. filled.Events]);
    }

    /// <summary>Offers a free seat to the first who waits; what an employer confirms under <see cref="WaitingListPolicy.OnConfirmation"/>.</summary>
    public Decision<SeatLedger, Outcome<Offer>> PromoteNext(DateTimeOffset now)
    {
        if (Free <= 0)
        {
            return Refuse<Offer>(this, "No seat is free.");
        }

        return Offers.FirstWaiting is { } first ? Promote(first, now) : Refuse<Offer>(this, "Nobody waits.");
    }

    private Decision<SeatLedger, Outcome<Offer>> Promote(SeatOffer waiting, DateTimeOffset now)
    {
        var moved = waiting.Move(OfferAction.Promote, now);
        moved = moved with { Offer = moved.Offer with { ExpiresAt = now.AddHours(PromotionHours) } };
        return new(With(moved), moved.Offer, [EventOf(EventKind.OfferPromoted, moved.Offer)]);
    }

    /// <summary>Moves an offer on; a seat that comes free by it goes back to its round, or else to who waits.</summary>
    private Decision<SeatLedger, Outcome<Offer>> Move(
        SeatOffer found, OfferAction action, EventKind kind, string? reason, DateTimeOffset now)
    {
        var freesSeat = found.Offer.Status is OfferStatus.Held or OfferStatus.Accepted;
        var moved = found.Move(action, now, reason);
        var ledger = With(moved);
        DomainEvent[] events = [EventOf(kind, moved.Offer, reason)];
        if (!freesSeat)
        {
            return new(ledger, moved.Offer, [.. events]);
        }

        if (Reservations.FirstOrDefault(r => r.Round == found.Offer.Round && !r.Ended) is { } reservation)
        {
            return new(ledger.With(reservation with { Left = reservation.Left + 1 }), moved.Offer, [.. events]);
        }

        var filled = ledger.FillFreeSeats(now);
        return new(filled.State, moved.Offer, [.. events, .. filled.Events]);
    }

    private Decision<SeatLedger, int> FillFreeSeats(DateTimeOffset now)
    {
        var ledger = this;
        var events = new List<DomainEvent>();
        if (Policy is WaitingListPolicy.OnConfirmation)
        {
            return Free > 0 && Offers.FirstWaiting is not null
                ? new(this, 0, [new(EventKind.SeatFreed, Placement, Detail: $"{Free}")])
                : new(this, 0);
        }

        while (ledger.Free > 0 && ledger.Offers.FirstWaiting is { } first)
        {
            var promoted = ledger.Promote(first, now);
            ledger = promoted.State;
            events.AddRange(promoted.Events);
        }

        return new(ledger, events.Count, [.. events]);
    }

    private int Given(RoundId round) =>
        (Find(round) is { Ended: false } reservation ? reservation.Left : 0)
        + Offers.Seated(round);

    private SeatLedger With(SeatReservation reservation) =>
        this with { Reservations = Reservations.Replace(Reservations.First(r => r.Round == reservation.Round), reservation) };
}
