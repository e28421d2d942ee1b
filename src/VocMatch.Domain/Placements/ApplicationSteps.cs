using VocMatch.Contracts.Events;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Records;
using VocMatch.Domain.Rules;

namespace VocMatch.Domain.Placements;

/// <summary>Moves an application through its stages.</summary>
public static class ApplicationSteps
{
    public static Application Begin(PlacementId placement, StudentId student, DateTimeOffset now) =>
        new(placement, student, ApplicationStage.New, [new(ApplicationStage.New, now)]);

    /// <summary>One step. An employer who rejects says why; what the employer does first after the sharing stops its clock.</summary>
    public static Decision<Application, Outcome<Application>> Apply(
        Application application, ApplicationAction action, string? feedback, DateTimeOffset now)
    {
        if (ApplicationTransitions.Table.Next(application.Stage, action) is not { } next)
        {
            return new(application, Refusal.Conflict($"The application cannot be {OfferWords.Of(action)}: it is {OfferWords.Of(application.Stage)}."));
        }

        var text = feedback?.Trim();
        if (action is ApplicationAction.Reject && text is null or { Length: 0 or > TextRules.Note })
        {
            return new(application, Refusal.Invalid(
                [new("feedback", feedback, $"Tell the student why, in 1 to {TextRules.Note} characters.")]));
        }

        var byEmployer = action is not (ApplicationAction.Share or ApplicationAction.Withdraw);
        var moved = application with
        {
            Stage = next,
            SharedAt = action is ApplicationAction.Share ? now : application.SharedAt,
            AnsweredAt = byEmployer ? application.AnsweredAt ?? now : application.AnsweredAt,
            Feedback = action is ApplicationAction.Reject ? text : application.Feedback,
            Changes = application.Changes.Add(new(next, now)),
        };
        return new(moved, moved, [new(EventKind.ApplicationMoved, moved.Placement, moved.Student, Detail: $"{next}")]);
    }
}
