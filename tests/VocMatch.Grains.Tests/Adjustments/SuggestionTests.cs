using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Jobs;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Programs;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Adjustments;

/// <summary>A platform of its own, on which students of two programs rank the same seats, and the others hold more of what is asked.</summary>
public sealed class SuggestionTests : IAsyncLifetime
{
    private const int Asked = 30;
    private const int Students = 8;

    private readonly HeldReport _report = new(done: 1);
    private Platform _platform = null!;
    private Scene _scene = null!;

    private IAdjustmentsGrain Adjustments => _platform.Grains.GetGrain<IAdjustmentsGrain>(_scene.Program.Value);

    public async Task InitializeAsync()
    {
        _platform = await Platform.Start(static _ => { }, services => services.AddSingleton<IIncomingGrainCallFilter>(_report));
        _scene = await Scene.Set(_platform);
        for (var i = 0; i < Students; i++)
        {
            await _scene.Student();
            await _scene.Rival(new SkillLevel(Sample.Skill(Asked), 2));
        }

        for (var i = 0; i < 2; i++)
        {
            await _scene.Published(_scene.Posting() with
            {
                Seats = Students / 2,
                Skills = [new(Sample.Skill(0), true, 3), new(Sample.Skill(Asked), true, 3)],
            });
        }
    }

    public Task DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_program_that_lacks_what_its_rivals_hold_is_told_so_first_with_both_effects_and_whom_it_costs_a_seat()
    {
        var list = Scene.Succeed(await Adjustments.Suggest());

        var first = list.Adjustments[0];
        Assert.Equal((AdjustmentKind.AddSkill, EffectVerdict.Helps), (first.Kind, first.Predicted.Verdict));
        Assert.Equal(new SkillLevel(Sample.Skill(Asked), 3), Assert.Single(first.Change.AddedSkills));
        Assert.Equal((Students, 0, Students), (first.Predicted.Students, first.Predicted.PlacedBefore, first.Predicted.PlacedAfter));
        Assert.Equal(
            "placed 0 of 8 -> 8 of 8 with lists as saved: own +8, others -8; lists that respond: own +8, others -8; longer lists alone: 0", first.Predicted.Text);
        Assert.Equal((-Students, -Students), (first.Predicted.Saved!.Others.Difference, first.Predicted.Responding!.Others.Difference));
        Assert.StartsWith("simulated lists: each student ranks", first.Predicted.Lists, StringComparison.Ordinal);
        Assert.True(list.Simulated);
        Assert.StartsWith("simulated", list.Basis, StringComparison.Ordinal);
        Assert.Equal(Students, first.Evidence.Seats);
        Assert.Null(first.Evidence.Employers);
    }

    [Fact]
    public async Task Who_looks_at_the_job_sees_how_many_of_the_changes_were_measured()
    {
        _report.Hold();
        var question = _platform.Grains.GetGrain<IQuestionGrain>(QuestionKey.Of(JobKind.Adjustments, _scene.Program.Value));
        var job = _platform.Grains.GetGrain<IJobGrain>(Scene.Succeed(await question.Ask()).Id);

        var seen = await Eventually.Gives(async () => (await job.Find())!, found => found.Done > 0, found => $"the first change was measured: {found}");
        _report.Release();
        await Eventually.Holds(async () => (await job.Wait(TimeSpan.FromSeconds(1)))!.Phase is JobPhase.Done, "all were measured");
        var ended = (await job.Find())!;

        Assert.Equal((JobPhase.Running, "measuring by clearing again", 1L), (seen.Phase, seen.Step, seen.Done));
        Assert.InRange(seen.Total, 2, 16);
        Assert.Equal((seen.Total, seen.Total), (ended.Done, ended.Total));
    }

    [Fact]
    public async Task Implementing_it_places_as_many_as_was_predicted_and_a_simulation_is_no_observation()
    {
        var number = Scene.Succeed(await Adjustments.Suggest()).Adjustments[0].Number;

        var decided = Scene.Succeed(await Adjustments.Decide(number, AdjustmentAction.Implement, null, WriteOptions.Default));
        var draft = (await _scene.ProgramGrain.Find())!.Draft!;
        Scene.Succeed(await _scene.ProgramGrain.Apply(ProgramAction.Publish, WriteOptions.Default));
        var after = Scene.Succeed(await Adjustments.Suggest());

        Assert.Equal(AdjustmentStatus.Implemented, decided.Status);
        Assert.Contains(new SkillLevel(Sample.Skill(Asked), 3), draft.Teaches);
        var entry = after.Adjustments.Single(one => one.Number == number);
        Assert.Equal((Students, Students), (after.Placed, entry.Predicted.PlacedAfter));
        Assert.Equal(Sample.Skill(Asked), Assert.Single(entry.Undo!.DroppedSkills));
        Assert.Null(entry.Observed);
        Assert.DoesNotContain(after.Adjustments, one => one.Status == AdjustmentStatus.Open && one.Kind == AdjustmentKind.AddSkill);
    }

    [Fact]
    public async Task A_skill_taught_too_low_is_suggested_to_be_raised()
    {
        await _scene.ProgramGrain.Import(
            Sample.Program(_scene.School) with { Teaches = [.. Sample.Program(_scene.School).Teaches, new(Sample.Skill(Asked), 1)] }, publish: true, WriteOptions.Default);

        var raise = Scene.Succeed(await Adjustments.Suggest()).Adjustments[0];

        Assert.Equal((AdjustmentKind.RaiseLevel, "Teach Skill number 30 to level 3 instead of 1"), (raise.Kind, raise.Title));
    }

    [Fact]
    public async Task Declining_needs_a_reason_and_what_was_declined_is_not_suggested_again()
    {
        var number = Scene.Succeed(await Adjustments.Suggest()).Adjustments[0].Number;

        var refusal = Scene.Refuse(await Adjustments.Decide(number, AdjustmentAction.Decline, " ", WriteOptions.Default), RefusalKind.Invalid);
        Scene.Succeed(await Adjustments.Decide(number, AdjustmentAction.Decline, "No room.", WriteOptions.Default));
        await _scene.ProgramGrain.Import(Sample.Program(_scene.School) with { Title = "Care II" }, publish: true, WriteOptions.Default);
        var after = Scene.Succeed(await Adjustments.Suggest());

        Assert.Equal("reason", Assert.Single(refusal.Violations).Field);
        var declined = Assert.Single(after.Adjustments, entry => entry.Change.AddedSkills.Any(added => added.Skill == Sample.Skill(Asked)));
        Assert.Equal((AdjustmentStatus.Declined, "No room."), (declined.Status, declined.Reason));
    }

    [Fact]
    public async Task A_decision_cannot_be_taken_twice_but_its_operation_may_be_repeated()
    {
        var number = Scene.Succeed(await Adjustments.Suggest()).Adjustments[0].Number;
        var once = new WriteOptions(OperationId: "op", ContentDigest: "digest");

        var first = Scene.Succeed(await Adjustments.Decide(number, AdjustmentAction.Implement, null, once));
        var repeated = Scene.Succeed(await Adjustments.Decide(number, AdjustmentAction.Implement, null, once));

        Assert.Equal(first, repeated);
        Scene.Refuse(await Adjustments.Decide(number, AdjustmentAction.Accept, null, WriteOptions.Default), RefusalKind.Conflict);
        Scene.Refuse(await Adjustments.Decide(999, AdjustmentAction.Accept, null, WriteOptions.Default), RefusalKind.NotFound);
    }

    [Fact]
    public async Task A_draft_is_not_measured()
    {
        var draft = _platform.Grains.GetGrain<IProgramGrain>(_platform.NewId("program"));
        await draft.Put(Sample.Program(_scene.School), WriteOptions.Default);

        Scene.Refuse(await _platform.Grains.GetGrain<IAdjustmentsGrain>(draft.GetPrimaryKeyString()).Suggest(), RefusalKind.Conflict);
        Scene.Refuse(await _platform.Grains.GetGrain<IAdjustmentsGrain>("no-program").Suggest(), RefusalKind.NotFound);
    }

    /// <summary>Keeps whoever reports that so much is done from going on, once a test says so.</summary>
    private sealed class HeldReport(long done) : IIncomingGrainCallFilter
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool _isHeld;

        public void Hold() => _isHeld = true;

        public void Release() => _released.SetResult();

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            await context.Invoke();
            if (_isHeld && context.InterfaceMethod is { Name: nameof(IJobGrain.Report), DeclaringType.Name: nameof(IJobGrain) } && context.Request.GetArgument(1) is long reported && reported == done)
            {
                await _released.Task;
            }
        }
    }
}
