using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Rounds;

/// <summary>While a round's inputs are being frozen nothing that goes into them is taken, and that is no outage.</summary>
public sealed class FreezingTests
{
    [Fact]
    public async Task A_list_a_ranking_and_a_pair_are_refused_for_the_state_of_the_round_in_words()
    {
        // A pair that may not be keeps the lock from freezing anything: the round stays between lock and frozen inputs.
        await using var round = await RoundScene.Set(open: false);
        Scene.Succeed(await round.Grain.Put(
            RoundScene.Settings with { ClosesAt = round.Platform.Time.GetUtcNow().AddHours(1) }, WriteOptions.Default));
        await round.Do(RoundAction.Open);
        var (placement, student) = (await round.Placement(), await round.Student());
        Scene.Succeed(await round.Grain.PutPairs([new(student, placement, "agreed before")], [], WriteOptions.Default));
        var other = await round.Ranking(placement);
        var profile = (await round.Student(student).Find())!.Profile;
        Scene.Succeed(await round.Student(student).Put(
            profile with { Barred = [new(round.Scene.Employer, "a relative works there")] }, WriteOptions.Default));
        round.Platform.Time.Advance(TimeSpan.FromHours(1.1));
        await round.Reaches(state => state is { Phase: RoundPhase.Locked, InputDigest: null, Stale: true }, "nothing is frozen");

        Refusal[] refused =
        [
            Scene.Refuse(await round.Grain.Check(other, [placement]), RefusalKind.Conflict),
            Scene.Refuse(await round.Rank(other, [placement]), RefusalKind.Conflict),
            Scene.Refuse(await round.Grain.PutPairs([], [], WriteOptions.Default), RefusalKind.Conflict),
            Scene.Refuse(await round.Grain.PutRanking(new(round.Scene.Employer, [other]), WriteOptions.Default), RefusalKind.Conflict),
        ];

        Assert.All(refused, refusal => Assert.Contains("locked, and its inputs are being frozen", refusal.Detail, StringComparison.Ordinal));
    }
}
