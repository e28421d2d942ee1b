using System.Text.Json;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Placements;
using VocMatch.Grains.Tests.Offers;
using VocMatch.Grains.Tests.Platforms;
using VocMatch.Grains.Tests.Rounds;
using Xunit;

namespace VocMatch.Grains.Tests.Placements;

/// <summary>A posting under offers, ranks or commitments: what may change, what needs consent, and who is told.</summary>
[Collection(SharedPlatform.Name)]
public sealed class PostingTermsTests(Platform platform)
{
    /// <summary>Another value for each member.</summary>
    private static readonly Dictionary<string, Func<PlacementPosting, PlacementPosting>> Changes = new()
    {
        ["employer"] = posting => posting with { Employer = EmployerId.Parse("another") },
        ["site"] = posting => posting with { Site = SiteId.Parse("annex") },
        ["title"] = posting => posting with { Title = "Trainee (all genders)" },
        ["description"] = posting => posting with { Description = "On the first floor." },
        ["occupation"] = posting => posting with { Occupation = Sample.Occupation(1) },
        ["kind"] = posting => posting with { Kind = PlacementKind.Job },
        ["seats"] = posting => posting with { Seats = posting.Seats + 1 },
        ["skills"] = posting => posting with { Skills = [.. posting.Skills.Select(asked => asked with { Required = asked.Essential })] },
        ["pattern"] = posting => posting with { Pattern = OfferScene.Month(4) },
        ["pay"] = posting => posting with { Pay = new(1, "EUR") },
        ["conditions"] = posting => posting with { Conditions = new() { Meals = true } },
        ["minimumAge"] = posting => posting with { MinimumAge = 18 },
        ["minimumLevel"] = posting => posting with { MinimumLevel = 4 },
        ["fields"] = posting => posting with { Fields = ["09"] },
        ["requirements"] = posting => posting with { Requirements = ["police"] },
        ["reserves"] = posting => posting with { Reserves = [new("rural", 1)] },
        ["applyBy"] = posting => posting with { ApplyBy = new(Sample.FirstDay, TimeOnly.MinValue, TimeSpan.Zero) },
        ["generated"] = posting => posting with { Generated = true },
        ["waitingList"] = posting => posting with { WaitingList = WaitingListPolicy.OnConfirmation },
        ["minimumSkillFit"] = posting => posting with { MinimumSkillFit = 10 },
    };

    [Fact]
    public void Every_member_of_a_posting_is_classified()
    {
        var members = typeof(PlacementPosting).GetProperties()
            .Where(property => property.CanWrite)
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.Equal(members, PostingMembers.All.Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(members, Changes.Keys.Order(StringComparer.Ordinal));
        var posting = Sample.Posting(EmployerId.Parse("e"));
        Assert.All(Changes, change => Assert.Equal([change.Key], PostingMembers.Changed(posting, change.Value(posting)).Select(member => member.Name)));
    }

    [Fact]
    public async Task What_matters_to_those_bound_is_not_changed_by_an_edit_and_what_does_not_is()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 2);
        var offer = await scene.Offer(placement, await scene.Student());
        await scene.Offer(placement, await scene.Student());
        var posting = (await placement.Find())!.Posting;
        Scene.Succeed(await scene.Scene.EmployerGrain.Put(
            Sample.Employer() with { Sites = [.. Sample.Employer().Sites, Sample.Employer().Sites[0] with { Id = SiteId.Parse("annex") }] }, WriteOptions.Default));
        foreach (var member in PostingMembers.All)
        {
            var changed = Changes[member.Name](posting);
            if (member.Change is MemberChange.Consent)
            {
                var violation = Assert.Single(Scene.Refuse(await placement.Put(changed, WriteOptions.Default), RefusalKind.Invalid).Violations);
                Assert.Equal(member.Name, violation.Field);
                Assert.Contains("must agree", violation.Rule, StringComparison.Ordinal);
                Scene.Refuse(await placement.Import(changed, publish: true, WriteOptions.Default), RefusalKind.Invalid);
            }
            else if (member.Change is MemberChange.Notify or MemberChange.Silent)
            {
                posting = Scene.Succeed(await placement.Put(changed, WriteOptions.Default)).Entity.Posting;
            }
        }

        Assert.Equal(OfferScene.Month(0).FirstDay, (await placement.History(offer))!.Offer.Pattern.FirstDay);
        Assert.Equal(
            "seats",
            Assert.Single(Scene.Refuse(await placement.Put(posting with { Seats = 1 }, WriteOptions.Default), RefusalKind.Invalid).Violations).Field);
    }

    [Fact]
    public async Task The_employer_of_a_posting_that_was_shown_never_changes()
    {
        var scene = await Scene.Set(platform);
        var other = await Scene.Set(platform);
        var (draft, shown) = (scene.Placement(), await scene.Published());
        Scene.Succeed(await draft.Put(scene.Posting(), WriteOptions.Default));

        Scene.Succeed(await draft.Put(other.Posting(), WriteOptions.Default));
        Assert.Equal("employer", Assert.Single(Scene.Refuse(await shown.Put(other.Posting(), WriteOptions.Default), RefusalKind.Invalid).Violations).Field);
    }

    [Fact]
    public async Task Terms_that_a_round_gives_seats_on_stand_until_it_is_closed()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 1);
        var round = RoundId.Parse(platform.NewId("round"));
        var posting = (await placement.Find())!.Posting;
        Scene.Succeed(await placement.Reserve(round, 1));

        var refused = Scene.Refuse(await placement.Put(Changes["pay"](posting), WriteOptions.Default), RefusalKind.Invalid);

        Assert.Contains("round", Assert.Single(refused.Violations).Rule, StringComparison.Ordinal);
        Scene.Succeed(await placement.EndReservation(round));
        Scene.Succeed(await placement.Put(Changes["pay"](posting), WriteOptions.Default));
    }

    [Fact]
    public async Task Terms_that_everybody_agrees_to_bind_everybody()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 2);
        var students = await scene.Students(3);
        var (taken, offered) = (await scene.Offer(placement, students[0]), await scene.Offer(placement, students[1]));
        Scene.Succeed(await students[0].Accept(taken, WriteOptions.Default));
        var posting = (await placement.Find())!.Posting with { Pattern = OfferScene.Month(1), Pay = new(650, "EUR") };

        var proposed = Scene.Succeed(await placement.Propose(posting, scene.Deadline, WriteOptions.Default));

        Assert.Equal((ProposalStatus.Open, 2, 0), (proposed.Status, proposed.Asked, proposed.Agreed));
        Assert.Equal(["pattern", "pay"], proposed.Differences.Select(difference => difference.Member));
        Scene.Refuse(await placement.Put(posting, WriteOptions.Default), RefusalKind.Invalid);
        Scene.Refuse(await placement.Put(Changes["title"]((await placement.Find())!.Posting), WriteOptions.Default), RefusalKind.Conflict);
        Scene.Refuse(await placement.MakeOffer(scene.Terms(students[2]), WriteOptions.Default), RefusalKind.Conflict);
        await Answer(students[0], taken, proposed.Number, agreed: true);
        await Eventually.Holds(async () => (await placement.FindProposal())!.Agreed == 1, "one has agreed");
        Assert.Equal(OfferScene.Month(0).FirstDay, (await placement.Find())!.Posting.Pattern.FirstDay);
        await Answer(students[1], offered, proposed.Number, agreed: true);

        await Eventually.Holds(async () => (await placement.FindProposal())!.Status is ProposalStatus.Agreed, "everybody has agreed");
        var placed = (await placement.Find())!;
        Assert.Equal((OfferScene.Month(1).FirstDay, 650), (placed.Posting.Pattern.FirstDay, placed.Posting.Pay!.AmountPerMonth));
        await Eventually.Holds(
            async () => (await OfferScene.Find(students[0], taken))!.Copy is { Proposed: null } copy && copy.Pattern.FirstDay == OfferScene.Month(1).FirstDay,
            "the student holds the new terms");
        Assert.Equal(OfferScene.Month(1).FirstDay, Assert.Single((await students[0].Find())!.Commitments!.Value).Pattern.FirstDay);
        await Eventually.Holds(async () => (await Told(students[1])).Contains(EventKind.TermsAgreed), "the students are told");
        Assert.Contains(EventKind.TermsProposed, await Told(students[1]));
        Scene.Succeed(await students[1].Decline(offered, null, WriteOptions.Default));
        Scene.Succeed(await placement.MakeOffer(scene.Terms(students[2]), WriteOptions.Default));
    }

    [Fact]
    public async Task One_who_does_not_agree_keeps_the_present_terms_for_all()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 2);
        var students = await scene.Students(2);
        var offers = new[] { await scene.Offer(placement, students[0]), await scene.Offer(placement, students[1]) };
        var posting = (await placement.Find())!.Posting;
        var number = Scene.Succeed(await placement.Propose(Changes["pay"](posting), scene.Deadline, WriteOptions.Default)).Number;
        await Answer(students[0], offers[0], number, agreed: true);
        await Answer(students[1], offers[1], number, agreed: false);

        await Eventually.Holds(async () => (await placement.FindProposal())!.Status is ProposalStatus.Declined, "the proposal has ended");
        await Eventually.Holds(async () => (await OfferScene.Find(students[0], offers[0]))!.Copy.Proposed is null, "nothing is proposed any more");
        Assert.Equal(posting.Pay, (await placement.Find())!.Posting.Pay);
        Scene.Refuse(await students[0].AnswerTerms(offers[0], number, agreed: true, WriteOptions.Default), RefusalKind.Conflict);
        Assert.Equal(number + 1, Scene.Succeed(await placement.Propose(Changes["kind"](posting), scene.Deadline, WriteOptions.Default)).Number);
        Assert.Equal(ProposalStatus.Withdrawn, Scene.Succeed(await placement.WithdrawProposal(WriteOptions.Default)).Status);
    }

    [Fact]
    public async Task Who_does_not_answer_in_time_has_not_agreed()
    {
        await using var own = await Platform.Start(_ => { });
        var scene = await OfferScene.Set(own);
        var placement = await scene.Placement(seats: 1);
        var student = await scene.Student();
        var offer = await scene.Offer(placement, student);
        Scene.Succeed(await student.Accept(offer, WriteOptions.Default));
        var posting = (await placement.Find())!.Posting;
        Scene.Succeed(await placement.Propose(Changes["pattern"](posting), own.Time.GetUtcNow().AddHours(2), WriteOptions.Default));
        await Eventually.Holds(async () => (await OfferScene.Find(student, offer))!.Copy.Proposed is not null, "the student is asked");

        own.Time.Advance(TimeSpan.FromHours(3));
        Scene.Refuse(await student.AnswerTerms(offer, 1, agreed: true, WriteOptions.Default), RefusalKind.Conflict);
        await own.Forget(placement);

        await Eventually.Holds(
            async () => (await placement.FindProposal())!.Status is ProposalStatus.Expired, "the proposal has ended");
        Assert.Equal(OfferScene.Month(0).FirstDay, (await placement.Find())!.Posting.Pattern.FirstDay);
    }

    [Fact]
    public async Task Who_is_bound_elsewhere_at_that_time_cannot_agree_and_who_agreed_cannot_be_bound_there()
    {
        var scene = await OfferScene.Set(platform);
        var (first, second, third) = (await scene.Placement(1), await scene.Placement(1, month: 1), await scene.Placement(1, month: 2));
        var student = await scene.Student();
        var (taken, other, later) = (await scene.Offer(first, student), await scene.Offer(second, student), await scene.Offer(third, student));
        Scene.Succeed(await student.Accept(taken, WriteOptions.Default));
        Scene.Succeed(await student.Accept(other, WriteOptions.Default));
        var posting = (await first.Find())!.Posting;
        var colliding = Scene.Succeed(await first.Propose(posting with { Pattern = OfferScene.Month(1) }, scene.Deadline, WriteOptions.Default)).Number;
        await Asked(student, taken, colliding);

        var refused = Scene.Refuse(await student.AnswerTerms(taken, colliding, agreed: true, WriteOptions.Default), RefusalKind.Conflict);

        Assert.Contains(second.GetPrimaryKeyString(), refused.Detail, StringComparison.Ordinal);
        Scene.Succeed(await first.WithdrawProposal(WriteOptions.Default));
        var fitting = Scene.Succeed(await first.Propose(posting with { Pattern = OfferScene.Month(2) }, scene.Deadline, WriteOptions.Default)).Number;
        await Asked(student, taken, fitting);
        Scene.Succeed(await student.AnswerTerms(taken, fitting, agreed: true, WriteOptions.Default));
        Assert.False((await student.Accept(later, WriteOptions.Default)).Succeeded);
    }

    [Fact]
    public async Task What_could_not_be_posted_is_not_proposed()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 1);
        var posting = (await placement.Find())!.Posting;
        Scene.Refuse(await placement.Propose(Changes["pay"](posting), scene.Deadline, WriteOptions.Default), RefusalKind.Conflict);
        await scene.Offer(placement, await scene.Student());

        Scene.Refuse(await placement.Propose(posting, scene.Deadline, WriteOptions.Default), RefusalKind.Conflict);
        var broken = Scene.Refuse(await placement.Propose(posting with { Pay = new(1, "ZZZ") }, scene.Deadline, WriteOptions.Default), RefusalKind.Invalid);
        Assert.Equal("posting.pay.currency", Assert.Single(broken.Violations).Field);
        var late = Scene.Refuse(await placement.Propose(Changes["pay"](posting), DateTimeOffset.MaxValue, WriteOptions.Default), RefusalKind.Invalid);
        Assert.Equal("answerBy", Assert.Single(late.Violations).Field);
    }

    [Fact]
    public async Task Who_ranked_a_placement_hears_of_every_member_that_matters()
    {
        await using var round = await RoundScene.Set();
        Scene.Succeed(await round.Scene.EmployerGrain.Put(
            Sample.Employer() with { Sites = [.. Sample.Employer().Sites, Sample.Employer().Sites[0] with { Id = SiteId.Parse("annex") }] }, WriteOptions.Default));
        var (ranked, other) = (await round.Placement(seats: 2), await round.Placement());
        var student = await round.Ranking(ranked, other);
        var posting = (await round.Placement(ranked).Find())!.Posting;
        var matters = PostingMembers.All.Where(member => member.Change is MemberChange.Consent or MemberChange.Notify).ToList();
        foreach (var member in matters.Select(member => member.Name).Append("title"))
        {
            posting = Scene.Succeed(await round.Placement(ranked).Put(Changes[member](posting), WriteOptions.Default)).Entity.Posting;
        }

        await Eventually.Holds(async () => (await Details()).SequenceEqual(matters.Select(member => member.Words).Order(StringComparer.Ordinal)), "the student is told of each");

        async Task<IEnumerable<string?>> Details() =>
            (await round.Platform.ReadSide.Notifications($"student:{student}", new(100, null), CancellationToken.None)).Items
                .Where(notification => notification.Event.Kind is EventKind.PostingChanged)
                .Select(notification => notification.Event.Detail)
                .Order(StringComparer.Ordinal);
    }

    private static async Task Asked(IStudentGrain student, OfferId offer, int proposal) => await Eventually.Holds(
        async () => (await OfferScene.Find(student, offer))?.Copy.Proposed?.Number == proposal, "the student is asked");

    private static async Task Answer(IStudentGrain student, OfferId offer, int proposal, bool agreed)
    {
        await Asked(student, offer, proposal);
        Scene.Succeed(await student.AnswerTerms(offer, proposal, agreed, WriteOptions.Default));
    }

    private async Task<List<EventKind>> Told(IStudentGrain student) =>
    [
        .. (await platform.ReadSide.Notifications($"student:{OfferScene.IdOf(student)}", new(100, null), CancellationToken.None)).Items
            .Select(notification => notification.Event.Kind),
    ];
}
