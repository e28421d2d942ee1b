using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests;

[Collection(SharedPlatform.Name)]
public sealed class PlacementGrainTests(Platform platform)
{
    [Fact]
    public async Task What_does_not_exist_is_not_found()
    {
        var placement = platform.Grains.GetGrain<IPlacementGrain>(platform.NewId("placement"));

        Assert.Null(await placement.Find());
        Scene.Refuse(await placement.Apply(PlacementAction.Publish, WriteOptions.Default), RefusalKind.NotFound);
    }

    [Fact]
    public async Task A_new_posting_is_a_draft_at_the_place_of_its_site()
    {
        var scene = await Scene.Set(platform);

        var written = Scene.Succeed(await scene.Placement().Put(scene.Posting(), WriteOptions.Default));

        Assert.Equal(Change.Created, written.Change);
        Assert.Equal(PlacementStatus.Draft, written.Entity.Status);
        Assert.Equal(1, written.Entity.Version);
        Assert.Equal(Sample.North, written.Entity.Region);
        Assert.Equal(new(52.01, 10.02), written.Entity.Location);
        Assert.Equal(2, written.Entity.OpenSeats);
    }

    [Fact]
    public async Task Writing_the_same_again_changes_nothing()
    {
        var scene = await Scene.Set(platform);
        var placement = scene.Placement();
        await placement.Put(scene.Posting(), WriteOptions.Default);

        var again = Scene.Succeed(await placement.Put(scene.Posting(), WriteOptions.Default));

        Assert.Equal(Change.Unchanged, again.Change);
        Assert.Equal(1, again.Entity.Version);
    }

    [Theory]
    [InlineData(0L, RefusalKind.VersionMismatch)]
    [InlineData(2L, RefusalKind.VersionMismatch)]
    [InlineData(1L, null)]
    public async Task A_write_is_taken_only_at_the_version_its_caller_saw(long seen, RefusalKind? refused)
    {
        var scene = await Scene.Set(platform);
        var placement = scene.Placement();
        await placement.Put(scene.Posting(), WriteOptions.Default);

        var outcome = await placement.Put(scene.Posting() with { Title = "Other" }, new(ExpectedVersion: seen));

        Assert.Equal(refused, outcome.Refusal?.Kind);
        Assert.Equal(refused is null ? "Other" : "Trainee", (await placement.Find())!.Posting.Title);
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_happen_and_writes_nothing()
    {
        var scene = await Scene.Set(platform);
        var placement = scene.Placement();

        var told = Scene.Succeed(await placement.Put(scene.Posting(), new(DryRun: true)));

        Assert.Equal(Change.Created, told.Change);
        Assert.Null(await placement.Find());
    }

    [Fact]
    public async Task Publishing_closing_and_reopening_follow_the_table()
    {
        var scene = await Scene.Set(platform);
        var placement = scene.Placement();
        await placement.Put(scene.Posting(), WriteOptions.Default);

        foreach (var (action, status, version) in new[]
        {
            (PlacementAction.Publish, PlacementStatus.Published, 2L),
            (PlacementAction.Close, PlacementStatus.Closed, 3L),
            (PlacementAction.Reopen, PlacementStatus.Draft, 4L),
        })
        {
            var moved = Scene.Succeed(await placement.Apply(action, WriteOptions.Default));
            Assert.Equal(new(placement.GetPrimaryKeyString(), status, version), moved);
        }

        var refusal = Scene.Refuse(await placement.Apply(PlacementAction.Reopen, WriteOptions.Default), RefusalKind.Conflict);
        Assert.Contains("is draft", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_placement_is_reopened_before_it_is_edited()
    {
        var scene = await Scene.Set(platform);
        var placement = await scene.Published();
        await placement.Apply(PlacementAction.Close, WriteOptions.Default);

        Scene.Refuse(await placement.Put(scene.Posting() with { Seats = 3 }, WriteOptions.Default), RefusalKind.Conflict);
    }

    [Fact]
    public async Task A_deadline_is_inclusive_and_a_past_one_keeps_a_posting_from_being_published()
    {
        await using var own = await Platform.Start(_ => { });
        var scene = await Scene.Set(own);
        var placement = scene.Placement();
        var past = scene.Posting() with { ApplyBy = own.Time.GetUtcNow().AddMinutes(-1) };
        Assert.Equal("applyBy", Assert.Single(Scene.Refuse(await placement.Put(past, WriteOptions.Default), RefusalKind.Invalid).Violations).Field);
        Scene.Succeed(await placement.Put(scene.Posting() with { ApplyBy = own.Time.GetUtcNow().AddMinutes(1) }, WriteOptions.Default));
        own.Time.Advance(TimeSpan.FromMinutes(2));

        var refusal = Scene.Refuse(await placement.Apply(PlacementAction.Publish, WriteOptions.Default), RefusalKind.Invalid);

        Assert.Equal("applyBy", Assert.Single(refusal.Violations).Field);
        Assert.Equal(PlacementStatus.Draft, (await placement.Find())!.Status);
    }

    [Fact]
    public async Task An_import_creates_and_publishes_in_one_write()
    {
        var scene = await Scene.Set(platform);
        var placement = scene.Placement();

        var written = Scene.Succeed(await placement.Import(scene.Posting(), publish: true, WriteOptions.Default));

        Assert.Equal((PlacementStatus.Published, 1L, Change.Created), (written.Entity.Status, written.Entity.Version, written.Change));
        Assert.Equal(Change.Unchanged, Scene.Succeed(await placement.Import(scene.Posting(), publish: true, WriteOptions.Default)).Change);
    }

    [Fact]
    public async Task References_to_what_does_not_exist_are_named()
    {
        var scene = await Scene.Set(platform);
        var posting = scene.Posting() with { Employer = EmployerId.Parse("nobody"), Occupation = OccupationId.Parse("nothing") };

        var refusal = Scene.Refuse(await scene.Placement().Put(posting, WriteOptions.Default), RefusalKind.Invalid);
        var site = Scene.Refuse(
            await scene.Placement().Put(scene.Posting() with { Site = SiteId.Parse("elsewhere") }, WriteOptions.Default), RefusalKind.Invalid);

        Assert.Equal(["employer", "occupation"], refusal.Violations.Select(v => v.Field));
        Assert.Equal("site", Assert.Single(site.Violations).Field);
    }
}
