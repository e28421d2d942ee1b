using VocMatch.Contracts.Events;
using VocMatch.Grains.Events;
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
        for (var i = 0; i < Outbox.MostAttempts; i++)
        {
            now += Outbox.LongestWait;
            outbox = outbox.Refused(outbox.Due(now)!.Id, "malformed", now);
        }

        var letter = Assert.Single(outbox.DeadLetters);
        Assert.Equal(("p0:1", 5, "malformed"), (letter.Event.Id, letter.Attempts, letter.LastError));
        Assert.Equal("p0:2", outbox.Due(now)!.Id);
    }

    [Fact]
    public void A_refused_event_waits_longer_each_time()
    {
        var outbox = Recorded(1).Refused("p0:1", "busy", Now);

        Assert.Null(outbox.Due(Now.AddSeconds(2).AddTicks(-1)));
        Assert.NotNull(outbox.Due(Now.AddSeconds(2)));
        Assert.Equal([2d, 4d, 8d, 16d], Enumerable.Range(1, 4).Select(i => Outbox.WaitAfter(i).TotalSeconds));
    }

    [Fact]
    public void An_outage_never_sets_an_event_aside()
    {
        var outbox = Recorded(1);
        for (var i = 0; i < 500; i++)
        {
            outbox = outbox.Unreachable("p0:1", Now);
        }

        Assert.Empty(outbox.DeadLetters);
        Assert.Equal(Now + Outbox.LongestWait, outbox.NotBefore);
    }

    [Fact]
    public void A_dead_letter_can_be_sent_again()
    {
        var outbox = Recorded(1);
        for (var i = 0; i < Outbox.MostAttempts; i++)
        {
            outbox = outbox.Refused("p0:1", "malformed", Now);
        }

        Assert.Equal("p0:1", outbox.Redrive("p0:1").Due(Now)!.Id);
    }

    [Fact]
    public void A_repeated_receipt_removes_one_event()
    {
        var once = Recorded(2).Delivered("p0:1");

        Assert.Same(once, once.Delivered("p0:1"));
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
