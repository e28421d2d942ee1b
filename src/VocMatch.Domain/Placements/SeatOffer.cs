using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Offers;

namespace VocMatch.Domain.Placements;

/// <summary>An offer in its placement's ledger.</summary>
/// <param name="Attempt">The student's last attempt that was decided, 0 = none.</param>
/// <param name="Verdict">What was decided on it: an attempt that comes again gets the same.</param>
/// <param name="AcknowledgedRevision">The newest copy the student has confirmed to hold.</param>
/// <param name="WaitingNumber">Place in the order of the waiting list; null where it does not wait.</param>
public sealed record SeatOffer(
    Offer Offer,
    ImmutableArray<OfferChange> Changes,
    int Attempt = 0,
    SeatVerdict? Verdict = null,
    long AcknowledgedRevision = 0,
    long? WaitingNumber = null)
{
    /// <summary>The student holds an older copy than this one.</summary>
    [JsonIgnore]
    public bool NeedsNotice => AcknowledgedRevision < Offer.Revision;

    public SeatOffer Move(OfferAction action, DateTimeOffset now, string? reason = null)
    {
        var next = OfferTransitions.Table.Next(Offer.Status, action)
            ?? throw new InvalidOperationException($"{action} is not possible for an offer that is {Offer.Status}.");
        return this with
        {
            Offer = Offer with
            {
                Status = next,
                Reason = reason,
                TimeAsked = null,
                ExpiresAt = next is OfferStatus.Waiting ? null : Offer.ExpiresAt,
                Revision = Offer.Revision + 1,
            },
            Changes = Changes.Add(new(next, now, reason)),
            WaitingNumber = null,
        };
    }
}
