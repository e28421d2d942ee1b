using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Storing;
using VocMatch.Grains.Runtime;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests;

/// <summary>On a platform of their own: what fails here must not fail elsewhere.</summary>
public sealed class StoreFailureTests(Platform platform) : IClassFixture<Platform>
{
    [Fact]
    public async Task What_was_not_written_is_never_seen()
    {
        var scene = await Scene.Set(platform);
        var placement = scene.Placement();
        await placement.Put(scene.Posting(), WriteOptions.Default);

        platform.Faults.Begin(Fault.Write, StateNames.Placement);
        Scene.Refuse(await placement.Put(scene.Posting() with { Title = "Lost" }, WriteOptions.Default), RefusalKind.Unavailable);
        var seen = await placement.Find();
        platform.Faults.End(Fault.Write, StateNames.Placement);

        Assert.Equal(("Trainee", 1L), (seen!.Posting.Title, seen.Version));
        Assert.Equal(2, Scene.Succeed(await placement.Put(scene.Posting() with { Title = "Kept" }, WriteOptions.Default)).Entity.Version);
    }

    [Fact]
    public async Task A_write_whose_acknowledgement_was_lost_is_found_by_repeating_it()
    {
        var scene = await Scene.Set(platform);
        var placement = scene.Placement();
        await placement.Put(scene.Posting(), WriteOptions.Default);
        var keyed = new WriteOptions(OperationId: "publish-1", ContentDigest: "digest");

        platform.Faults.Begin(Fault.WriteAcknowledgement, StateNames.Placement);
        Scene.Refuse(await placement.Apply(PlacementAction.Publish, keyed), RefusalKind.Unavailable);
        platform.Faults.End(Fault.WriteAcknowledgement, StateNames.Placement);
        var repeated = Scene.Succeed(await placement.Apply(PlacementAction.Publish, keyed));

        Assert.Equal((PlacementStatus.Published, 2L), (repeated.Status, repeated.Version));
        Assert.Equal(2, (await placement.Find())!.Version);
    }

    /// <summary>Orleans wraps what storage throws: told apart by what is within, a defect is not repeated as an outage for ever.</summary>
    [Fact]
    public async Task A_state_that_cannot_be_stored_is_a_defect_and_no_outage()
    {
        var scene = await Scene.Set(platform);
        var placement = scene.Placement();
        await placement.Put(scene.Posting(), WriteOptions.Default);

        platform.Faults.Begin(Fault.Unstorable, StateNames.Placement);
        var failure = await Record.ExceptionAsync(() => placement.Put(scene.Posting() with { Title = "Lost" }, WriteOptions.Default));
        platform.Faults.End(Fault.Unstorable, StateNames.Placement);

        Assert.NotNull(failure);
        Assert.False(StoreFailures.IsLoss(failure));
        Assert.Equal("Trainee", (await placement.Find())!.Posting.Title);
    }

    [Fact]
    public async Task A_placement_tells_again_until_its_market_is_back()
    {
        var scene = await Scene.Set(platform, Sample.South);
        var student = await scene.Student();
        platform.Faults.Begin(Fault.ReadSide);
        await platform.Forget(scene.Market);

        var placement = scene.Placement();
        await placement.Put(scene.Posting(), WriteOptions.Default);
        Scene.Succeed(await placement.Apply(PlacementAction.Publish, WriteOptions.Default));
        Scene.Refuse(await student.Matches(5), RefusalKind.Unavailable);
        platform.Faults.End(Fault.ReadSide);

        await Eventually.Holds(() => scene.Shows(student, placement), "the placement is shown");
    }

    [Fact]
    public async Task A_state_that_cannot_be_read_is_unavailable_not_absent()
    {
        var scene = await Scene.Set(platform);
        var placement = await scene.Published();
        await platform.Forget(placement);

        platform.Faults.Begin(Fault.Read, StateNames.Placement);
        var failure = await Record.ExceptionAsync(placement.Find);
        platform.Faults.End(Fault.Read, StateNames.Placement);

        Assert.NotNull(failure);
        Assert.IsNotType<InjectedFailureException>(failure);
        Assert.NotNull(await placement.Find());
    }
}
