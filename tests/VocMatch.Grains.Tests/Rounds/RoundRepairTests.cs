using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Rounds;

public sealed class RoundRepairTests
{
    [Fact]
    public async Task A_drop_out_moves_others_up_and_nobody_down()
    {
        await using var round = await RoundScene.Set();
        var (first, second) = (await round.Placement(), await round.Placement());
        var leaver = await round.Ranking(first);
        var mover = await round.Ranking(first, second);
        var waiter = await round.Ranking(second);
        Scene.Succeed(await round.Grain.PutRanking(new(round.Scene.Employer, [leaver, mover, waiter]), WriteOptions.Default));
        await round.Lock();
        await round.Solve();
        await round.Publish();
        Scene.Refuse(await round.Grain.ProposeRepair(), RefusalKind.Conflict);
        await Decline(round, leaver);

        var proposal = Scene.Succeed(await round.Grain.ProposeRepair());

        Assert.Equal(leaver, Assert.Single(proposal.Left));
        Assert.Equal((1, 1), (proposal.MovedUp, proposal.NewlyPlaced));
        Assert.Contains(new RepairMove(mover, second, first), proposal.Moves);
        Assert.Contains(new RepairMove(waiter, null, second), proposal.Moves);
        Scene.Refuse(await round.Grain.Repair("another", WriteOptions.Default), RefusalKind.Conflict);

        var options = new WriteOptions(OperationId: "repair-1", ContentDigest: "repair");
        Scene.Succeed(await round.Grain.Repair(proposal.Certified.CertificateDigest, options));
        Scene.Succeed(await round.Grain.Repair(proposal.Certified.CertificateDigest, options));
        await Eventually.Holds(async () => (await round.Placement(second).Count())!.Held == 1 && (await round.Placement(first).Count())!.Held == 1, "both seats are held again");
        await Eventually.Holds(async () => await Holds(round, mover) == first && await Holds(round, waiter) == second, "both have heard of their new offers");

        var found = await round.Find();
        Assert.Equal((2, 0), (found.Issue, found.OffersRefused));
        Assert.Equal(proposal.Certified, Assert.Single(found.Repairs!.Value).Certified);
        Assert.Equal(first, Scene.Succeed(await round.Grain.ResultOf(mover)).Assignment!.Placement);
        Assert.NotNull(await round.Rows.Document(new(round.Id, found.Lock), RoundDocuments.Certificate(2, 1)));
        await round.Do(RoundAction.Close);
    }

    [Fact]
    public async Task Who_has_accepted_stays_where_they_are()
    {
        await using var round = await RoundScene.Set();
        var (first, second) = (await round.Placement(), await round.Placement());
        var leaver = await round.Ranking(first);
        var settled = await round.Ranking(first, second);
        Scene.Succeed(await round.Grain.PutRanking(new(round.Scene.Employer, [leaver, settled]), WriteOptions.Default));
        await round.Lock();
        await round.Solve();
        await round.Publish();
        Scene.Succeed(await round.Student(settled).Accept(await Heard(round, settled), new(OperationId: "yes")));
        await Decline(round, leaver);

        var proposal = Scene.Succeed(await round.Grain.ProposeRepair());

        Assert.Empty(proposal.Moves);
        Assert.Equal(leaver, Assert.Single(proposal.Left));
    }

    private static async Task Decline(RoundScene round, StudentId student)
    {
        var declined = Scene.Succeed(await round.Student(student).Decline(await Heard(round, student), "another plan", new(OperationId: "no")));
        Assert.Equal(StudentOfferStatus.Declined, declined.Status);
    }

    private static async Task<OfferId> Heard(RoundScene round, StudentId student)
    {
        await Eventually.Holds(async () => !(await round.Student(student).Offers())!.Offers.IsEmpty, "the student has heard of the offer");
        return (await round.Student(student).Offers())!.Offers[0].Copy.Id;
    }

    private static async Task<PlacementId?> Holds(RoundScene round, StudentId student) => (await round.Student(student).Offers())!.Offers
        .Where(offer => offer.Status is StudentOfferStatus.Received).Select(offer => (PlacementId?)offer.Copy.Placement).SingleOrDefault();
}
