using System.Collections.Immutable;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Records;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Offers;

/// <summary>What rounds do with a placement's seats.</summary>
[Collection(SharedPlatform.Name)]
public sealed class RoundSeatTests(Platform platform)
{
    private readonly RoundId _round = RoundId.Parse(platform.NewId("round"));

    [Fact]
    public async Task Seats_of_a_round_are_not_open_outside_it()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 3);

        var grant = Scene.Succeed(await placement.Reserve(_round, 2));

        Assert.Equal(2, grant.Seats);
        Assert.Equal(new SeatCount(3, 2, 0, 0, 0, 1), await placement.Count());
        Assert.Equal(1, (await placement.Find())!.OpenSeats);
        Scene.Refuse(await placement.Reserve(RoundId.Parse(platform.NewId("round")), 2), RefusalKind.Conflict);
    }

    [Fact]
    public async Task Reserving_again_changes_nothing_and_survives_the_activation()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 3);
        await placement.Reserve(_round, 2);
        var before = (await placement.Find())!.Version;
        await platform.Forget(placement);

        Assert.Equal(2, Scene.Succeed(await placement.Reserve(_round, 3)).Seats);
        Assert.Equal(before, (await placement.Find())!.Version);
    }

    [Fact]
    public async Task A_draft_gives_no_seats_and_what_does_not_exist_is_not_found()
    {
        var scene = await OfferScene.Set(platform);
        var draft = scene.Scene.Placement();
        await draft.Put(scene.Scene.Posting(), WriteOptions.Default);

        Scene.Refuse(await draft.Reserve(_round, 1), RefusalKind.Conflict);
        Scene.Refuse(await scene.Scene.Placement().Reserve(_round, 1), RefusalKind.NotFound);
        Assert.Null(await scene.Scene.Placement().Count());
    }

    [Fact]
    public async Task A_round_makes_each_offer_once_and_no_more_than_its_seats()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 2);
        var students = await scene.Students(2);
        await placement.Reserve(_round, 1);
        var terms = Terms(scene, students[0]);

        var first = Scene.Succeed(await placement.MakeRoundOffer(_round, terms));
        await platform.Forget(placement);
        var again = Scene.Succeed(await placement.MakeRoundOffer(_round, terms));
        Scene.Refuse(await placement.MakeRoundOffer(_round, Terms(scene, students[1])), RefusalKind.Conflict);

        Assert.True(RecordJson.Same(first, again));
        Assert.Equal((OfferStatus.Held, _round), (first.Status, first.Round));
        Assert.Equal(new SeatCount(2, 0, 1, 0, 0, 1), await placement.Count());
        await OfferScene.Notified(students[0], terms.Id);
        Assert.Equal(
            new OfferAddress(terms.Id, first.Placement, first.Student),
            await platform.Grains.GetGrain<IOfferGrain>(terms.Id.Value).Find());
    }

    [Fact]
    public async Task Offers_of_a_round_at_one_placement_are_made_in_one_call_and_those_that_may_not_be_leave_the_others()
    {
        var scene = await OfferScene.Set(platform);
        var (placement, elsewhere) = (await scene.Placement(seats: 3), await scene.Placement(seats: 1));
        var students = await scene.Students(5);
        await placement.Reserve(_round, 3);
        await elsewhere.Reserve(_round, 1);
        var terms = students.Select(student => Terms(scene, student)).ToImmutableArray();
        Scene.Succeed(await elsewhere.MakeRoundOffer(_round, terms[0]));
        var unknown = terms[1] with { Id = OfferId.Parse(platform.NewId("offer")), Student = StudentId.Parse(platform.NewId("student")) };
        var made = Scene.Succeed(await placement.MakeRoundOffers(_round, [terms[0], unknown, .. terms[1..]]));

        Assert.Equal([terms[0].Id, unknown.Id, terms[4].Id], made.Refused.Select(one => one.Offer));
        Assert.All(made.Refused, one => Assert.NotEmpty(one.Reason));
        Assert.Equal(terms[1..4].Select(one => one.Id), (await placement.Offers())!.Offers.Select(offer => offer.Id));
        Assert.Equal(new SeatCount(3, 0, 3, 0, 0, 0), await placement.Count());
        foreach (var one in terms[1..4])
        {
            Assert.Equal(placement.GetPrimaryKeyString(), (await platform.Grains.GetGrain<IOfferGrain>(one.Id.Value).Find())!.Placement.Value);
        }

        await platform.Forget(placement);
        var again = Scene.Succeed(await placement.MakeRoundOffers(_round, [terms[0], unknown, .. terms[1..]]));
        Assert.Equal(made.Refused.Select(one => one.Offer), again.Refused.Select(one => one.Offer));
        Assert.Equal(new SeatCount(3, 0, 3, 0, 0, 0), await placement.Count());
    }

    [Fact]
    public async Task An_ended_reservation_frees_what_was_not_used_and_its_offers_stand()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 3);
        var student = await scene.Student();
        await placement.Reserve(_round, 3);
        var terms = Terms(scene, student);
        await placement.MakeRoundOffer(_round, terms);

        var count = Scene.Succeed(await placement.EndReservation(_round));

        Assert.Equal(new SeatCount(3, 0, 1, 0, 0, 2), count);
        Assert.Equal(count, Scene.Succeed(await placement.EndReservation(_round)));
        Scene.Refuse(await placement.Reserve(_round, 1), RefusalKind.Conflict);
        await OfferScene.Notified(student, terms.Id);
        Scene.Succeed(await student.Accept(terms.Id, WriteOptions.Default));
    }

    [Fact]
    public async Task A_posting_keeps_the_seats_that_are_given_away()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 3);
        await placement.Reserve(_round, 2);
        var posting = (await placement.Find())!.Posting;

        var refused = Scene.Refuse(await placement.Put(posting with { Seats = 1 }, WriteOptions.Default), RefusalKind.Invalid);
        Assert.Equal(("seats", "1"), (Assert.Single(refused.Violations).Field, refused.Violations[0].Value));
        var fewer = Scene.Succeed(await placement.Put(posting with { Seats = 2 }, WriteOptions.Default));

        Assert.Equal(0, fewer.Entity.OpenSeats);
        Assert.Equal(2, (await placement.Count())!.Seats);
    }

    private OfferTerms Terms(OfferScene scene, Contracts.Grains.IStudentGrain student) => new(
        OfferId.OfRound(_round, 1, OfferScene.IdOf(student)), OfferScene.IdOf(student), scene.Deadline, WaitIfFull: false);
}
