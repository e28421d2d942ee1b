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
        Scene.Refuse(await round.Grain.ProposeRepair(lateSeats: false), RefusalKind.Conflict);
        await Decline(round, leaver);

        var proposal = Scene.Succeed(await round.Grain.ProposeRepair(lateSeats: false));

        Assert.Equal(leaver, Assert.Single(proposal.Left));
        Assert.Equal((1, 1), (proposal.MovedUp, proposal.NewlyPlaced));
        Assert.Contains(new RepairMove(mover, second, first), proposal.Moves);
        Assert.Contains(new RepairMove(waiter, null, second), proposal.Moves);
        Scene.Refuse(await round.Grain.Repair(new("another"), WriteOptions.Default), RefusalKind.Conflict);

        var options = new WriteOptions(OperationId: "repair-1", ContentDigest: "repair");
        Scene.Succeed(await round.Grain.Repair(new(proposal.Certified.CertificateDigest), options));
        Scene.Succeed(await round.Grain.Repair(new(proposal.Certified.CertificateDigest), options));
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
        Scene.Succeed(await round.Student(settled).Accept(await Notified(round, settled), new(OperationId: "yes")));
        await Decline(round, leaver);

        var proposal = Scene.Succeed(await round.Grain.ProposeRepair(lateSeats: false));

        Assert.Empty(proposal.Moves);
        Assert.Equal(leaver, Assert.Single(proposal.Left));
    }

    [Fact]
    public async Task Late_seats_are_taken_up_only_where_asked_for_and_only_as_far_as_the_employers_cap_has_room()
    {
        await using var round = await RoundScene.Set();
        Scene.Succeed(await round.Scene.EmployerGrain.Put(
            Sample.Employer(round.Scene.Region) with { InternCap = 2 }, WriteOptions.Default));
        var wanted = await round.Placement();
        StudentId[] students = [await round.Ranking(wanted), await round.Ranking(wanted), await round.Ranking(wanted)];
        await round.Lock();
        await round.Solve();
        await round.Publish();
        Scene.Refuse(await round.Grain.ProposeRepair(lateSeats: true), RefusalKind.Conflict);
        Scene.Succeed(await round.Placement(wanted).Put(round.Scene.Posting() with { Seats = 5 }, WriteOptions.Default));
        Scene.Refuse(await round.Grain.ProposeRepair(lateSeats: false), RefusalKind.Conflict);

        var proposal = Scene.Succeed(await round.Grain.ProposeRepair(lateSeats: true));

        Assert.Equal(new LateSeats(wanted, 1), Assert.Single(proposal.LateSeats));
        Assert.Equal((0, 1), (proposal.MovedUp, proposal.NewlyPlaced));
        Scene.Refuse(await round.Grain.Repair(new(proposal.Certified.CertificateDigest), WriteOptions.Default), RefusalKind.Conflict);
        Scene.Succeed(await round.Grain.Repair(new(proposal.Certified.CertificateDigest, LateSeats: true), WriteOptions.Default));
        await Eventually.Holds(async () => (await round.Placement(wanted).Count())!.Held == 2, "the late seat is offered");
        Assert.Equal(3, (await round.Placement(wanted).Count())!.Free);
        Assert.Equal((1, false), ((await round.Find()).Repairs!.Value[0].LateSeats, (await round.Find()).Repairs!.Value[0].Swap));
        await Eventually.Holds(
            async () => (await Task.WhenAll(students.Select(student => Holds(round, student)))).Count(held => held == wanted) == 2, "both have heard of it");
        Scene.Refuse(await round.Grain.ProposeRepair(lateSeats: true), RefusalKind.Conflict);
    }

    [Fact]
    public async Task Late_seats_that_somebody_else_was_offered_meanwhile_are_not_the_rounds()
    {
        await using var round = await RoundScene.Set();
        var wanted = await round.Placement();
        await round.Ranking(wanted);
        await round.Ranking(wanted);
        await round.Lock();
        await round.Solve();
        await round.Publish();
        Scene.Succeed(await round.Placement(wanted).Put(round.Scene.Posting() with { Seats = 2 }, WriteOptions.Default));
        var proposal = Scene.Succeed(await round.Grain.ProposeRepair(lateSeats: true));
        Scene.Succeed(await round.Placement(wanted).Reserve(RoundId.Parse("other"), 1));

        Scene.Refuse(await round.Grain.Repair(new(proposal.Certified.CertificateDigest, LateSeats: true), WriteOptions.Default), RefusalKind.Conflict);

        Assert.Equal(1, (await round.Find()).Issue);
        Assert.Equal(1, (await round.Placement(wanted).Count())!.Held);
    }

    [Fact]
    public async Task A_repair_after_a_second_pass_repairs_both_and_lets_nobody_of_the_second_take_a_seat_from_the_first()
    {
        await using var round = await RoundScene.Set(RoundScene.Settings with { SecondPass = true });
        var (first, second) = (await round.Placement(), await round.Placement());
        var leaver = await round.Ranking(first, second);
        var ranked = await round.Ranking(first, second);
        var completed = await round.Student();
        Scene.Succeed(await round.Rank(completed, [], agrees: true));
        Scene.Succeed(await round.Grain.PutRanking(new(round.Scene.Employer, [leaver, ranked]), WriteOptions.Default));
        await round.Lock();
        await round.Solve();
        await round.Publish();
        Assert.DoesNotContain(completed, (await round.Assignments()).Keys);
        await Decline(round, leaver);

        var proposal = Scene.Succeed(await round.Grain.ProposeRepair(lateSeats: false));

        Assert.Equal((1, 1), (proposal.MovedUp, proposal.NewlyPlaced));
        Assert.Contains(new RepairMove(ranked, second, first), proposal.Moves);
        Assert.Contains(new RepairMove(completed, null, second), proposal.Moves);
        Scene.Refuse(await round.Grain.Repair(new(proposal.Certified.CertificateDigest), WriteOptions.Default), RefusalKind.Conflict);
        Scene.Succeed(await round.Grain.Repair(
            new(proposal.Certified.CertificateDigest, proposal.Second!.CertificateDigest), WriteOptions.Default));
        await Eventually.Holds(
            async () => await Holds(round, ranked) == first && await Holds(round, completed) == second, "both have heard of their new offers");
        Assert.Equal(second, Scene.Succeed(await round.Grain.ResultOf(completed)).Assignment!.Placement);

        await Decline(round, completed);
        var again = Scene.Succeed(await round.Grain.ProposeRepair(lateSeats: false));
        Assert.Equal(completed, Assert.Single(again.Left, student => student == completed));
        Assert.Empty(again.Moves);
    }

    private static async Task Decline(RoundScene round, StudentId student)
    {
        var declined = Scene.Succeed(await round.Student(student).Decline(await Notified(round, student), "another plan", new(OperationId: "no")));
        Assert.Equal(StudentOfferStatus.Declined, declined.Status);
    }

    private static async Task<OfferId> Notified(RoundScene round, StudentId student)
    {
        await Eventually.Holds(async () => !(await round.Student(student).Offers())!.Offers.IsEmpty, "the student has heard of the offer");
        return (await round.Student(student).Offers())!.Offers[^1].Copy.Id;
    }

    private static async Task<PlacementId?> Holds(RoundScene round, StudentId student) => (await round.Student(student).Offers())!.Offers
        .Where(offer => offer.Status is StudentOfferStatus.Received).Select(offer => (PlacementId?)offer.Copy.Placement).SingleOrDefault();
}
