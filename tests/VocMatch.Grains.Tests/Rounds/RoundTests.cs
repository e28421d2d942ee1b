using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Rounds;

public sealed class RoundTests
{
    [Fact]
    public async Task A_round_turns_lists_into_offers_and_gives_back_what_it_did_not_use()
    {
        await using var round = await RoundScene.Set();
        var (narrow, wide) = (await round.Placement(seats: 1), await round.Placement(seats: 3));
        var first = await round.Ranking(narrow, wide);
        var second = await round.Ranking(narrow, wide);

        await round.Lock();
        Assert.Equal((0, 3), ((await round.Placement(wide).Count())!.Free, (await round.Placement(wide).Count())!.Reserved));
        await round.Solve();
        Assert.Null((await round.Find()).Result);
        await round.Publish();

        var assignments = await round.Assignments();
        Assert.Equal(new HashSet<PlacementId> { narrow, wide }, [assignments[first].Placement, assignments[second].Placement]);
        await Eventually.Holds(async () => (await round.Student(first).Offers())!.Offers.Length == 1, "the student has heard of the offer");
        Assert.Equal(OfferId.OfRound(round.Id, 1, first), (await round.Student(first).Offers())!.Offers[0].Copy.Id);

        await round.Do(RoundAction.Close);
        await Eventually.Holds(async () => (await round.Placement(wide).Count())!.Free == 2, "unused seats are free again");
        Assert.Equal(1, (await round.Placement(wide).Count())!.Held);
        await round.Reaches(found => found.Phase is RoundPhase.Closed, "it is closed");
    }

    [Fact]
    public async Task The_wrong_order_of_phases_is_refused_with_the_reason()
    {
        await using var round = await RoundScene.Set(open: false);

        foreach (var action in (RoundAction[])[RoundAction.Lock, RoundAction.Solve, RoundAction.Publish, RoundAction.Close])
        {
            Assert.Contains("it is a draft", (await round.Refused(action)).Detail, StringComparison.Ordinal);
        }

        await round.Do(RoundAction.Open);
        Assert.Contains("it is collecting lists", (await round.Refused(RoundAction.Solve)).Detail, StringComparison.Ordinal);
        Assert.Equal("report", Assert.Single((await round.Refused(RoundAction.Lock, RefusalKind.Invalid)).Violations).Field);
        Assert.Equal("reason", Assert.Single((await round.Refused(RoundAction.Cancel, RefusalKind.Invalid)).Violations).Field);
        await round.Lock();
        Assert.Contains("it is locked", (await round.Refused(RoundAction.Publish)).Detail, StringComparison.Ordinal);
        Scene.Refuse(await round.Grain.Put(RoundScene.Settings, WriteOptions.Default), RefusalKind.Conflict);
        Scene.Refuse(await round.Grain.PutPairs([], [], WriteOptions.Default), RefusalKind.Conflict);
    }

    [Fact]
    public async Task A_list_that_comes_after_the_lock_is_refused()
    {
        await using var round = await RoundScene.Set();
        var placement = await round.Placement();
        var student = await round.Ranking(placement);
        await round.Lock();

        var refused = Scene.Refuse(await round.Rank(student, []), RefusalKind.Conflict);

        Assert.Contains("takes no lists", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_student_of_another_field_or_another_place_is_refused()
    {
        await using var round = await RoundScene.Set(RoundScene.Settings with { Scope = new([Sample.North], ["07"]) });
        var foreign = await round.Student();

        var byField = Scene.Refuse(await round.Grain.Check(foreign, []), RefusalKind.Invalid);

        Assert.Equal(("student", foreign.Value), (byField.Violations[0].Field, byField.Violations[0].Value));
        Assert.Contains("0913", byField.Violations[0].Rule, StringComparison.Ordinal);

        await using var other = await RoundScene.Set();
        var far = await other.Student(Sample.Student(other.Scene.School, other.Scene.Program, Sample.South));
        Assert.Contains("south", Scene.Refuse(await other.Grain.Check(far, []), RefusalKind.Invalid).Violations[0].Rule, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deadlines_in_the_past_and_unknown_regions_are_refused_by_name()
    {
        await using var round = await RoundScene.Set(open: false);
        var yesterday = round.Platform.Time.GetUtcNow().AddDays(-1);

        var past = Scene.Refuse(await round.Grain.Put(RoundScene.Settings with { ClosesAt = yesterday }, WriteOptions.Default), RefusalKind.Invalid);
        var nowhere = Scene.Refuse(
            await round.Grain.Put(RoundScene.Settings with { Scope = new([RegionId.Parse("atlantis")], []) }, WriteOptions.Default),
            RefusalKind.Invalid);

        Assert.Equal("closesAt", Assert.Single(past.Violations).Field);
        Assert.Equal(("scope.regions[0]", "atlantis"), (nowhere.Violations[0].Field, nowhere.Violations[0].Value));
    }

    [Fact]
    public async Task A_second_round_in_the_same_scope_opens_only_when_the_first_is_over()
    {
        await using var round = await RoundScene.Set();
        var second = round.Platform.Grains.GetGrain<IRoundGrain>("summer");
        Scene.Succeed(await second.Put(RoundScene.Settings with { Title = "Summer" }, WriteOptions.Default));

        var refused = Scene.Refuse(await second.Apply(RoundAction.Open, null, null, WriteOptions.Default), RefusalKind.Conflict);
        Assert.Contains("'spring'", refused.Detail, StringComparison.Ordinal);
        await round.Do(RoundAction.Cancel, reason: "nobody came");
        await Eventually.Holds(
            async () => (await second.Apply(RoundAction.Open, null, null, WriteOptions.Default)).Succeeded, "the scope is free");
        Assert.Equal(RoundPhase.Collecting, (await second.Find())!.Phase);
    }

    [Fact]
    public async Task An_action_repeated_under_its_key_answers_the_same()
    {
        await using var round = await RoundScene.Set(open: false);
        var options = new WriteOptions(OperationId: "open-1", ContentDigest: "open");

        var first = Scene.Succeed(await round.Grain.Apply(RoundAction.Open, null, null, options));
        var again = Scene.Succeed(await round.Grain.Apply(RoundAction.Open, null, null, options));

        Assert.Equal(first, again);
        Scene.Refuse(
            await round.Grain.Apply(RoundAction.Cancel, "other", null, options with { ContentDigest = "cancel" }), RefusalKind.OperationReused);
    }

    [Fact]
    public async Task Dates_open_lock_and_publish_it()
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var round = await RoundScene.Set(
            RoundScene.Settings with { OpensAt = now.AddHours(1), ClosesAt = now.AddHours(2), PublishesAt = now.AddHours(3) }, open: false);
        var placement = await round.Placement();

        round.Platform.Time.Advance(TimeSpan.FromHours(1.1));
        await round.Reaches(found => found.Phase is RoundPhase.Collecting, "it opened by date");
        var student = await round.Ranking(placement);
        round.Platform.Time.Advance(TimeSpan.FromHours(1));
        await round.Reaches(found => found is { Phase: RoundPhase.Locked, InputDigest: not null }, "it locked by date");
        await round.Solve();
        round.Platform.Time.Advance(TimeSpan.FromHours(1));
        await round.Reaches(found => found.Phase is RoundPhase.Published, "it published by date");
        Assert.Equal(placement, (await round.Assignments())[student].Placement);
    }
}
