using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Employers;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Placements;

/// <summary>Applications as part of their placement's row.</summary>
internal static class PlacementApplications
{
    public static Application? ApplicationOf(this PlacementState state, StudentId student) =>
        state.Applications.Find(student);

    public static PlacementState With(this PlacementState state, Application application, DateTimeOffset now) => (state with
    {
        Applications = state.Applications.With(application),
    }).Recount(now);

    /// <summary>The row with its applications counted anew: matching and the employer's standing read the count in the public record.</summary>
    public static PlacementState Recount(this PlacementState state, DateTimeOffset now)
    {
        var count = AnswerClock.Count(state.Applications.Times, now);
        var shown = count is { Answered: 0, Overdue: 0 } ? null : count;
        return shown == state.Entity!.Answering ? state : state with { Entity = state.Entity with { Answering = shown } };
    }

    /// <summary>One step of an application that was begun.</summary>
    public static Decision<PlacementState, Outcome<Application>> Move(
        this PlacementState state, StudentId student, ApplicationAction action, string? feedback, DateTimeOffset now)
    {
        if (state.ApplicationOf(student) is not { } present)
        {
            return new(state, Refusal.NotFound($"The application for the placement '{state.Entity!.Id}'"));
        }

        var moved = ApplicationSteps.Apply(present, action, feedback, now);
        return new(moved.Changes(present) ? state.With(moved.State, now).Record(moved.Events, now) : state, moved.Answer);
    }

    /// <summary>Who is made an offer is no longer waiting for one.</summary>
    public static Decision<PlacementState, Outcome<Offer>> MovedToOffered(
        this Decision<PlacementState, Outcome<Offer>> made, StudentId student, DateTimeOffset now)
    {
        var open = made.Answer.Succeeded
            && made.State.ApplicationOf(student) is { } application
            && ApplicationTransitions.Table.Next(application.Stage, ApplicationAction.Offer) is not null;
        return open ? made with { State = made.State.Move(student, ApplicationAction.Offer, null, now).State } : made;
    }
}
