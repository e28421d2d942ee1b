using System.Text.Json;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Json;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Placements;
using VocMatch.Grains.Simulation.Cluster;
using Xunit;

namespace VocMatch.Grains.Simulation.Offers;

public sealed class SeatLedgerTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Deadline = Now.AddDays(3);

    [Fact]
    public void Taking_the_last_seat_twice_fills_one()
    {
        var ledger = Offer(Empty(seats: 1), 0, holds: false);

        var once = ledger.Take(Setup.Offer(0), 1, Now, Now);
        var twice = once.State.Take(Setup.Offer(0), 1, Now, Now.AddDays(9));

        Assert.Equal(SeatVerdict.Taken, twice.Answer.Value!.Verdict);
        Assert.Same(once.State, twice.State);
        Assert.Equal(1, once.State.Count().Accepted);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(999)]
    public void Of_a_thousand_who_accept_exactly_as_many_as_there_are_seats_get_one(int seats)
    {
        var ledger = Empty(seats);
        var offers = Enumerable.Range(0, 1_000).Select(i => OfferId.Parse($"of{i}")).ToArray();
        for (var i = 0; i < offers.Length; i++)
        {
            var student = Contracts.Identity.StudentId.Parse($"st{i}");
            ledger = ledger.MakeOffer(new(offers[i], student, Deadline, HoldsSeat: false), Setup.Patterns[0], Now).State;
        }

        var taken = 0;
        foreach (var offer in offers)
        {
            var decision = ledger.Take(offer, 1, Now, Now);
            ledger = decision.State;
            taken += decision.Answer.Value!.Verdict is SeatVerdict.Taken ? 1 : 0;
        }

        Assert.Equal(seats, taken);
        Assert.Equal(0, ledger.Free);
    }

    [Fact]
    public void A_round_is_raised_to_what_it_is_to_have_in_all_and_not_beyond_what_is_free()
    {
        var round = Contracts.Identity.RoundId.Parse("spring");
        var ledger = Empty(seats: 3).Reserve(round, 1).State;
        ledger = ledger.MakeRoundOffer(round, new(Setup.Offer(0), Setup.Student(0), Deadline), Setup.Patterns[0], Now).State;
        Assert.Equal(new RoundSeatCount(Given: 1, Free: 2), ledger.Count(round));

        var raised = ledger.Raise(round, 2);

        Assert.Equal(1, raised.Answer.Value!.Seats);
        Assert.Same(raised.State, raised.State.Raise(round, 2).State);
        Assert.Equal(new RoundSeatCount(Given: 2, Free: 1), raised.State.Count(round));
        Assert.False(raised.State.Raise(round, 4).Answer.Succeeded);
        Assert.False(raised.State.EndReservation(round, Now).State.Raise(round, 3).Answer.Succeeded);
    }

    [Fact]
    public void A_copy_of_an_attempt_that_was_told_full_takes_no_seat_that_came_free_since()
    {
        var ledger = Offer(Offer(Empty(seats: 1) with { Policy = WaitingListPolicy.OnConfirmation }, 0, holds: false), 1, holds: false);
        ledger = ledger.Take(Setup.Offer(0), 1, Now, Now).State;
        ledger = ledger.Take(Setup.Offer(1), 1, Now, Now).State;
        ledger = ledger.Release(Setup.Offer(0), "moving away", Now).State;
        ledger = ledger.PromoteNext(Now).State;

        var late = ledger.Take(Setup.Offer(1), 1, Now, Now);

        Assert.Equal(SeatVerdict.Full, late.Answer.Value!.Verdict);
        Assert.Equal(OfferStatus.Held, late.Answer.Value.Offer.Status);
        Assert.Same(ledger, late.State);
    }

    [Theory]
    [InlineData(0, SeatVerdict.Taken)]
    [InlineData(1, SeatVerdict.Expired)]
    public void A_yes_counts_up_to_and_including_the_deadline(int ticksAfter, SeatVerdict expected)
    {
        var ledger = Offer(Empty(seats: 1), 0, holds: true);

        var answer = ledger.Take(Setup.Offer(0), 1, Deadline.AddTicks(ticksAfter), Deadline.AddMinutes(1)).Answer;

        Assert.Equal(expected, answer.Value!.Verdict);
    }

    [Fact]
    public void A_seat_that_comes_free_goes_to_the_first_who_waits()
    {
        var ledger = Offer(Offer(Offer(Empty(seats: 1), 0, holds: true), 1, holds: true), 2, holds: true);

        ledger = ledger.Decline(Setup.Offer(0), null, Now).State;

        Assert.Equal(OfferStatus.Held, ledger.Find(Setup.Offer(1))!.Offer.Status);
        Assert.Equal(OfferStatus.Waiting, ledger.Find(Setup.Offer(2))!.Offer.Status);
    }

    [Fact]
    public void Seats_are_not_lowered_below_those_taken_held_and_reserved()
    {
        var ledger = Offer(Empty(seats: 3), 0, holds: true).Reserve(Setup.Round, 1).State;

        Assert.False(ledger.SetSeats(1, Now).Answer.Succeeded);
        Assert.Equal(2, ledger.SetSeats(2, Now).State.Seats);
    }

    [Fact]
    public void A_seat_given_to_a_round_is_not_offered_outside_it()
    {
        var ledger = Empty(seats: 1).Reserve(Setup.Round, 1).State;

        var outside = ledger.MakeOffer(Terms(0, holds: true) with { WaitIfFull = false }, Setup.Patterns[0], Now);
        var ofRound = ledger.MakeRoundOffer(Setup.Round, Terms(1, holds: true), Setup.Patterns[0], Now);

        Assert.False(outside.Answer.Succeeded);
        Assert.Equal(OfferStatus.Held, ofRound.Answer.Value!.Status);
    }

    [Fact]
    public void A_round_s_seat_that_is_declined_stays_the_round_s_until_it_ends()
    {
        var ledger = Offer(Empty(seats: 1).Reserve(Setup.Round, 1).State, 1, holds: true);
        ledger = ledger.MakeRoundOffer(Setup.Round, Terms(0, holds: true), Setup.Patterns[0], Now).State;

        var declined = ledger.Decline(Setup.Offer(0), null, Now).State;
        var ended = declined.EndReservation(Setup.Round, Now).State;

        Assert.Equal((1, 0), (declined.Reserved, declined.Free));
        Assert.Equal(OfferStatus.Held, ended.Find(Setup.Offer(1))!.Offer.Status);
    }

    [Fact]
    public void A_reservation_that_arrives_after_its_end_is_refused() =>
        Assert.False(Empty(seats: 2).EndReservation(Setup.Round, Now).State.Reserve(Setup.Round, 1).Answer.Succeeded);

    [Fact]
    public void An_accepted_offer_is_not_withdrawn()
    {
        var ledger = Offer(Empty(seats: 1), 0, holds: true).Take(Setup.Offer(0), 1, Now, Now).State;

        Assert.False(ledger.Withdraw(Setup.Offer(0), "no budget", Now).Answer.Succeeded);
    }

    [Fact]
    public void A_deadline_in_the_past_is_refused() => Assert.False(
        Empty(seats: 1).MakeOffer(Terms(0, holds: true) with { ExpiresAt = Now }, Setup.Patterns[0], Now).Answer.Succeeded);

    [Fact]
    public void Nothing_expires_within_the_grace_after_its_deadline()
    {
        var ledger = Offer(Empty(seats: 1), 0, holds: true);

        Assert.Equal(0, ledger.ExpireDue(Deadline + Contracts.Offers.Offer.Grace).Answer);
        Assert.Equal(1, ledger.ExpireDue((Deadline + Contracts.Offers.Offer.Grace).AddTicks(1)).Answer);
    }

    [Fact]
    public void Time_that_is_granted_moves_the_deadline()
    {
        var ledger = Offer(Empty(seats: 1), 0, holds: true).AskForTime(Setup.Offer(0), Deadline.AddDays(2)).State;

        var granted = ledger.GrantTime(Setup.Offer(0), Deadline.AddDays(1), Now).Answer.Value!;

        Assert.Equal(Deadline.AddDays(2), ledger.Find(Setup.Offer(0))!.Offer.TimeAsked);
        Assert.Equal((Deadline.AddDays(1), null), (granted.ExpiresAt, granted.TimeAsked));
    }

    [Fact]
    public void A_stored_ledger_reads_as_it_was_written()
    {
        var ledger = Offer(Offer(Empty(seats: 1), 0, holds: true), 1, holds: true).Reserve(Setup.Round, 1).State
            .Take(Setup.Offer(0), 1, Now, Now).State;

        var written = JsonSerializer.Serialize(ledger, WireJson.Options);
        var offers = ledger.Offers.Select(offer => JsonSerializer.SerializeToUtf8Bytes(offer, WireJson.Options)).ToList();
        var row = new PlacementState { Ledger = JsonSerializer.Deserialize<SeatLedger>(written, WireJson.Options) };
        var read = PlacementState.PartKinds[0].Read(row, offers, WireJson.Options).Ledger!;

        Assert.Equal(written, JsonSerializer.Serialize(read, WireJson.Options));
        Assert.Equal(offers, read.Offers.Select(offer => JsonSerializer.SerializeToUtf8Bytes(offer, WireJson.Options)));
        Assert.Equal(ledger.Count(), read.Count());
    }

    private static SeatLedger Empty(int seats) => new(Setup.Placement(0)) { Seats = seats };

    private static OfferTerms Terms(int number, bool holds) => new(Setup.Offer(number), Setup.Student(number), Deadline, holds);

    private static SeatLedger Offer(SeatLedger ledger, int number, bool holds) =>
        ledger.MakeOffer(Terms(number, holds), Setup.Patterns[0], Now).State;
}
