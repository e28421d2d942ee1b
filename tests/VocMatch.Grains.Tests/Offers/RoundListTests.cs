using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Offers;

/// <summary>Students' lists for rounds: only one that was in time before and after its write is confirmed.</summary>
[Collection(SharedPlatform.Name)]
public sealed class RoundListTests(Platform platform)
{
    private static readonly WriteOptions Keyed = new(OperationId: "list-1", ContentDigest: "digest");

    [Fact]
    public async Task A_list_is_kept_and_the_latest_counts()
    {
        var scene = await OfferScene.Set(platform);
        var (first, second) = (await Placement(scene), await Placement(scene));
        var student = await scene.Student();
        var round = platform.Rounds.Add(true);

        Scene.Succeed(await student.SaveList(round, [first], false, WriteOptions.Default));
        Scene.Succeed(await student.SaveList(round, [second, first], true, WriteOptions.Default));
        await platform.Forget(student);

        var list = Assert.Single(await student.Lists());
        Assert.Equal([second, first], list.Ranked.AsEnumerable());
        Assert.Equal((round, true, 2L), (list.Round, list.AgreesToCompletion, list.Revision));
    }

    [Fact]
    public async Task A_round_that_takes_no_lists_leaves_the_list_as_it_was()
    {
        var scene = await OfferScene.Set(platform);
        var student = await scene.Student();

        Scene.Refuse(
            await student.SaveList(platform.Rounds.Add(false), [await Placement(scene)], false, WriteOptions.Default), RefusalKind.Conflict);

        Assert.Empty(await student.Lists());
    }

    [Fact]
    public async Task A_list_that_was_written_while_the_round_closed_is_not_confirmed_and_stays_so()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await Placement(scene);
        var student = await scene.Student();
        var round = platform.Rounds.Add(true, false, true);

        var refusal = Scene.Refuse(await student.SaveList(round, [placement], false, Keyed), RefusalKind.Conflict);
        var repeated = Scene.Refuse(await student.SaveList(round, [placement], false, Keyed), RefusalKind.Conflict);

        Assert.Contains("was saved, but", refusal.Detail, StringComparison.Ordinal);
        Assert.Equal(refusal.Detail, repeated.Detail);
        Assert.Single(await student.Lists());
    }

    [Fact]
    public async Task A_confirmed_list_stays_confirmed_when_its_operation_is_repeated_after_the_round_closed()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await Placement(scene);
        var student = await scene.Student();
        var round = platform.Rounds.Add(true, true, false);

        var first = Scene.Succeed(await student.SaveList(round, [placement], false, Keyed));
        await platform.Forget(student);

        Assert.Equal(first.SavedAt, Scene.Succeed(await student.SaveList(round, [placement], false, Keyed)).SavedAt);
    }

    [Fact]
    public async Task Too_many_unknown_and_repeated_entries_are_named()
    {
        var scene = await OfferScene.Set(platform);
        var student = await scene.Student();
        var round = platform.Rounds.Add(true);
        PlacementId[] four = [await Placement(scene), await Placement(scene), await Placement(scene), await Placement(scene)];

        var many = Scene.Refuse(await student.SaveList(round, [.. four], false, WriteOptions.Default), RefusalKind.Invalid);
        var unknown = Scene.Refuse(
            await student.SaveList(round, [PlacementId.Parse("nowhere")], false, WriteOptions.Default), RefusalKind.Invalid);
        Scene.Refuse(await student.SaveList(round, [four[0], four[0]], false, WriteOptions.Default), RefusalKind.Invalid);
        Scene.Refuse(
            await student.SaveList(RoundId.Parse("no-round"), [four[0]], false, WriteOptions.Default), RefusalKind.NotFound);

        Assert.Equal("ranked", Assert.Single(many.Violations).Field);
        Assert.Equal("ranked[0]", Assert.Single(unknown.Violations).Field);
        Assert.Empty(await student.Lists());
    }

    private static async Task<PlacementId> Placement(OfferScene scene) =>
        PlacementId.Parse((await scene.Scene.Published()).GetPrimaryKeyString());
}
