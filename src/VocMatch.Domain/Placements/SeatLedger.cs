using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Placements;

/// <summary>
/// The seats of one placement: who is offered one, who holds one, who has taken one. It is part of the placement's state, and the placement
/// is its only writer, so that one row with its version decides who gets a seat. Commands return what to write; they change nothing themselves.
/// Always: seats held + seats accepted + seats reserved for rounds is at most <see cref="Seats"/>.
/// </summary>
public sealed partial record SeatLedger(PlacementId Placement)
{
    public int Seats { get; init; }

    public WaitingListPolicy Policy { get; init; } = WaitingListPolicy.Automatic;

    /// <summary>How long somebody from the waiting list has to answer, in hours.</summary>
    public int PromotionHours { get; init; } = 72;

    /// <summary>Each in a row of its own, not in the placement's.</summary>
    [JsonIgnore]
    public SeatOffers Offers { get; init; } = new();

    public ImmutableArray<SeatReservation> Reservations { get; init; } = [];

    public long Acceptances { get; init; }

    public long WaitingNumbers { get; init; }

    [JsonIgnore]
    public int Taken => CountOf(OfferStatus.Held) + CountOf(OfferStatus.Accepted) + Reserved;

    [JsonIgnore]
    public int Reserved
    {
        get
        {
            var left = 0;
            foreach (var reservation in Reservations)
            {
                left += reservation.Ended ? 0 : reservation.Left;
            }

            return left;
        }
    }

    [JsonIgnore]
    public int Free => Seats - Taken;

    public SeatCount Count() => new(
        Seats, Reserved, CountOf(OfferStatus.Held), CountOf(OfferStatus.Accepted), CountOf(OfferStatus.Waiting), Free);

    public SeatOffer? Find(OfferId id) => Offers.Find(id);

    /// <summary>What a round has here; null where it never had anything.</summary>
    public SeatReservation? Find(RoundId round) => Reservations.FirstOrDefault(r => r.Round == round);

    /// <summary>Copies the students concerned do not hold yet: sent again until <see cref="Acknowledge"/>.</summary>
    public IEnumerable<Offer> Notices() => Offers.Unnotified.Select(o => o.Offer);

    /// <summary>The next instant at which <see cref="ExpireDue"/> has something to do; null where nothing runs out.</summary>
    public DateTimeOffset? NextDeadline() => Offers.NextDeadline is { } deadline ? deadline + Offer.Grace : null;

    /// <summary>The student holds this revision.</summary>
    public SeatLedger Acknowledge(OfferId id, long revision) =>
        Find(id) is { } found && found.AcknowledgedRevision < revision
            ? With(found with { AcknowledgedRevision = Math.Min(revision, found.Offer.Revision) })
            : this;

    private int CountOf(OfferStatus status) => Offers.CountOf(status);

    private SeatLedger With(SeatOffer entry) => this with { Offers = Offers.Replace(entry) };

    private DomainEvent EventOf(EventKind kind, Offer offer, string? detail = null) =>
        new(kind, Placement, offer.Student, offer.Id, offer.Round, Detail: detail);

    private static Decision<SeatLedger, Outcome<T>> Refuse<T>(SeatLedger ledger, string detail)
        where T : class => new(ledger, Refusal.Conflict(detail));

    private Decision<SeatLedger, Outcome<T>> Missing<T>(OfferId id)
        where T : class => new(this, Refusal.NotFound($"Offer '{id}' of placement '{Placement}'"));
}
