using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Domain.Employers;
using VocMatch.Domain.Markets;

namespace VocMatch.Domain.Placements;

/// <summary>Offers and applications as the employer sees them: under a pseudonym until the student has shared who they are, or has accepted.</summary>
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
            entry.WaitingNumber is { } number ? state.Seats().Offers.WaitingUpTo(number) : null,
            offer.Reason,
            offer.KeptUntil);
    }

    public static EmployerApplication Shown(this Application application, Pseudonyms pseudonyms) => new(
        application.Placement,
        pseudonyms.Of(application.Placement, application.Student),
        application.Stage,
        application.Changes,
        application.SharedAt is null ? null : application.Student,
        application.SharedAt,
        application.AnsweredAt,
        application.Stage is ApplicationStage.Shared ? application.SharedAt?.AddDays(AnswerClock.DaysToAnswer) : null,
        application.Feedback);

    /// <summary>Who of those that applied or have an offer is called so, by pseudonym or by id.</summary>
    public static StudentId? StudentCalled(this PlacementState state, string candidate, Pseudonyms pseudonyms)
    {
        var placement = state.Entity!.Id;
        var mark = pseudonyms.MarkBehind(placement, candidate);
        foreach (var student in state.Applications.Select(a => a.Student).Concat(state.Seats().Offers.Select(o => o.Offer.Student)))
        {
            if (student.Value == candidate
                || (mark is not null && (Pseudonyms.MarkOf(student) == mark || pseudonyms.IsFormer(placement, student, candidate))))
            {
                return student;
            }
        }

        return null;
    }

    private static bool HasShared(this PlacementState state, StudentId student) =>
        state.ApplicationOf(student)?.SharedAt is not null;
}
