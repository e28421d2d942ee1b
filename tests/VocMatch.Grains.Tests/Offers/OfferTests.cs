using VocMatch.Contracts.Events;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Offers;

/// <summary>Offers from the making to the end, on real rows.</summary>
[Collection(SharedPlatform.Name)]
public sealed class OfferTests(Platform platform)
{
    private static readonly WriteOptions Keyed = new(OperationId: "answer-1", ContentDigest: "digest");

    [Fact]
    public async Task An_accepted_offer_is_a_filled_seat_and_a_commitment()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 2);
        var student = await scene.Student();
        var offer = await scene.Offer(placement, student);

        var accepted = Scene.Succeed(await student.Accept(offer, Keyed));

        Assert.Equal((StudentOfferStatus.Committed, 1L), (accepted.Status, accepted.Copy.AcceptanceNumber));
        Assert.Equal(new SeatCount(2, 0, 0, 1, 0, 1), await placement.Count());
        Assert.Equal(offer, Assert.Single((await student.Find())!.Commitments!.Value).Offer);
        var shown = (await placement.FindOffer(offer))!;
        Assert.Equal((OfferStatus.Accepted, OfferScene.IdOf(student)), (shown.Status, shown.Student));
        Assert.Equal([OfferStatus.Held, OfferStatus.Accepted], shown.Changes.Select(c => c.Status));
    }

    [Fact]
    public async Task The_employer_sees_a_pseudonym_until_the_seat_is_taken()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 1);
        var student = await scene.Student();

        var made = Scene.Succeed(await placement.MakeOffer(scene.Terms(student), WriteOptions.Default));

        Assert.Null(made.Student);
        Assert.Matches("^C-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$", made.Candidate);
    }

    [Fact]
    public async Task A_repeated_answer_is_the_first_one_whatever_has_happened_since()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 1);
        var student = await scene.Student();
        var offer = await scene.Offer(placement, student);
        var first = Scene.Succeed(await student.Accept(offer, Keyed));
        Scene.Succeed(await student.Release(offer, "Moving away", new(OperationId: "answer-2", ContentDigest: "digest")));
        await platform.Forget(student);

        var repeated = Scene.Succeed(await student.Accept(offer, Keyed));

        Assert.Equal(StudentOfferStatus.Committed, repeated.Status);
        Assert.Equal(first.Copy.Revision, repeated.Copy.Revision);
        Assert.Equal(StudentOfferStatus.Released, (await OfferScene.Find(student, offer))!.Status);
        Scene.Refuse(await student.Accept(offer, Keyed with { ContentDigest = "other" }), RefusalKind.OperationReused);
    }

    [Fact]
    public async Task A_refusal_is_kept_too()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 1);
        var student = await scene.Student();
        var offer = OfferId.Parse(platform.NewId("offer"));
        Scene.Refuse(await student.Accept(offer, Keyed), RefusalKind.NotFound);
        Scene.Succeed(await placement.MakeOffer(scene.Terms(student) with { Id = offer }, WriteOptions.Default));
        await OfferScene.Notified(student, offer);

        Scene.Refuse(await student.Accept(offer, Keyed), RefusalKind.NotFound);

        Assert.Equal(StudentOfferStatus.Received, (await OfferScene.Find(student, offer))!.Status);
    }

    [Fact]
    public async Task Of_many_offers_without_a_seat_held_the_first_to_accept_get_the_seats()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 2);
        var students = await scene.Students(5);
        var offers = await Task.WhenAll(students.Select(student => scene.Offer(placement, student, holdsSeat: false)));

        var answers = await Task.WhenAll(students.Select((student, i) => student.Accept(offers[i], Keyed)));

        Assert.Equal(2, answers.Count(a => a.Value?.Status == StudentOfferStatus.Committed));
        Assert.All(answers.Where(a => !a.Succeeded), a => Assert.Contains("waiting list", Scene.Refuse(a, RefusalKind.Conflict).Detail, StringComparison.Ordinal));
        Assert.Equal(3, (await Task.WhenAll(students.Select((student, i) => OfferScene.Find(student, offers[i]))))
            .Count(offer => offer!.Status == StudentOfferStatus.Waiting));
        Assert.Equal(new SeatCount(2, 0, 0, 2, 3, 0), await placement.Count());
        Assert.Equal(0, (await placement.Find())!.OpenSeats);
    }

    [Fact]
    public async Task A_seat_that_comes_free_goes_to_the_first_who_waits()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 1);
        var students = await scene.Students(2);
        var first = await scene.Offer(placement, students[0]);
        var second = await scene.Offer(placement, students[1]);
        Assert.Equal(1, (await placement.FindOffer(second))!.WaitingPlace);

        Scene.Succeed(await students[0].Decline(first, "Other plans", Keyed));

        await OfferScene.Becomes(students[1], second, StudentOfferStatus.Received);
        Assert.Equal("Other plans", (await placement.FindOffer(first))!.Reason);
        Assert.Equal(StudentOfferStatus.Committed, Scene.Succeed(await students[1].Accept(second, Keyed)).Status);
    }

    [Fact]
    public async Task An_employer_who_confirms_offers_the_free_seat_by_hand()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 1, waitingList: WaitingListPolicy.OnConfirmation);
        var students = await scene.Students(2);
        var first = await scene.Offer(placement, students[0]);
        var second = await scene.Offer(placement, students[1]);

        Scene.Succeed(await placement.Withdraw(first, "Budget", Keyed));
        Assert.Equal(OfferStatus.Waiting, (await placement.FindOffer(second))!.Status);
        var promoted = Scene.Succeed(await placement.PromoteNext(new(OperationId: "promote", ContentDigest: "d")));

        Assert.Equal((second, OfferStatus.Held), (promoted.Id, promoted.Status));
        Scene.Refuse(await placement.PromoteNext(WriteOptions.Default), RefusalKind.Conflict);
        await OfferScene.Becomes(students[0], first, StudentOfferStatus.Withdrawn);
    }

    [Fact]
    public async Task A_commitment_lets_go_of_what_collides_with_it_and_keeps_what_fits_beside_it()
    {
        var scene = await OfferScene.Set(platform);
        var student = await scene.Student();
        var (taken, colliding, beside) = (await scene.Placement(1), await scene.Placement(1), await scene.Placement(1, month: 2));
        var offers = new[] { await scene.Offer(taken, student), await scene.Offer(colliding, student), await scene.Offer(beside, student) };

        Scene.Succeed(await student.Accept(offers[0], Keyed));

        await OfferScene.Becomes(colliding, offers[1], OfferStatus.Declined);
        Assert.Equal(StudentOfferStatus.Received, (await OfferScene.Find(student, offers[2]))!.Status);
        Assert.Equal(1, (await colliding.Count())!.Free);
        Scene.Succeed(await student.Accept(offers[2], Keyed with { OperationId = "answer-2" }));
    }

    [Fact]
    public async Task A_placement_that_collides_with_a_commitment_fails_a_named_constraint()
    {
        var scene = await OfferScene.Set(platform);
        var student = await scene.Student();
        var (taken, colliding) = (await scene.Placement(1), await scene.Placement(1));
        var offer = await scene.Offer(taken, student);
        Scene.Succeed(await student.Accept(offer, Keyed));

        var why = Scene.Succeed(await student.Match(Id(colliding)));
        var refused = Scene.Refuse(await colliding.MakeOffer(scene.Terms(student), WriteOptions.Default), RefusalKind.Invalid);

        Assert.Equal("commitmentsFree", Assert.Single(why.Constraints, c => !c.Passed).Name);
        Assert.Equal("constraints.commitmentsFree", Assert.Single(refused.Violations).Field);
    }

    [Fact]
    public async Task A_full_placement_is_no_match_any_more()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 1);
        var (holder, other) = (await scene.Student(), await scene.Student());
        Assert.True(Scene.Succeed(await other.Match(Id(placement))).Eligible);

        await scene.Offer(placement, holder);

        await Eventually.Holds(
            async () => !Scene.Succeed(await other.Match(Id(placement))).Eligible, "the full placement is a match no more");
        Assert.Equal("seatsOpen", Assert.Single(Scene.Succeed(await other.Match(Id(placement))).Constraints, c => !c.Passed).Name);
    }

    [Fact]
    public async Task Nobody_is_offered_work_they_may_not_do()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 1);
        var child = await scene.Scene.Student(age: 14);

        var refused = Scene.Refuse(await placement.MakeOffer(scene.Terms(child), WriteOptions.Default), RefusalKind.Invalid);
        Assert.Equal("constraints.minimumAge", Assert.Single(refused.Violations).Field);

        var past = scene.Terms(await scene.Student()) with { ExpiresAt = platform.Time.GetUtcNow().AddSeconds(-1) };
        Assert.Equal(
            "expiresAt", Assert.Single(Scene.Refuse(await placement.MakeOffer(past, WriteOptions.Default), RefusalKind.Invalid).Violations).Field);
    }

    [Fact]
    public async Task More_time_is_asked_for_and_granted()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 1);
        var student = await scene.Student();
        var offer = await scene.Offer(placement, student);
        var until = scene.Deadline.AddDays(3);

        Scene.Succeed(await student.AskForTime(offer, until, Keyed));
        await Eventually.Holds(async () => (await placement.FindOffer(offer))!.TimeAsked == until, "the employer is asked");
        Scene.Succeed(await placement.GrantTime(offer, until, Keyed));

        await Eventually.Holds(async () => (await OfferScene.Find(student, offer))!.Copy.ExpiresAt == until, "the student has the time");
        Assert.Null((await placement.FindOffer(offer))!.TimeAsked);
    }

    [Fact]
    public async Task Who_has_an_offer_is_told_when_the_posting_changes()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 1);
        var student = await scene.Student();
        await scene.Offer(placement, student);
        var posting = (await placement.Find())!.Posting;

        Scene.Succeed(await placement.Put(posting with { Title = "Another title" }, WriteOptions.Default));
        Scene.Succeed(await placement.Put(posting with { Seats = 2 }, WriteOptions.Default));

        await Eventually.Holds(async () => (await Changes()).Count > 0, "the student is told");
        Assert.Equal("seats", Assert.Single(await Changes()).Event.Detail);

        async Task<List<Notification>> Changes() =>
        [
            .. (await platform.ReadSide.Notifications($"student:{OfferScene.IdOf(student)}", new(10, null), CancellationToken.None)).Items
                .Where(notification => notification.Event.Kind == EventKind.PostingChanged),
        ];
    }

    [Fact]
    public async Task Two_placements_cannot_make_an_offer_under_one_id()
    {
        var scene = await OfferScene.Set(platform);
        var student = await scene.Student();
        var terms = scene.Terms(student);
        Scene.Succeed(await (await scene.Placement(1)).MakeOffer(terms, WriteOptions.Default));

        var other = await scene.Placement(1, month: 2);

        Scene.Refuse(await other.MakeOffer(terms, WriteOptions.Default), RefusalKind.Conflict);
        Assert.Equal(1, (await other.Count())!.Free);
    }

    private static Contracts.Identity.PlacementId Id(IPlacementGrain placement) =>
        Contracts.Identity.PlacementId.Parse(placement.GetPrimaryKeyString());
}
