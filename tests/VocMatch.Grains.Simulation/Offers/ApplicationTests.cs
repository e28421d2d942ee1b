using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Employers;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Records;
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
        var standing = Standing([Shared(Now.AddDays(-15)), Shared(Now.AddDays(-20)), Answered(Now.AddDays(-30))], Now);

        Assert.Equal((1_000 * 5 / 7, 1, 2), (standing.FactorPerMille, standing.Answered, standing.Overdue));
        Assert.Equal(
            "2 applications have waited for your answer for more than 14 days: your placements rank 28.6 % lower until you answer.",
            standing.Sentence);
    }

    [Fact]
    public void An_answer_is_in_time_up_to_and_including_its_last_instant()
    {
        var shared = Shared(Now.AddDays(-AnswerClock.DaysToAnswer));

        Assert.Equal(1_000, Standing([shared], Now).FactorPerMille);
        Assert.Equal(800, Standing([shared], Now.AddTicks(1)).FactorPerMille);
    }

    [Fact]
    public void The_factor_is_never_below_its_least() => Assert.Equal(
        AnswerClock.LowestPerMille, Standing(Enumerable.Repeat(Shared(Now.AddDays(-99)), 50), Now).FactorPerMille);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void What_is_kept_of_applications_counts_as_a_look_at_all_of_them_after_any_changes(int seed)
    {
        var random = new Random(seed);
        var applications = new Applications();
        var plain = new List<Application>();
        for (var change = 0; change < 500; change++)
        {
            var student = random.Next(80);
            var next = Any(student, random);
            var at = plain.FindIndex(application => application.Student == next.Student);
            if (at < 0)
            {
                plain.Add(next);
            }
            else
            {
                plain[at] = next;
            }

            applications = applications.With(next);
            AssertSame(plain, applications, random);
        }

        AssertSame(plain, Applications.Of(Parts<Application>.Stored(Applications.KeyOf, plain)), random);
    }

    private static void AssertSame(List<Application> plain, Applications applications, Random random)
    {
        Assert.Equal(plain, applications);
        var edge = plain[random.Next(plain.Count)].SharedAt ?? Now;
        foreach (var days in (int[])[0, AnswerClock.DaysToAnswer, AnswerClock.DaysCounted, random.Next(400)])
        {
            foreach (var now in (DateTimeOffset[])[edge.AddDays(days), edge.AddDays(days).AddTicks(1), edge.AddDays(days).AddTicks(-1)])
            {
                Assert.Equal(PlainCount(plain, now), AnswerClock.Count(applications.Times, now));
                Assert.Equal(PlainChange(plain, now), AnswerClock.NextChange(applications.Times, now));
            }
        }
    }

    private static AnswerCount PlainCount(List<Application> applications, DateTimeOffset now) => new(
        applications.Count(one => one is { SharedAt: not null, AnsweredAt: not null } && one.SharedAt >= now.AddDays(-AnswerClock.DaysCounted)),
        applications.Count(one => one is { Stage: ApplicationStage.Shared, SharedAt: not null, AnsweredAt: null } && now > one.SharedAt.Value.AddDays(AnswerClock.DaysToAnswer)));

    private static DateTimeOffset? PlainChange(List<Application> applications, DateTimeOffset now) => applications
        .Where(one => one.SharedAt is not null)
        .Select(one => one.AnsweredAt is not null ? one.SharedAt!.Value.AddDays(AnswerClock.DaysCounted)
            : one.Stage is ApplicationStage.Shared ? one.SharedAt!.Value.AddDays(AnswerClock.DaysToAnswer)
            : (DateTimeOffset?)null)
        .Where(change => change >= now)
        .Min()?.AddMilliseconds(1);

    /// <summary>Many are shared at the same instant.</summary>
    private static Application Any(int student, Random random) => new(
        Setup.Placement(0), StudentId.Parse($"a{student}"), (ApplicationStage)random.Next(Enum.GetValues<ApplicationStage>().Length), [])
    {
        SharedAt = random.Next(4) == 0 ? null : Now.AddDays(random.Next(12) * 7),
        AnsweredAt = random.Next(2) == 0 ? null : Now.AddDays(100),
    };

    private static AnswerStanding Standing(IEnumerable<Application> applications, DateTimeOffset now) => AnswerClock.Of(
        [AnswerClock.Count(applications.Select((application, place) => (application, place)).Aggregate(AnswerTimes.None, (times, one) => times.With(one.place, one.application)), now)]);

    private static Application Shared(DateTimeOffset at) => ApplicationSteps.Apply(
        ApplicationSteps.Begin(Setup.Placement(0), Setup.Student(0), at), ApplicationAction.Share, null, at).State;

    private static Application Answered(DateTimeOffset at) =>
        ApplicationSteps.Apply(Shared(at), ApplicationAction.Review, null, at.AddDays(1)).State;
}
