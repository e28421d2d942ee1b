using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Adjustments;
using VocMatch.Grains.Adjustments;
using VocMatch.Grains.Tests.Platforms;
using VocMatch.Grains.Tests.Rounds;
using Xunit;

namespace VocMatch.Grains.Tests.Adjustments;

/// <summary>Questions about a round that was run and published.</summary>
public sealed class RealRoundTests
{
    private const int Contenders = 3;

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
        var solved = new SolvedInputs(await Latest(round));

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
        Assert.Equal(inputs.Students.Length - present, values.LeftWithoutPlace);
        Assert.Equal(placements.Length, values.Values.Length);
        Assert.Contains(values.Values, value => value.Students > 0);
        Assert.All(values.Values, value => Assert.Equal(
            Placed(inputs.WithSeats(inputs.Placements.Select(one => one.Id.Value).ToList().IndexOf(value.Key), 1)) - present, value.Students));
    }

    [Fact]
    public async Task What_a_program_was_predicted_to_gain_is_what_the_round_gives_when_it_is_run_with_the_change()
    {
        await using var round = await RoundScene.Set();
        var contested = await Contested(round);
        await Publish(round);
        var list = Scene.Succeed(await Adjustments(round).Suggest());
        var teach = Assert.Single(list.Adjustments, one => one.Kind == AdjustmentKind.AddSkill && one.Change.AddedSkills[0].Skill == Sample.Skill(30));
        var lists = await Lists(round);
        await GiveBack(round);
        Scene.Succeed(await Adjustments(round).Decide(teach.Number, AdjustmentAction.Implement, null, WriteOptions.Default));
        Scene.Succeed(await round.Scene.ProgramGrain.Apply(ProgramAction.Publish, WriteOptions.Default));
        var again = await RunAgain(round, lists);

        Assert.False(list.Simulated);
        Assert.StartsWith("round spring, lock 1, issue 1, epoch ", list.Basis, StringComparison.Ordinal);
        Assert.Equal("the lists saved for round spring", teach.Predicted.Lists);
        Assert.Equal(EffectVerdict.Helps, teach.Predicted.Verdict);
        Assert.Equal(new(0, Contenders, Contenders, teach.Predicted.Saved!.Own.Lotteries), teach.Predicted.Saved.Own);
        Assert.Equal((Contenders, Contenders), (teach.Predicted.Saved.Others.Before, teach.Predicted.Saved.Others.After));
        Assert.Equal(
            (teach.Predicted.Saved.Own.After, teach.Predicted.Saved.Others.After),
            (again.Count(one => contested.Own.Contains(one.Key)), again.Count(one => !contested.Own.Contains(one.Key))));
        await Eventually.Holds(async () => (await Entry(round, teach.Number)).Observed is not null, "the new round is set against the prediction");
        var observed = (await Entry(round, teach.Number)).Observed!;
        Assert.StartsWith("round autumn, ", observed.Basis, StringComparison.Ordinal);
        Assert.Equal((Contenders, Contenders, 0m, true), (observed.Students, observed.Placed, observed.ErrorPoints, observed.WithinInterval));
        Assert.Equal((0, Contenders, Contenders), (observed.Own!.Before, observed.Own.After, observed.Others!.After));
    }

    [Theory]
    [Trait("Lane", "Full")]
    [InlineData("seat")]
    [InlineData("terms")]
    public async Task What_other_terms_of_a_placement_were_predicted_to_do_is_what_the_round_gives_with_them(string kind)
    {
        await using var round = await RoundScene.Set();
        var contested = await Contested(round);
        await Publish(round);
        var grain = round.Placement(contested.Placement);
        var posting = (await grain.Find())!.Posting;
        var terms = kind == "seat" ? posting with { Seats = posting.Seats + 2 } : posting with { Fields = ["0913"], Pay = new(900, "EUR") };
        var predicted = Scene.Succeed(await Questions(round).EffectOf(contested.Placement, terms));
        var lists = await Lists(round);
        await GiveBack(round);
        Scene.Succeed(await grain.Import(terms, publish: true, WriteOptions.Default));

        var epoch = Domain.Rounds.Freezing.FrozenPolicy.EpochOf((await round.Find()).Policy);
        var again = await RunAgain(round, lists);

        Assert.Equal(epoch, predicted.Epoch);
        Assert.Contains($"under epoch {epoch} ", predicted.EpochNote, StringComparison.Ordinal);
        Assert.Contains("A lock renews the epoch", predicted.EpochNote, StringComparison.Ordinal);
        Assert.Equal(predicted.Effect.Saved!.Own.After, again.Count);
        Assert.Equal(kind == "seat" ? 2 : Contenders, predicted.Effect.Saved.Own.Difference);
        Assert.Equal("round spring, lock 1, issue 1", predicted.Basis[..predicted.Basis.LastIndexOf(',')]);
        Scene.Refuse(await Questions(round).EffectOf(contested.Placement, terms with { Employer = EmployerId.Parse("another") }), RefusalKind.Invalid);
    }

    [Fact]
    public async Task Any_change_to_a_program_can_be_asked_about_and_nothing_is_written()
    {
        await using var round = await RoundScene.Set();
        await Contested(round);
        await Publish(round);
        var before = await round.Scene.ProgramGrain.Find();

        var gain = Scene.Succeed(await Adjustments(round).EffectOf(new() { AddedSkills = [new(Sample.Skill(30), 3)] }));
        var nothing = Scene.Succeed(await Adjustments(round).EffectOf(new() { AddedSkills = [new(Sample.Skill(29), 3)] }));

        Assert.Equal((Contenders, EffectVerdict.Helps, EffectVerdict.LosesNobody), (gain.Effect.Saved!.Own.Difference, gain.Effect.Verdict, nothing.Effect.Verdict));
        Assert.Equal(0, nothing.Effect.Responding!.Own.Difference);
        Assert.Equal(before!.Version, (await round.Scene.ProgramGrain.Find())!.Version);
        Scene.Refuse(await Adjustments(round).EffectOf(new() { AddedSkills = [new(SkillId.Parse("unheard-of"), 3)] }), RefusalKind.Invalid);
    }

    [Fact]
    public async Task While_lists_are_saved_for_a_round_a_change_is_measured_on_them_once_half_of_its_students_have_saved_one()
    {
        await using var round = await RoundScene.Set();
        await round.Student();
        await round.Student();
        var before = Scene.Succeed(await Adjustments(round).Suggest());
        await Contested(round);

        var measured = await Latest(round);

        Assert.True(before.Simulated);
        Assert.False(measured.Simulated);
        Assert.StartsWith("lists saved for round spring until ", measured.Basis, StringComparison.Ordinal);
        Assert.Equal(Contenders, Placed(measured));
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

        Assert.StartsWith("lists saved for round spring until ", before.Basis, StringComparison.Ordinal);
        Assert.Equal((1, 1), (measured.Students, measured.Placed));
        Assert.Equal(measured.MeasuredAt, Scene.Succeed(await Adjustments(round).Suggest()).MeasuredAt);
    }

    [Fact]
    public async Task A_round_that_was_locked_before_the_change_was_in_force_shows_nothing_of_it()
    {
        await using var round = await RoundScene.Set();
        await Contested(round);
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
    [Trait("Lane", "Full")]
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
        var lists = await Lists(round);
        await GiveBack(round);
        if (change.Check is { } check)
        {
            var profile = (await round.Student(student).Find())!.Profile;
            Scene.Succeed(await round.Student(student).Put(profile with { Checks = [new(check, Sample.FirstDay.AddYears(2))] }, WriteOptions.Default));
        }

        Assert.Equal((kind, other, 0, 0), (change.Kind, change.Placement, change.Touched, change.Displaced));
        await RunAgain(round, lists.ToDictionary(list => list.Key, list => list.Value.Add(other)));
        Assert.Contains(student, (await new RoundScene(round.Scene, RoundId.Parse("autumn")).Assignments()).Keys);
    }

    private static async Task<ImmutableArray<PlacementId>> Placements(RoundScene round) =>
    [
        await round.Placement(), await round.Placement(seats: 2),
        await round.Placement(seats: 2, posting => posting with { Reserves = [new Reserve("rural", 1)] }), await round.Placement(seats: 3),
    ];

    /// <summary>
    /// A placement whose seats the program's students rank, and nothing else, and rivals too, who hold the one skill it asks for besides what
    /// all are taught, and have another placement to go to.
    /// </summary>
    private static async Task<(PlacementId Placement, HashSet<StudentId> Own)> Contested(RoundScene round)
    {
        var contested = await round.Placement(Contenders, posting => posting with { Skills = [new(Sample.Skill(0), true, 3), new(Sample.Skill(30), true, 3)] });
        var other = await round.Placement(Contenders);
        var own = new HashSet<StudentId>();
        for (var i = 0; i < Contenders; i++)
        {
            own.Add(await round.Ranking(contested));
            var rival = StudentId.Parse((await round.Scene.Rival(new SkillLevel(Sample.Skill(30), 2))).GetPrimaryKeyString());
            Scene.Succeed(await round.Rank(rival, [contested, other]));
        }

        return (contested, own);
    }

    private static async Task<Dictionary<StudentId, ImmutableArray<PlacementId>>> Lists(RoundScene round)
    {
        var inputs = await Latest(round);
        return inputs.Students.ToDictionary(student => student.Id, student => student.List.Select(entry => inputs.Placements[entry.Placement].Id).ToImmutableArray());
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

    /// <summary>The same lists in another round.</summary>
    /// <returns>Who gets a place.</returns>
    private static async Task<Dictionary<StudentId, Assignment>> RunAgain(RoundScene round, Dictionary<StudentId, ImmutableArray<PlacementId>> lists)
    {
        var again = new RoundScene(round.Scene, RoundId.Parse("autumn"));
        Scene.Succeed(await again.Grain.Put(RoundScene.Settings, WriteOptions.Default));
        await Eventually.Holds(async () => (await again.Grain.Apply(RoundAction.Open, null, null, WriteOptions.Default)).Succeeded, "the scope is free");
        foreach (var (student, list) in lists)
        {
            Scene.Succeed(await again.Rank(student, list));
        }

        await Publish(again);
        return await again.Assignments();
    }

    private static async Task<Adjustment> Entry(RoundScene round, int number) =>
        Scene.Succeed(await Adjustments(round).Suggest()).Adjustments.Single(entry => entry.Number == number);

    private static Task<ClearingInputs> Latest(RoundScene round, QuestionScope? scope = null) =>
        round.Platform.Services.GetRequiredService<IClearingInputs>().Latest(scope ?? North, DateTimeOffset.MaxValue, CancellationToken.None);

    private static int Placed(ClearingInputs inputs) => new InputClearing(inputs).Solve(inputs.Seed).Count(placement => placement >= 0);

    private static IRegionQuestionsGrain Questions(RoundScene round) => round.Platform.Grains.GetGrain<IRegionQuestionsGrain>(Sample.North.Value);

    private static IAdjustmentsGrain Adjustments(RoundScene round) => round.Platform.Grains.GetGrain<IAdjustmentsGrain>(round.Scene.Program.Value);
}
