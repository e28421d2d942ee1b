using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Rounds;
using VocMatch.Grains.Adjustments;
using VocMatch.Grains.Tests.Platforms;
using VocMatch.Grains.Tests.Rounds;
using Xunit;

namespace VocMatch.Grains.Tests.Adjustments;

/// <summary>Questions about a round that was run and published.</summary>
public sealed class RealRoundTests
{
    private static readonly QuestionScope North = new([Sample.North, Sample.Middle]);

    [Fact]
    public async Task Its_inputs_cleared_again_give_the_published_result_with_pairs_reserves_caps_and_both_passes()
    {
        await using var round = await RoundScene.Set();
        Scene.Succeed(await round.Scene.EmployerGrain.Put(Sample.Employer() with { InternCap = 6 }, WriteOptions.Default));
        var placements = await Placements(round);
        var byHand = await round.Student();
        var barred = await round.Ranking(placements[1], placements[0]);
        Scene.Succeed(await round.Grain.PutPairs([new(byHand, placements[0], "agreed")], [new(barred, placements[1], "a relative works there")], WriteOptions.Default));
        var rural = await round.Student(Sample.Student(round.Scene.School, round.Scene.Program) with { Tags = ["rural"], Home = new(52.4, 10.4) });
        Scene.Succeed(await round.Rank(rural, [placements[2], placements[1]]));
        for (var i = 0; i < 4; i++)
        {
            await round.Ranking(placements[2], placements[1], placements[3]);
            Scene.Succeed(await round.Rank(await round.Student(), [], agrees: true));
        }

        await Publish(round);
        var solved = new SolvedRound(await Latest(round));

        var assignments = await round.Assignments();
        Assert.Equal(6, assignments.Count);
        Assert.Equal(
            assignments.Values.Select(one => (one.Student, one.Placement)).OrderBy(one => one.Student.Value, StringComparer.Ordinal),
            solved.Inputs.Students.Zip(solved.PlacementOf).Where(one => one.Second >= 0).Select(one => (one.First.Id, solved.Inputs.Placements[one.Second].Id)));
    }

    [Fact]
    public async Task What_a_seat_is_worth_in_it_equals_clearing_it_again_with_one_seat_more()
    {
        await using var round = await RoundScene.Set();
        var placements = await Placements(round);
        for (var i = 0; i < 5; i++)
        {
            await round.Ranking(placements[i % 2], placements[2]);
            Scene.Succeed(await round.Rank(await round.Student(), [placements[0]], agrees: true));
        }

        await Publish(round);
        var values = Scene.Succeed(await Questions(round).SeatValues(SeatGrouping.Placement, 500));

        var inputs = await Latest(round);
        var present = Placed(inputs);
        Assert.Equal(($"round spring, lock 1, issue 1, epoch {inputs.Scorer.Epoch.Number}", false), (values.Basis, values.Simulated));
        Assert.Equal(inputs.Students.Length - present, values.Unplaced);
        Assert.Equal(placements.Length, values.Values.Length);
        Assert.Contains(values.Values, value => value.Students > 0);
        Assert.All(values.Values, value => Assert.Equal(
            Placed(inputs.WithSeats(inputs.Placements.Select(one => one.Id.Value).ToList().IndexOf(value.Key), 1)) - present, value.Students));
    }

    [Fact]
    public async Task What_a_program_was_predicted_to_gain_is_what_the_round_gives_when_it_is_run_with_the_change()
    {
        await using var round = await RoundScene.Set();
        var (popular, asking) = (await round.Placement(), await AskingFor(round, 30));
        for (var i = 0; i <= asking.Length; i++)
        {
            await round.Ranking(popular);
        }

        await Publish(round);
        var list = Scene.Succeed(await Adjustments(round).Suggest());
        var teach = Assert.Single(list.Adjustments, one => one.Kind == AdjustmentKind.AddSkill && one.Change.AddedSkills[0].Skill == Sample.Skill(30));
        await GiveBack(round);
        Scene.Succeed(await Adjustments(round).Decide(teach.Number, AdjustmentAction.Implement, null, WriteOptions.Default));
        Scene.Succeed(await round.Scene.ProgramGrain.Apply(ProgramAction.Publish, WriteOptions.Default));
        var again = await RunAgain(round, asking);

        Assert.False(list.Simulated);
        Assert.StartsWith("round spring, lock 1, issue 1, epoch ", list.Basis, StringComparison.Ordinal);
        Assert.Contains("list saved for the round", teach.Predicted.Lists, StringComparison.Ordinal);
        Assert.Equal((asking.Length + 1, 1, asking.Length + 1), (teach.Predicted.Students, teach.Predicted.PlacedBefore, teach.Predicted.PlacedAfter));
        Assert.Equal(teach.Predicted.PlacedAfter, again);
        await Eventually.Holds(async () => (await Entry(round, teach.Number)).Observed is not null, "the new round is set against the prediction");
        var observed = (await Entry(round, teach.Number)).Observed!;
        Assert.StartsWith("round autumn, ", observed.Basis, StringComparison.Ordinal);
        Assert.Equal((asking.Length + 1, again, 0m, true), (observed.Students, observed.Placed, observed.ErrorPoints, observed.WithinInterval));
    }

    [Fact]
    public async Task Every_program_of_its_scope_is_measured_without_anybody_asking()
    {
        await using var round = await RoundScene.Set();
        await round.Ranking(await round.Placement());
        var before = Scene.Succeed(await Adjustments(round).Suggest());

        await Publish(round);
        await Eventually.Holds(
            async () => Scene.Succeed(await Adjustments(round).Suggest()).Basis.StartsWith("round spring, ", StringComparison.Ordinal), "the program is measured");
        var measured = Scene.Succeed(await Adjustments(round).Suggest());
        await round.Platform.Grains.GetGrain<IRoundMeasuringGrain>(round.Id.Value).Begin();
        await round.Platform.Grains.GetGrain<IMeasuredAfterRounds>(round.Scene.Program.Value).MeasureAfter(round.Id);

        Assert.True(before.Simulated);
        Assert.Equal((1, 1), (measured.Students, measured.Placed));
        Assert.Equal(measured.MeasuredAt, Scene.Succeed(await Adjustments(round).Suggest()).MeasuredAt);
    }

    [Fact]
    public async Task A_round_that_was_locked_before_the_change_was_in_force_shows_nothing_of_it()
    {
        await using var round = await RoundScene.Set();
        var asking = await AskingFor(round, 30);
        await round.Ranking(await round.Placement());
        await round.Ranking(asking[0]);
        var number = Scene.Succeed(await Adjustments(round).Suggest()).Adjustments[0].Number;
        await round.Lock();
        Scene.Succeed(await Adjustments(round).Decide(number, AdjustmentAction.Implement, null, WriteOptions.Default));
        Scene.Succeed(await round.Scene.ProgramGrain.Apply(ProgramAction.Publish, WriteOptions.Default));
        await round.Solve();
        await round.Publish();

        var list = Scene.Succeed(await Adjustments(round).Suggest());

        Assert.False(list.Simulated);
        Assert.Null(list.Adjustments.Single(entry => entry.Number == number).Observed);
    }

    [Fact]
    public async Task A_result_that_is_not_published_is_not_learnt_from()
    {
        await using var round = await RoundScene.Set();
        var placement = await round.Placement();
        await round.Ranking(placement);
        await round.Lock();
        await round.Solve();

        var before = await Latest(round);
        await round.Publish();
        var after = await Latest(round);

        Assert.True(before.Simulated);
        Assert.False(after.Simulated);
    }

    [Fact]
    public async Task A_round_for_one_field_answers_for_programs_of_that_field_only()
    {
        await using var round = await RoundScene.Set(RoundScene.Settings with { Scope = new([Sample.North], ["09"]) });
        await round.Ranking(await round.Placement());
        await Publish(round);

        Assert.False((await Latest(round, North with { Field = "0913" })).Simulated);
        Assert.True((await Latest(round, North with { Field = "0715" })).Simulated);
        Assert.True((await Latest(round)).Simulated);
        Assert.True((await Latest(round, new([Sample.Middle, Sample.North], "0913"))).Simulated);
    }

    [Fact]
    public async Task A_student_of_no_list_is_answered_from_what_is_open_now_and_one_with_a_seat_has_nothing_to_change()
    {
        await using var round = await RoundScene.Set();
        var placement = await round.Placement(seats: 2);
        var placed = await round.Ranking(placement);
        var silent = await round.Student();
        await Publish(round);
        await round.Do(RoundAction.Close);
        await Eventually.Holds(async () => !(await round.Student(placed).Offers())!.Offers.IsEmpty, "the student has heard of the offer");
        Scene.Succeed(await round.Student(placed).Accept((await round.Student(placed).Offers())!.Offers[0].Copy.Id, new(OperationId: "yes")));

        var inRound = Scene.Succeed(await Questions(round).SmallestChange(placed));
        var outside = Scene.Succeed(await Questions(round).SmallestChange(silent));
        var living = await round.Platform.Services.GetRequiredService<SimulatedRounds>().Latest(North, DateTimeOffset.MaxValue, CancellationToken.None);

        Assert.Equal((placement, false), (inRound.Placed, inRound.Simulated));
        Assert.True(outside.Simulated);
        Assert.Equal([silent], living.Students.Select(student => student.Id));
    }

    [Theory]
    [InlineData(ChangeOptionKind.Rank)]
    [InlineData(ChangeOptionKind.Check)]
    public async Task What_would_place_a_student_does_when_it_is_done_and_the_round_is_run_again(ChangeOptionKind kind)
    {
        await using var round = await RoundScene.Set();
        var full = await round.Placement();
        var other = await round.Placement(change: posting => kind == ChangeOptionKind.Check ? posting with { Requirements = ["police"] } : posting);
        StudentId[] students = [await round.Ranking(full), await round.Ranking(full)];
        await Publish(round);
        var placed = (await round.Assignments()).Keys;
        var student = students.Single(one => !placed.Contains(one));

        var change = Scene.Succeed(await Questions(round).SmallestChange(student)).Options[0];
        await GiveBack(round);
        if (change.Check is { } check)
        {
            var profile = (await round.Student(student).Find())!.Profile;
            Scene.Succeed(await round.Student(student).Put(profile with { Checks = [new(check, Sample.FirstDay.AddYears(2))] }, WriteOptions.Default));
        }

        Assert.Equal((kind, other, 0, 0), (change.Kind, change.Placement, change.Touched, change.Displaced));
        await RunAgain(round, [other]);
        Assert.Contains(student, (await new RoundScene(round.Scene, RoundId.Parse("autumn")).Assignments()).Keys);
    }

    private static async Task<ImmutableArray<PlacementId>> Placements(RoundScene round) =>
    [
        await round.Placement(), await round.Placement(seats: 2),
        await round.Placement(seats: 2, posting => posting with { Reserves = [new Reserve("rural", 1)] }), await round.Placement(seats: 3),
    ];

    /// <summary>Placements of one seat that ask for one skill, which nobody ranks who lacks it.</summary>
    private static async Task<ImmutableArray<PlacementId>> AskingFor(RoundScene round, int skill)
    {
        var placements = ImmutableArray.CreateBuilder<PlacementId>();
        for (var i = 0; i < 4; i++)
        {
            placements.Add(await round.Placement(change: posting => posting with { Skills = [new(Sample.Skill(skill), true, 3)] }));
        }

        return placements.ToImmutable();
    }

    private static async Task Publish(RoundScene round)
    {
        await round.Lock();
        await round.Solve();
        await round.Publish();
    }

    /// <summary>Ends the round, and everybody declines: its seats are free again.</summary>
    private static async Task GiveBack(RoundScene round)
    {
        await round.Do(RoundAction.Close);
        await round.Reaches(found => found.Phase is RoundPhase.Closed, "the round is closed");
        foreach (var student in (await round.Assignments()).Keys)
        {
            await Eventually.Holds(async () => !(await round.Student(student).Offers())!.Offers.IsEmpty, "the student has heard of the offer");
            var offer = (await round.Student(student).Offers())!.Offers[0].Copy.Id;
            Scene.Succeed(await round.Student(student).Decline(offer, "to be run again", new(OperationId: "no")));
        }
    }

    /// <summary>The same students in another round, with their lists continued.</summary>
    /// <returns>How many get a place.</returns>
    private static async Task<int> RunAgain(RoundScene round, ImmutableArray<PlacementId> opened)
    {
        var inputs = await Latest(round);
        var again = new RoundScene(round.Scene, RoundId.Parse("autumn"));
        Scene.Succeed(await again.Grain.Put(RoundScene.Settings, WriteOptions.Default));
        await Eventually.Holds(async () => (await again.Grain.Apply(RoundAction.Open, null, null, WriteOptions.Default)).Succeeded, "the scope is free");
        foreach (var student in inputs.Students)
        {
            Scene.Succeed(await again.Rank(student.Id, [.. student.List.Select(entry => inputs.Placements[entry.Placement].Id), .. opened]));
        }

        await Publish(again);
        return (await again.Assignments()).Count;
    }

    private static async Task<Adjustment> Entry(RoundScene round, int number) =>
        Scene.Succeed(await Adjustments(round).Suggest()).Adjustments.Single(entry => entry.Number == number);

    private static Task<RoundInputs> Latest(RoundScene round, QuestionScope? scope = null) =>
        round.Platform.Services.GetRequiredService<IRoundInputs>().Latest(scope ?? North, DateTimeOffset.MaxValue, CancellationToken.None);

    private static int Placed(RoundInputs inputs) => new InputClearing(inputs).Solve(inputs.Seed).Count(placement => placement >= 0);

    private static IRegionQuestionsGrain Questions(RoundScene round) => round.Platform.Grains.GetGrain<IRegionQuestionsGrain>(Sample.North.Value);

    private static IAdjustmentsGrain Adjustments(RoundScene round) => round.Platform.Grains.GetGrain<IAdjustmentsGrain>(round.Scene.Program.Value);
}
