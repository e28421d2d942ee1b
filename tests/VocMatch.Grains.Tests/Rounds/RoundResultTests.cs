using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Clearing;
using VocMatch.Grains.Tests.Platforms;
using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Certificates;
using VocMatch.Matching.Verification;
using Xunit;

namespace VocMatch.Grains.Tests.Rounds;

public sealed class RoundResultTests
{
    [Fact]
    public async Task Who_ranked_nothing_never_takes_a_seat_from_one_who_ranked_and_is_completed_from_the_rest()
    {
        await using var round = await RoundScene.Set();
        var (wanted, spare) = (await round.Placement(), await round.Placement());
        var silent = await round.Student();
        var willing = await round.Student();
        Scene.Succeed(await round.Rank(willing, [], agrees: true));
        var ranking = await round.Ranking(wanted);

        // The employer would rather have the one who ranked nothing, and it does not matter.
        Scene.Succeed(await round.Grain.PutRanking(new(round.Scene.Employer, [willing, silent], wanted), WriteOptions.Default));
        await round.Lock();
        await round.Solve();

        var assignments = await round.Assignments();
        Assert.Equal((wanted, 1), (assignments[ranking].Placement, assignments[ranking].Pass));
        Assert.Equal((spare, 2), (assignments[willing].Placement, assignments[willing].Pass));
        Assert.DoesNotContain(silent, assignments.Keys);
    }

    [Fact]
    public async Task Fixed_pairs_survive_every_re_run_and_forbidden_ones_never_come_about()
    {
        await using var round = await RoundScene.Set();
        var (first, second) = (await round.Placement(), await round.Placement());
        var byHand = await round.Student();
        var barred = await round.Ranking(second, first);
        Scene.Succeed(await round.Grain.PutPairs(
            [new FixedPair(byHand, first, "agreed")], [new ForbiddenPair(barred, second, "a relative works there")], WriteOptions.Default));

        await round.Lock();
        await round.Solve();
        await round.Do(RoundAction.Rework, reason: "a list came late");
        var late = await round.Ranking(first, second);
        await round.Lock();
        await round.Solve();
        await round.Publish();

        var assignments = await round.Assignments();
        Assert.Equal((first, 0), (assignments[byHand].Placement, assignments[byHand].Pass));
        Assert.Equal(second, assignments[late].Placement);
        Assert.DoesNotContain(barred, assignments.Keys);
        var why = Scene.Succeed(await round.Grain.ResultOf(barred)).Ranked;
        Assert.Equal(("notEligible", second), (why[0].Reason, why[0].Placement));
        Assert.Contains("a relative works there", why[0].Sentence, StringComparison.Ordinal);
        Assert.Contains("by hand", why[1].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_placement_nobody_of_the_round_may_take_is_dropped_with_both_values()
    {
        await using var round = await RoundScene.Set();
        var adult = await round.Placement(change: posting => posting with { MinimumAge = 18 });
        var student = await round.Student(age: 17);
        var unknown = await round.Student(age: null);
        Scene.Succeed(await round.Rank(student, [adult]));
        Scene.Succeed(await round.Rank(unknown, [adult]));

        var report = Scene.Succeed(await round.Grain.Completeness());
        var warnings = Scene.Succeed(await round.Grain.Check(student, [adult])).Warnings;
        await round.Lock();
        await round.Solve();
        await round.Publish();

        Assert.Equal((2, 2), (report.Applications, report.ApplicationsDropped));
        Assert.Contains(report.Missing, missing => missing.Subject == $"student:{unknown}" && missing.Field == "birthDate");
        Assert.Contains(report.Missing, missing => missing.Subject == $"pair:{unknown}/{adult}" && missing.Field == "birthDate");
        Assert.Contains(warnings, warning => warning.Kind is ListWarningKind.Unreachable && warning.Placement == adult);
        var result = Scene.Succeed(await round.Grain.ResultOf(student));
        Assert.Null(result.Assignment);
        Assert.Contains("minimum age", Assert.Single(result.Ranked).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_sees_a_result_before_it_is_published_and_then_everybody_their_own()
    {
        await using var round = await RoundScene.Set();
        var placement = await round.Placement();
        var students = new[] { await round.Ranking(placement), await round.Ranking(placement) };
        await round.Lock();
        await round.Solve();

        Scene.Refuse(await round.Grain.ResultOf(students[0]), RefusalKind.Conflict);
        Assert.Equal((null, null), ((await round.Find()).Seed, (await round.Find()).Result));
        await round.Publish();

        var found = await round.Find();
        Assert.Equal(found.SeedCommitment, SeedCommitment.Of(found.Seed!));
        var results = new[] { Scene.Succeed(await round.Grain.ResultOf(students[0])), Scene.Succeed(await round.Grain.ResultOf(students[1])) };
        var loser = Assert.Single(results, result => result.Assignment is null).Ranked[0];
        Assert.Equal("held", Assert.Single(results, result => result.Assignment is not null).Ranked[0].Reason);
        Assert.Equal(("lotteryDecided", true), (loser.Reason, loser.NoOtherListHelps));
        Assert.Equal(loser.Priority, loser.ClosedAt);
        Assert.Equal(loser.Parts!.Score / 100m, loser.Priority);
    }

    [Fact]
    public async Task Caps_and_reserves_hold_and_the_verifier_confirms_the_stored_certificate()
    {
        await using var round = await RoundScene.Set();
        Scene.Succeed(await round.Scene.EmployerGrain.Put(Sample.Employer() with { InternCap = 2 }, WriteOptions.Default));
        var (one, two) = (await round.Placement(seats: 2, posting => posting with { Reserves = [new Reserve("rural", 1)] }), await round.Placement(seats: 2));
        var rural = await round.Student(Sample.Student(round.Scene.School, round.Scene.Program) with { Tags = ["rural"], Home = new(52.4, 10.4) });
        Scene.Succeed(await round.Rank(rural, [one, two]));
        for (var i = 0; i < 3; i++)
        {
            await round.Ranking(two, one);
        }

        await round.Lock();
        await round.Solve();

        var assignments = await round.Assignments();
        Assert.Equal(2, assignments.Count);
        Assert.Equal(one, assignments[rural].Placement);
        await Verify(round);
    }

    [Fact]
    public async Task A_fixed_pair_without_a_seat_is_refused_at_the_lock()
    {
        await using var round = await RoundScene.Set();
        var placement = await round.Placement(seats: 1);
        var (one, two) = (await round.Student(), await round.Student());
        Scene.Succeed(await round.Grain.PutPairs([new(one, placement, "agreed"), new(two, placement, "agreed")], [], WriteOptions.Default));
        var report = Scene.Succeed(await round.Grain.Completeness());

        var refused = Scene.Refuse(await round.Grain.Apply(RoundAction.Lock, null, report.Digest, WriteOptions.Default), RefusalKind.Conflict);

        Assert.Contains("no seat is left for the fixed pair", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_taken_outside_the_round_is_not_the_rounds()
    {
        await using var round = await RoundScene.Set();
        var placement = await round.Placement(seats: 2);
        var outside = await round.Student();
        Scene.Succeed(await round.Placement(placement).Reserve(RoundId.Parse("other"), 1));
        await round.Ranking(placement);
        await round.Ranking(placement);

        await round.Lock();
        await round.Solve();

        Assert.Single(await round.Assignments());
        Assert.DoesNotContain(outside, (await round.Assignments()).Keys);
    }

    private static async Task Verify(RoundScene round)
    {
        var under = new RoundLock(round.Id, (await round.Find()).Lock);
        var input = new FrozenInput(under);
        var market = RoundMarkets.Build(
            RoundMarkets.First(
                await round.Rows.Employers(input).ToListAsync(), await round.Rows.Placements(input).ToListAsync(), await round.Rows.Students(input).ToListAsync()),
            out var refusal);
        Assert.True(market is not null, refusal?.ToString());
        Assert.True(CertificateReader.TryRead(
            (await round.Rows.Document(under, RoundDocuments.Certificate(1, 1)))!, market!, out var certificate, out var fault), fault);
        var matches = new MatchTable(market!.Students.Count);
        foreach (var assignment in (await round.Assignments()).Values)
        {
            matches.Set(market.Students.IndexOf(assignment.Student.Value), market.Placements.IndexOf(assignment.Placement.Value), assignment.Rank);
        }

        Assert.Equal(VerdictKind.Valid, Verifier.Verify(market, matches, certificate!).Kind);
    }
}
