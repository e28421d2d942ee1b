using VocMatch.Contracts.Events;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Grains.Tests.Platforms;
using VocMatch.Grains.Tests.Rounds;
using Xunit;

namespace VocMatch.Grains.Tests.Offers;

[Collection(SharedPlatform.Name)]
public sealed class ClosingTests(Platform platform)
{
    [Fact]
    public async Task Closing_takes_back_every_offer_that_is_not_accepted_and_promotes_nobody()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 2);
        var students = await scene.Students(4);
        var accepted = await scene.Offer(placement, students[0]);
        Scene.Succeed(await students[0].Accept(accepted, WriteOptions.Default));
        var held = await scene.Offer(placement, students[1]);
        var waiting = scene.Terms(students[2]);
        Assert.Equal(OfferStatus.Waiting, Scene.Succeed(await placement.MakeOffer(waiting, WriteOptions.Default)).Status);
        Scene.Succeed(await students[3].Apply(PlacementId.Parse(placement.GetPrimaryKeyString()), WriteOptions.Default));

        Assert.Equal(PlacementStatus.Closed, Scene.Succeed(await placement.Apply(PlacementAction.Close, WriteOptions.Default)).Status);

        await OfferScene.Becomes(students[1], held, StudentOfferStatus.Withdrawn);
        await OfferScene.Becomes(students[2], waiting.Id, StudentOfferStatus.Withdrawn);
        Assert.Equal(new SeatCount(2, 0, 0, 1, 0, 1), await placement.Count());
        Assert.Equal(StudentOfferStatus.Committed, (await OfferScene.Find(students[0], accepted))!.Status);
        await Eventually.Holds(
            async () => (await Told(students[3])).Any(told => told.Event.Kind is EventKind.PostingChanged), "the applicant is told");
    }

    [Fact]
    public async Task A_placement_whose_seats_a_round_has_offered_closes_after_the_round()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 1);
        var round = RoundId.Parse(platform.NewId("round"));
        Scene.Succeed(await placement.Reserve(round, 1));
        Scene.Succeed(await placement.MakeRoundOffer(round, scene.Terms(await scene.Student())));

        var refused = Scene.Refuse(await placement.Apply(PlacementAction.Close, WriteOptions.Default), RefusalKind.Conflict);

        Assert.Contains(round.Value, refused.Detail, StringComparison.Ordinal);
        Scene.Succeed(await placement.EndReservation(round));
        Scene.Succeed(await placement.Apply(PlacementAction.Close, WriteOptions.Default));
    }

    [Fact]
    public async Task Who_ranked_a_placement_in_a_round_under_way_hears_that_it_has_changed()
    {
        await using var round = await RoundScene.Set();
        var (ranked, other) = (await round.Placement(), await round.Placement());
        var (student, elsewhere) = (await round.Ranking(other, ranked), await round.Ranking(other));

        var posting = round.Scene.Posting() with { Seats = 1 };
        Scene.Succeed(await round.Placement(ranked).Put(posting with { Pay = posting.Pay! with { AmountPerMonth = 1 } }, WriteOptions.Default));

        await Eventually.Holds(
            async () => (await Told(round, student)).Any(told => told.Event.Kind is EventKind.PostingChanged && told.Event.Detail == "pay"), "the student is told");
        Assert.Empty(await Told(round, elsewhere));
    }

    private Task<IEnumerable<Notification>> Told(IStudentGrain student) => Told(platform, student.GetPrimaryKeyString());

    private static Task<IEnumerable<Notification>> Told(RoundScene round, StudentId student) => Told(round.Platform, student.Value);

    private static async Task<IEnumerable<Notification>> Told(Platform platform, string student) =>
        (await platform.ReadSide.Notifications($"student:{student}", new(100, null), CancellationToken.None)).Items;
}
