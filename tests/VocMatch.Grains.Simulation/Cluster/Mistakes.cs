using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Records;

namespace VocMatch.Grains.Simulation.Cluster;

/// <summary>Taking a seat, rightly or as one of the built-in mistakes would do it.</summary>
public static class Mistakes
{
    public static Decision<SeatLedger, Outcome<SeatAnswer>> Take(
        SeatLedger ledger,
        OfferId offer,
        int attempt,
        DateTimeOffset answeredAt,
        DateTimeOffset now,
        Bug bug,
        Activations<PlacementRow> placements,
        int placement) => bug switch
        {
            Bug.NoOperationId => TakeAgain(ledger, offer, attempt, answeredAt, now),
            Bug.CountOutsideTheRow => TakeOnOtherCount(ledger, offer, attempt, answeredAt, now, placements, placement),
            _ => ledger.Take(offer, attempt, answeredAt, now),
        };

    /// <summary>A repeated call takes a second seat.</summary>
    private static Decision<SeatLedger, Outcome<SeatAnswer>> TakeAgain(
        SeatLedger ledger, OfferId offer, int attempt, DateTimeOffset answeredAt, DateTimeOffset now)
    {
        if (ledger.Find(offer) is not { Offer.Status: OfferStatus.Accepted } taken)
        {
            return ledger.Take(offer, attempt, answeredAt, now);
        }

        var again = taken.Offer with { AcceptanceNumber = ledger.Acceptances + 1 };

        // A ledger holds an id once: the second seat stands under one that reads as the same number.
        var second = OfferId.Parse($"o{new string('0', (int)ledger.Acceptances)}{Setup.Number(offer)}");
        return new(
            ledger with
            {
                Offers = ledger.Offers.Add(taken with { Offer = again with { Id = second } }),
                Acceptances = ledger.Acceptances + 1,
            },
            new SeatAnswer(again, attempt, SeatVerdict.Taken));
    }

    /// <summary>Free seats come from whichever copy some silo read last; the row that is written is not asked.</summary>
    private static Decision<SeatLedger, Outcome<SeatAnswer>> TakeOnOtherCount(
        SeatLedger ledger,
        OfferId offer,
        int attempt,
        DateTimeOffset answeredAt,
        DateTimeOffset now,
        Activations<PlacementRow> placements,
        int placement)
    {
        var free = placements.Remembered(SimulatedCluster.Silos - 1 - (placement % SimulatedCluster.Silos), placement).Ledger.Free;
        var decision = (ledger with { Seats = ledger.Taken + Math.Max(0, free) }).Take(offer, attempt, answeredAt, now);
        return decision with { State = decision.State with { Seats = ledger.Seats } };
    }
}
