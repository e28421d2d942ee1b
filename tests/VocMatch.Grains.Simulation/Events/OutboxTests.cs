using System.Text.Json;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Json;
using VocMatch.Domain.Notifications;
using VocMatch.Domain.Records;
using VocMatch.Grains.Simulation.Cluster;
using Xunit;

namespace VocMatch.Grains.Simulation.Events;

public sealed class OutboxTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_event_that_is_refused_five_times_is_set_aside_and_those_behind_it_go_on()
    {
        var outbox = Recorded(2);
        var now = Now;
        DeadLetter? letter = null;
        for (var i = 0; i < Outbox.MaxAttempts; i++)
        {
            Assert.Null(letter);
            now += Outbox.MaxWait;
            (outbox, letter) = outbox.Refused("a", outbox.Due("a", now).First().Id, "malformed", now);
        }

        Assert.NotNull(letter);
        Assert.Equal(("p0:1", 5, "malformed", "a"), (letter.Event.Id, letter.Attempts, letter.LastError, letter.Receiver));
        Assert.Equal("p0:2", outbox.Due("a", now).First().Id);
    }

    [Fact]
    public void A_refused_event_waits_longer_each_time()
    {
        var (outbox, _) = Recorded(1).Refused("a", "p0:1", "busy", Now);

        Assert.Empty(outbox.Due("a", Now.AddSeconds(1.5)));
        Assert.NotEmpty(outbox.Due("a", Now.AddSeconds(2)));
        for (var wait = 4; wait <= 16; wait *= 2)
        {
            (outbox, _) = outbox.Refused("a", "p0:1", "busy", Now);
            Assert.InRange(outbox.Of("a").NotBefore!.Value, Now.AddSeconds(0.75 * wait), Now.AddSeconds(wait));
        }
    }

    [Fact]
    public void What_one_receiver_does_not_take_reaches_the_others_and_waits_for_that_one_alone()
    {
        string[] receivers = ["a", "b"];
        var outbox = Recorded(2).Refused("a", "p0:1", "busy", Now).Outbox.Received("b", 2).Trim(receivers);

        Assert.Empty(outbox.Due("b", Now));
        Assert.Equal(["p0:1", "p0:2"], outbox.Due("a", Now + Outbox.MaxWait).Select(e => e.Id));
        Assert.True(outbox.Received("a", 2).Trim(receivers).IsEmpty);
        Assert.Empty(outbox.Received("a", 2).Trim(receivers).Receivers);
    }

    [Fact]
    public void A_receiver_that_joins_later_starts_with_what_is_pending()
    {
        string[] receivers = ["a", "b"];
        var outbox = Recorded(3).Received("a", 3).Received("b", 2).Trim(receivers);

        Assert.Equal(["p0:3"], outbox.Due("c", Now).Select(e => e.Id));
    }

    [Fact]
    public void An_outage_of_less_than_a_day_sets_nothing_aside()
    {
        var outbox = Recorded(1);
        for (var i = 0; i < 500; i++)
        {
            (outbox, var letter) = outbox.Unreachable("a", "p0:1", Now.AddMinutes(2 * i));
            Assert.Null(letter);
        }

        var last = Now.AddMinutes(2 * 499);
        Assert.InRange(outbox.Of("a").NotBefore!.Value, last + (0.75 * Outbox.MaxWait), last + Outbox.MaxWait);
    }

    [Fact]
    public void An_event_for_which_its_receiver_is_never_reached_does_not_hold_up_those_behind_it_for_ever()
    {
        var (outbox, letter) = Recorded(2).Unreachable("a", "p0:1", Now).Outbox.Unreachable("a", "p0:1", Now + Outbox.MaxOutage);

        Assert.Equal(("p0:1", "a"), (letter?.Event.Id, letter?.Receiver));
        Assert.Equal(["p0:2"], outbox.Due("a", Now + Outbox.MaxOutage).Select(e => e.Id));
    }

    [Fact]
    public void A_dead_letter_can_be_sent_again()
    {
        var outbox = Recorded(1);
        DeadLetter? letter = null;
        for (var i = 0; i < Outbox.MaxAttempts; i++)
        {
            (outbox, letter) = outbox.Refused("a", "p0:1", "malformed", Now);
        }

        var again = outbox.Trim(["a"]).Redrive(letter!.Event);

        Assert.Equal("p0:1", Assert.Single(again.Due("a", Now)).Id);
        Assert.Same(again, again.Redrive(letter.Event));
        Assert.Equal(2, again.Received("a", 2).Trim(["a"]).Redrive(letter.Event).Pending.Single().Sequence - 1);
    }

    [Fact]
    public void What_is_set_aside_for_one_receiver_and_waits_for_another_is_sent_again_behind_it()
    {
        var outbox = Recorded(1);
        DeadLetter? letter = null;
        for (var i = 0; i < Outbox.MaxAttempts; i++)
        {
            (outbox, letter) = outbox.Refused("a", "p0:1", "malformed", Now);
        }

        var again = outbox.Redrive(letter!.Event);

        Assert.Equal([2L], again.Due("a", Now).Select(pending => pending.Sequence));
        Assert.Equal([1L, 2L], again.Due("b", Now).Select(pending => pending.Sequence));
    }

    [Theory]
    [InlineData(Outbox.MaxInRow)]
    [InlineData(Outbox.MaxInRow + 1)]
    [InlineData(1_000)]
    public void The_row_of_a_source_whose_receiver_is_away_holds_the_first_events_and_no_more(int events)
    {
        var row = JsonSerializer.Deserialize<Outbox>(JsonSerializer.Serialize(Recorded(events), WireJson.Options), WireJson.Options)!;

        Assert.Equal(Recorded(events).Pending.Take(Outbox.MaxInRow).Select(e => e.Id), row.Pending.Select(e => e.Id));
        Assert.Equal(events, row.Recorded);
    }

    [Fact]
    public void An_event_that_is_received_twice_is_removed_once()
    {
        var once = Recorded(2).Received("a", 1);

        Assert.Same(once, once.Received("a", 1));
    }

    [Fact]
    public void A_row_of_before_receivers_were_told_apart_is_read_and_goes_on()
    {
        const string Row = """{"source":"p0","recorded":2,"pending":[{"id":"p0:2","source":"p0","sequence":2,"at":"2026-03-02T08:00:00+00:00","event":{"kind":"offerMade"}}],"deadLetters":[],"refusals":3,"outages":0,"notBefore":"2026-03-02T09:00:00+00:00"}""";

        var outbox = JsonSerializer.Deserialize<Outbox>(Row, WireJson.Options)!;

        Assert.Equal(["p0:2"], outbox.Due("a", Now).Select(e => e.Id));
        Assert.DoesNotContain("refusals\":3", JsonSerializer.Serialize(outbox, WireJson.Options), StringComparison.Ordinal);
    }

    [Fact]
    public void Everybody_concerned_has_a_copy_of_their_own()
    {
        var what = new DomainEvent(
            EventKind.OfferExpired, Setup.Placement(0), Setup.Student(0), Employer: Contracts.Identity.EmployerId.Parse("e1"));

        var copies = Notifications.For(new("p0:1", "p0", 1, Now, what)).ToArray();

        Assert.Equal(["student:s0", "employer:e1"], copies.Select(c => c.Recipient));
        Assert.Equal("p0:1>student:s0", copies[0].Id);
    }

    private static Outbox Recorded(int events) =>
        new Outbox("p0").Record(Enumerable.Repeat(new DomainEvent(EventKind.OfferMade), events), Now);
}
