using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Rounds;

public sealed class RoundRiskTests
{
    [Fact]
    public async Task A_student_is_told_the_risk_of_a_list_and_what_would_lower_it()
    {
        await using var round = await RoundScene.Set();
        var (crowded, free) = (await round.Placement(seats: 1), await round.Placement(seats: 5));
        var student = await round.Ranking(crowded);
        await round.Ranking(crowded);
        await Eventually.Holds(
            async () => await round.Scene.Shows(round.Student(student), round.Placement(free)), "the market shows the free placement");

        var risk = Scene.Succeed(await round.Grain.RiskOf(student));

        // Two alike for one seat: the lottery decides, and of forty lotteries neither wins all nor none.
        Assert.Equal(40, risk.Lotteries);
        Assert.InRange(risk.WithoutPlace, 5, 35);
        Assert.Equal(new RiskRemedy(free, 0), Assert.Single(risk.Remedies));
        await round.Lock();
        Scene.Refuse(await round.Grain.RiskOf(student), RefusalKind.Conflict);
    }

    [Fact]
    public async Task A_supplementary_round_gives_what_is_left_over_to_those_who_have_nothing()
    {
        await using var round = await RoundScene.Set();
        var placement = await round.Placement(seats: 3);
        var placed = await round.Ranking(placement);
        var declined = await round.Ranking(placement);
        await round.Lock();
        await round.Solve();
        await round.Publish();
        await Accept(round, placed);
        await Decline(round, declined);
        await round.Do(RoundAction.Close);
        await Eventually.Holds(async () => (await round.Placement(placement).Count())!.Free == 2, "what was not used is free");

        var supplementary = new RoundScene(round.Scene, RoundId.Parse("supplementary"));
        Scene.Succeed(await supplementary.Grain.Put(RoundScene.Settings, WriteOptions.Default));
        await supplementary.Do(RoundAction.Open);
        var late = await supplementary.Ranking(placement);
        foreach (var student in new[] { placed, declined })
        {
            Scene.Succeed(await supplementary.Rank(student, [placement]));
        }

        await supplementary.Lock();
        await supplementary.Solve();

        // Who has a seat has no time for a second one, and so no eligible application.
        Assert.Equal(new HashSet<StudentId> { declined, late }, [.. (await supplementary.Assignments()).Keys]);
    }

    private static async Task Accept(RoundScene round, StudentId student)
    {
        var offer = await Notified(round, student);
        Assert.Equal(StudentOfferStatus.Committed, Scene.Succeed(await round.Student(student).Accept(offer, new(OperationId: "yes"))).Status);
    }

    private static async Task Decline(RoundScene round, StudentId student)
    {
        var offer = await Notified(round, student);
        Assert.Equal(StudentOfferStatus.Declined, Scene.Succeed(await round.Student(student).Decline(offer, "not this one", new(OperationId: "no"))).Status);
    }

    private static async Task<OfferId> Notified(RoundScene round, StudentId student)
    {
        await Eventually.Holds(async () => !(await round.Student(student).Offers())!.Offers.IsEmpty, "the student has heard of the offer");
        return (await round.Student(student).Offers())!.Offers[0].Copy.Id;
    }
}
