using VocMatch.Contracts.Offers;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Records;
using VocMatch.Grains.Simulation.Cluster;
using Xunit;

namespace VocMatch.Grains.Simulation.Offers;

/// <summary>What is kept of a placement's offers is what a look at all of them says, after any changes; and only what changed is written.</summary>
public sealed class SeatOffersTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void What_is_kept_is_what_a_look_at_all_offers_says_after_any_changes(int seed)
    {
        var random = new Random(seed);
        var offers = new SeatOffers();
        var plain = new List<SeatOffer>();
        for (var change = 0; change < 600; change++)
        {
            if (plain.Count < 250 && random.Next(2) == 0)
            {
                plain.Add(Any(plain.Count, random));
                offers = offers.Add(plain[^1]);
            }
            else if (plain.Count > 0)
            {
                var at = random.Next(plain.Count);
                plain[at] = Any(at, random);
                offers = offers.Replace(plain[at]);
            }

            AssertSame(plain, offers, random);
        }

        var read = SeatOffers.Of(Parts<SeatOffer>.Stored(SeatOffers.KeyOf, plain));
        AssertSame(plain, read, random);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_the_store_is_told_of_is_what_it_does_not_hold_whichever_write_fails(int seed)
    {
        var random = new Random(seed);
        var parts = new Parts<SeatOffer>(SeatOffers.KeyOf);
        var store = new Dictionary<int, SeatOffer>();
        Assert.False(((IParts)parts).IsKnown);
        for (var write = 0; write < 200; write++)
        {
            var next = parts;
            for (var change = random.Next(5); change > 0; change--)
            {
                next = next.With(Any(random.Next(Math.Min(200, next.Count + 1)), random));
            }

            var changes = ((IParts)next).Changes().ToList();
            Assert.Equal(
                next.Select((offer, place) => (offer, place)).Where(one => !ReferenceEquals(store.GetValueOrDefault(one.place), one.offer)).Select(one => one.place),
                changes.Select(change => change.Number));
            if (random.Next(4) == 0)
            {
                continue;
            }

            parts = next;
            changes.ForEach(change => store[change.Number] = (SeatOffer)change.Item);
            ((IParts)parts).Store();
            Assert.Empty(((IParts)parts).Changes());
            Assert.Equal(store.OrderBy(one => one.Key).Select(one => one.Value), parts);
        }

        Assert.True(((IParts)parts).IsKnown);
    }

    private static void AssertSame(List<SeatOffer> plain, SeatOffers offers, Random random)
    {
        Assert.Equal(plain, offers);
        Assert.All(Enum.GetValues<OfferStatus>(), status => Assert.Equal(plain.Count(one => one.Offer.Status == status), offers.CountOf(status)));
        Assert.Equal(plain.Where(one => one.Offer.Status.IsLive()), offers.Live);
        var waiting = plain.Where(one => one.Offer.Status is OfferStatus.Waiting).OrderBy(one => one.WaitingNumber).ToList();
        Assert.Equal(waiting, offers.Waiting);
        Assert.Equal(waiting.FirstOrDefault(), offers.FirstWaiting);
        Assert.All(waiting, (one, i) => Assert.Equal(i + 1, offers.WaitingUpTo(one.WaitingNumber!.Value)));
        Assert.Equal(plain.Where(one => one.NeedsNotice), offers.Unnotified);
        Assert.Equal(plain.Where(one => one.Offer.Status.IsOpen()).Min(one => one.Offer.ExpiresAt), offers.NextDeadline);
        var instant = Now.AddHours(random.Next(50));
        Assert.Equal(plain.Where(one => one.Offer.Status.IsOpen() && one.Offer.ExpiresAt < instant), offers.Before(instant));
        var student = Setup.Student(random.Next(8));
        Assert.Equal(plain.Any(one => one.Offer.Student == student && one.Offer.Status.IsLive()), offers.HasLive(student));
        Assert.Equal(plain.Any(one => one.Offer.Round == Setup.Round), offers.HasAny(Setup.Round));
        Assert.Equal(plain.Count(one => one.Offer.Round == Setup.Round && one.Offer.Status is OfferStatus.Held or OfferStatus.Accepted), offers.Seated(Setup.Round));
        var id = Setup.Offer(random.Next(256));
        Assert.Equal(plain.Find(one => one.Offer.Id == id), offers.Find(id));
    }

    /// <summary>The round and the student are the offer's own, whatever becomes of it.</summary>
    private static SeatOffer Any(int number, Random random)
    {
        var status = (OfferStatus)random.Next(Enum.GetValues<OfferStatus>().Length);
        return new(
            new()
            {
                Id = Setup.Offer(number),
                Placement = Setup.Placement(0),
                Student = Setup.Student(number % 8),
                Status = status,
                Pattern = Setup.Patterns[0],
                ExpiresAt = status is OfferStatus.Waiting ? null : Now.AddHours(random.Next(50)),
                Round = number % 3 == 0 ? Setup.Round : null,
                Revision = 1 + random.Next(2),
            },
            [],
            AcknowledgedRevision: random.Next(3),
            WaitingNumber: status is OfferStatus.Waiting ? (random.Next(1_000_000) * 1_000L) + number : null);
    }
}
