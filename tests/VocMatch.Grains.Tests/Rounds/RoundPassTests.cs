using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Rounds.Clearing;
using VocMatch.Grains.Rounds.Lists;
using VocMatch.Grains.Tests.Platforms;
using VocMatch.Matching.Clearing.Markets;
using Xunit;

namespace VocMatch.Grains.Tests.Rounds;

/// <summary>Passes, seats and priorities from the saved list to the published result.</summary>
public sealed class RoundPassTests
{
    [Fact]
    public async Task Who_agreed_to_completion_competes_with_a_short_list_like_anybody_and_gets_only_what_is_left_of_the_rest()
    {
        await using var round = await RoundScene.Set(RoundScene.Settings with { MinimumRanks = 3 });
        var (wanted, spare) = (await round.Placement(), await round.Placement());
        var (agrees, refuses, silent) = (await round.Student(), await round.Student(), await round.Student());
        Scene.Succeed(await round.Rank(agrees, [wanted], agrees: true));
        Scene.Succeed(await round.Rank(refuses, [wanted]));
        Scene.Succeed(await round.Rank(silent, [], agrees: true));

        // By the employer's own order the one who agreed comes first at what they ranked.
        Scene.Succeed(await round.Grain.PutRanking(new(round.Scene.Employer, [agrees, refuses, silent]), WriteOptions.Default));
        await round.Lock();
        await round.Solve();
        await round.Publish();

        var assignments = await round.Assignments();
        Assert.Equal((wanted, 1), (assignments[agrees].Placement, assignments[agrees].Pass));
        Assert.Equal((spare, 2), (assignments[silent].Placement, assignments[silent].Pass));
        Assert.DoesNotContain(refuses, assignments.Keys);
        var completed = Scene.Succeed(await round.Grain.ResultOf(silent));
        Assert.Equal((2, 0), (completed.Pass, completed.Assignment!.Rank));
        Assert.Empty(completed.Ranked);
        Assert.Equal(spare, Assert.Single(completed.Completion!.Value).Placement);
        Assert.StartsWith("You ranked nothing. As you had agreed, you were placed on what was left over", completed.Summary, StringComparison.Ordinal);
        var refused = Scene.Succeed(await round.Grain.ResultOf(refuses));
        Assert.True(refused.Ranked[0].NoOtherListHelps);
        Assert.Equal("None of your own choices had a seat for you. You had not agreed to be placed on what was left over.", refused.Summary);
        Assert.Equal(ListWarningKind.Short, Assert.Single(Scene.Succeed(await round.Grain.Check(agrees, [wanted])).Warnings).Kind);
    }

    [Fact]
    public async Task One_missing_paper_throws_away_one_choice_and_not_the_list()
    {
        await using var round = await RoundScene.Set();
        var (adult, open) = (await round.Placement(change: posting => posting with { MinimumAge = 18 }), await round.Placement());
        var minor = await round.Student(age: 17);
        Scene.Succeed(await round.Rank(minor, [adult, open], agrees: true));
        var rival = await round.Student();
        Scene.Succeed(await round.Rank(rival, [open]));
        Scene.Succeed(await round.Grain.PutRanking(new(round.Scene.Employer, [minor, rival]), WriteOptions.Default));

        await round.Lock();
        await round.Solve();
        await round.Publish();

        var assigned = (await round.Assignments())[minor];
        Assert.Equal((open, 1, 2), (assigned.Placement, assigned.Pass, assigned.Rank));
        Assert.Equal("You got your choice number 2.", Scene.Succeed(await round.Grain.ResultOf(minor)).Summary);
    }

    [Fact]
    [Trait("Lane", "Full")]
    public async Task Whoever_agreed_may_have_what_is_left_over_behind_any_number_of_better_matches_that_everybody_wants()
    {
        await using var round = await RoundScene.Set(RoundScene.Settings with { MaximumRanks = 30 });
        var wanted = new List<PlacementId>();
        for (var i = 0; i < 62; i++)
        {
            wanted.Add(await round.Placement());
        }

        var left = await round.Placement(change: posting => posting with { Occupation = Sample.Occupation(7) });
        for (var first = 0; first < wanted.Count; first += 30)
        {
            await round.Ranking([.. wanted.Skip(first).Take(30)]);
        }

        var agrees = await round.Student();
        Scene.Succeed(await round.Rank(agrees, [], agrees: true));
        await round.Lock();

        var frozen = await round.Rows.Student(new(new(round.Id, (await round.Find()).Lock)), agrees);
        Assert.Equal(left, frozen!.Completion!.Value[^1].Placement);
        Assert.Equal(RankBounds.MaxLength + 1, frozen.Completion.Value.Length);
        Assert.Equal(frozen.Completion.Value.OrderByDescending(candidate => candidate.Parts.Score), frozen.Completion.Value);
    }

    [Fact]
    public async Task After_the_lock_a_list_is_warned_of_what_the_lock_has_taken()
    {
        await using var round = await RoundScene.Set();
        var (first, second) = (await round.Placement(), await round.Placement());
        var (whole, missing) = (await round.Ranking(first, second), await round.Student());
        var before = Scene.Succeed(await round.Grain.Check(whole, [first, second])).Warnings;
        await round.Lock();

        // The round holds every seat now.
        Assert.Equal(0, (await round.Placement(first).Find())!.OpenSeats);
        var warnings = Scene.Succeed(await round.Grain.Check(whole, [first, second])).Warnings;

        Assert.True(before.SequenceEqual(warnings));
        Assert.Equal(ListWarningKind.OneEmployer, Assert.Single(warnings).Kind);
        Assert.Contains("was in the round", Assert.Single(Scene.Succeed(await round.Grain.Check(missing, [])).Warnings).Text, StringComparison.Ordinal);
        await round.Solve();
        await round.Publish();
        Assert.True(before.SequenceEqual(Scene.Succeed(await round.Grain.Check(whole, [first, second])).Warnings));
    }

    [Fact]
    public async Task A_list_is_judged_with_the_seats_that_the_round_holds_after_a_lock_is_taken_back()
    {
        await using var round = await RoundScene.Set();
        var (first, second) = (await round.Placement(), await round.Placement());
        var student = await round.Ranking(first, second);
        await round.Lock();
        await round.Do(RoundAction.Unlock, reason: "a list is missing");

        Assert.Equal(ListWarningKind.OneEmployer, Assert.Single(Scene.Succeed(await round.Grain.Check(student, [first, second])).Warnings).Kind);
    }

    [Fact]
    public async Task Seats_added_between_two_locks_are_in_the_next_one()
    {
        await using var round = await RoundScene.Set();
        var placement = await round.Placement();
        StudentId[] students = [await round.Ranking(placement), await round.Ranking(placement)];
        await round.Lock();
        await round.Solve();
        Assert.Single(await round.Assignments());
        await round.Do(RoundAction.Rework, reason: "a seat more is promised");
        Scene.Succeed(await round.Placement(placement).Put(round.Scene.Posting() with { Seats = 2 }, WriteOptions.Default));
        Assert.Equal(2, Scene.Succeed(await round.Grain.Completeness()).Seats);
        Assert.Equal(1, (await round.Placement(placement).Count())!.Free);

        await round.Lock();
        await round.Solve();

        Assert.Equal(students.ToHashSet(), [.. (await round.Assignments()).Keys]);
    }

    [Fact]
    public async Task What_changes_between_two_locks_is_in_the_next_one()
    {
        await using var round = await RoundScene.Set();
        var (closed, stays) = (await round.Placement(), await round.Placement(seats: 3));
        var (leaver, moved, third) = (await round.Ranking(stays), await round.Ranking(closed, stays), await round.Ranking(stays));
        await round.Lock();
        await round.Solve();
        Assert.Equal(3, (await round.Assignments()).Count);
        await round.Do(RoundAction.Rework, reason: "much has changed");
        Scene.Succeed(await round.Placement(closed).Apply(PlacementAction.Close, WriteOptions.Default));
        var today = DateOnly.FromDateTime(round.Platform.Time.GetUtcNow().UtcDateTime);
        var profile = (await round.Student(leaver).Find())!.Profile;
        Scene.Succeed(await round.Student(leaver).Put(profile with { LeftOn = today }, WriteOptions.Default));
        Scene.Succeed(await round.Scene.EmployerGrain.Put(Sample.Employer() with { InternCap = 1 }, WriteOptions.Default));

        await round.Lock();
        await round.Solve();

        var assignments = await round.Assignments();
        var placed = Assert.Single(assignments.Values);
        Assert.Equal(stays, placed.Placement);
        Assert.Contains(placed.Student, new[] { moved, third });
    }

    [Fact]
    public async Task A_placement_that_was_away_for_one_lock_is_back_in_the_next()
    {
        await using var round = await RoundScene.Set();
        var placement = await round.Placement(seats: 2);
        await round.Placement();
        await round.Ranking(placement);
        await round.Lock();
        await round.Do(RoundAction.Unlock, reason: "the region was wrong");
        Scene.Succeed(await round.Placement(placement).GiveBack(round.Id));
        Assert.Equal(2, (await round.Placement(placement).Count())!.Free);

        await round.Lock();

        Assert.Equal((2, 0), ((await round.Placement(placement).Count())!.Reserved, (await round.Placement(placement).Count())!.Free));
        await round.Do(RoundAction.Cancel, reason: "that was all");
        await Eventually.Holds(async () => (await round.Placement(placement).Count())!.Free == 2, "the seats are free again");
    }

    [Fact]
    public async Task Seats_that_a_round_holds_count_in_the_figures_of_the_next_lock()
    {
        await using var round = await RoundScene.Set();
        await round.Placement();
        var epochs = round.Platform.Grains.GetGrain<Contracts.Grains.IEpochGrain>(0);
        var before = await epochs.Preview();
        await round.Lock();

        Assert.Equal(before.Json, (await epochs.Preview()).Json);
        Assert.Equal((await epochs.Current()).Number, (await epochs.Preview()).Number);
    }

    [Fact]
    public async Task The_risk_is_that_of_what_the_lock_freezes()
    {
        await using var round = await RoundScene.Set();
        var (crowded, other) = (await round.Placement(seats: 1), await round.Placement(seats: 1));
        await round.Scene.Platform.Grains.GetGrain<Contracts.Grains.IEpochGrain>(0).Current();

        // Posted since the epoch in force was frozen: the lock renews it, and every priority with it.
        for (var i = 0; i < 3; i++)
        {
            await round.Placement(change: posting => posting with { Occupation = Sample.Occupation(7), Skills = [.. posting.Skills.Take(1)] });
        }

        StudentId[] students = [await round.Ranking(crowded), await round.Ranking(crowded, other), await round.Ranking(other)];
        var completed = await round.Student();
        Scene.Succeed(await round.Rank(completed, [crowded], agrees: true));
        var risks = new Dictionary<StudentId, StudentRisk>();
        foreach (var student in students.Append(completed))
        {
            risks[student] = Scene.Succeed(await round.Grain.RiskOf(student));
        }

        await round.Lock();

        var input = new FrozenInput(new(round.Id, (await round.Find()).Lock));
        var frozen = new MarketRows(
            await round.Rows.Employers(input).ToListAsync(), await round.Rows.Placements(input).ToListAsync(), await round.Rows.Students(input).ToListAsync());
        var simulated = RoundSimulation.Of(frozen, RoundScene.Settings, out _)!;
        Assert.All(risks, risk => Assert.Equal(
            RoundRisks.Seeds.Count(seed => simulated.Under(seed).PlacementOf(risk.Key) is null), risk.Value.WithoutPlace));
        Assert.Contains(risks.Values, risk => risk.WithoutPlace is > 0 and < 40);
        Assert.Equal(0, risks[completed].WithoutPlace);
        foreach (var remedy in risks[students[0]].Remedies)
        {
            Assert.InRange(remedy.WithoutPlace, 0, risks[students[0]].WithoutPlace - 1);
        }
    }
}
