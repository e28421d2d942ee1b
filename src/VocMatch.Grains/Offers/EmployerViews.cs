using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Grains.Markets;
using VocMatch.Grains.Placements;

namespace VocMatch.Grains.Offers;

/// <summary>Offers as the employer sees them: under a pseudonym until the student has shared who they are, or has accepted.</summary>
internal static class EmployerViews
{
    public static EmployerOffer Shown(this PlacementState state, SeatOffer entry, Pseudonyms pseudonyms)
    {
        var offer = entry.Offer;
        return new(
            offer.Id,
            offer.Placement,
            pseudonyms.Of(offer.Placement, offer.Student),
            offer.Status,
            entry.Changes,
            offer.AcceptanceNumber is not null || state.HasShared(offer.Student) ? offer.Student : null,
            offer.ExpiresAt,
            offer.Round,
            offer.Message,
            offer.TimeAsked,
            offer.AcceptanceNumber,
            entry.WaitingNumber is { } number ? state.Seats().Offers.Count(o => o.WaitingNumber <= number) : null,
            offer.Reason);
    }

    private static bool HasShared(this PlacementState state, StudentId student) =>
        state.Applications?.Any(application => application.Student == student && application.SharedAt is not null) is true;
}
