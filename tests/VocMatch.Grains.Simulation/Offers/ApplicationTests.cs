using VocMatch.Contracts.Offers;
using VocMatch.Domain.Employers;
using VocMatch.Domain.Placements;
using VocMatch.Grains.Simulation.Cluster;
using Xunit;

namespace VocMatch.Grains.Simulation.Offers;

public sealed class ApplicationTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_rejection_without_feedback_is_refused()
    {
        var shared = Shared(Now);

        Assert.False(ApplicationSteps.Apply(shared, ApplicationAction.Reject, " ", Now).Answer.Succeeded);
        Assert.Equal("Too far away.", ApplicationSteps.Apply(shared, ApplicationAction.Reject, "Too far away.", Now).State.Feedback);
    }

    [Fact]
    public void A_step_that_the_stage_does_not_allow_is_refused() =>
        Assert.False(ApplicationSteps.Apply(Shared(Now), ApplicationAction.Share, null, Now).Answer.Succeeded);

    [Fact]
    public void Employers_who_do_not_answer_rank_lower_and_are_told_why()
    {
        var standing = AnswerClock.Of([Shared(Now.AddDays(-15)), Shared(Now.AddDays(-20)), Answered(Now.AddDays(-30))], Now);

        Assert.Equal((1_000 * 5 / 7, 1, 2), (standing.FactorPerMille, standing.Answered, standing.Overdue));
        Assert.Equal(
            "2 applications have waited for your answer for more than 14 days: your placements rank 28.6 % lower until you answer.",
            standing.Sentence);
    }

    [Fact]
    public void An_answer_is_in_time_up_to_and_including_its_last_instant()
    {
        var shared = Shared(Now.AddDays(-AnswerClock.DaysToAnswer));

        Assert.Equal(1_000, AnswerClock.Of([shared], Now).FactorPerMille);
        Assert.Equal(800, AnswerClock.Of([shared], Now.AddTicks(1)).FactorPerMille);
    }

    [Fact]
    public void The_factor_is_never_below_its_least() => Assert.Equal(
        AnswerClock.LowestPerMille, AnswerClock.Of(Enumerable.Repeat(Shared(Now.AddDays(-99)), 50), Now).FactorPerMille);

    private static Application Shared(DateTimeOffset at) => ApplicationSteps.Apply(
        ApplicationSteps.Begin(Setup.Placement(0), Setup.Student(0), at), ApplicationAction.Share, null, at).State;

    private static Application Answered(DateTimeOffset at) =>
        ApplicationSteps.Apply(Shared(at), ApplicationAction.Review, null, at.AddDays(1)).State;
}
