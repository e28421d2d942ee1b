using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Rounds;

public sealed class RoundSwapTests
{
    [Fact]
    public async Task Two_who_both_say_so_change_places_and_the_certificate_follows()
    {
        await using var round = await RoundScene.Set();
        var (first, second) = (await round.Placement(), await round.Placement());
        var (one, other) = (await Placed(round, first), await Placed(round, second));
        await Publish(round, one, other);

        var asked = Scene.Succeed(await round.Grain.AskSwap(one, other, WriteOptions.Default));
        Assert.Equal((other, false), (asked.With, asked.Agreed));
        Assert.Equal(one, Assert.Single(Scene.Succeed(await round.Grain.SwapOf(other)).AskedBy));
        Assert.Equal(first, await Committed(round, one));
        var options = new WriteOptions(OperationId: "swap", ContentDigest: "swap");
        Assert.True(Scene.Succeed(await round.Grain.AskSwap(other, one, options)).Agreed);

        await Eventually.Holds(async () => await Committed(round, one) == second && await Committed(round, other) == first, "both have the other's place");
        await round.Reaches(found => found.Issue == 2, "the swap is an issue of its own");
        Assert.True(Scene.Succeed(await round.Grain.AskSwap(other, one, options)).Agreed);
        Assert.True((await round.Find()).Repairs!.Value[0].Swap);
        Assert.Null(Scene.Succeed(await round.Grain.SwapOf(one)).With);
        Assert.Equal(second, Scene.Succeed(await round.Grain.ResultOf(one)).Assignment!.Placement);
        Assert.NotNull(await round.Rows.Document(new(round.Id, (await round.Find()).Lock), RoundDocuments.Certificate(2, 1)));
        foreach (var placement in (PlacementId[])[first, second])
        {
            Assert.Equal((1, 0), ((await round.Placement(placement).Count())!.Accepted, (await round.Placement(placement).Count())!.Free));
        }

        // And back again: the same result as before, as an issue of its own.
        await Eventually.Holds(async () => (await round.Grain.AskSwap(one, other, WriteOptions.Default)).Succeeded, "the swap's offers are made");
        Assert.True(Scene.Succeed(await round.Grain.AskSwap(other, one, WriteOptions.Default)).Agreed);
        await Eventually.Holds(async () => await Committed(round, one) == first && await Committed(round, other) == second, "both are back");
        await round.Do(RoundAction.Close);
    }

    [Fact]
    public async Task Nobody_swaps_into_a_place_that_a_third_student_has_the_better_claim_to()
    {
        await using var round = await RoundScene.Set();
        var (first, second) = (await round.Placement(), await round.Placement());
        var (one, other) = (await Placed(round, first), await Placed(round, second));
        var third = await round.Ranking(first);
        Scene.Succeed(await round.Grain.PutRanking(new(round.Scene.Employer, [one, third, other]), WriteOptions.Default));
        await Publish(round, one, other);

        var refused = Scene.Refuse(await round.Grain.AskSwap(one, other, WriteOptions.Default), RefusalKind.Conflict);

        Assert.Contains(first.Value, refused.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(third.Value, refused.Detail, StringComparison.Ordinal);
        Assert.Equal(1, (await round.Find()).Issue);
    }

    [Fact]
    public async Task A_swap_needs_two_students_with_places_of_the_round_that_they_have_accepted()
    {
        await using var round = await RoundScene.Set();
        var (first, second) = (await round.Placement(), await round.Placement());
        var (one, other) = (await Placed(round, first), await Placed(round, second));
        Scene.Refuse(await round.Grain.AskSwap(one, other, WriteOptions.Default), RefusalKind.Conflict);
        await Publish(round, one);

        Assert.Equal("with", Assert.Single(Scene.Refuse(await round.Grain.AskSwap(one, one, WriteOptions.Default), RefusalKind.Invalid).Violations).Field);
        Assert.Contains("has not accepted", Scene.Refuse(await round.Grain.AskSwap(one, other, WriteOptions.Default), RefusalKind.Conflict).Detail, StringComparison.Ordinal);
        Scene.Refuse(await round.Grain.AskSwap(one, await round.Student(), WriteOptions.Default), RefusalKind.Invalid);
        await Accept(round, other);
        Scene.Succeed(await round.Grain.AskSwap(one, other, WriteOptions.Default));
        Assert.Null(Scene.Succeed(await round.Grain.AskSwap(one, null, WriteOptions.Default)).With);
        Assert.Empty(Scene.Succeed(await round.Grain.SwapOf(other)).AskedBy);
    }

    private static async Task<StudentId> Placed(RoundScene round, PlacementId placement) => await round.Ranking(placement);

    private static async Task Publish(RoundScene round, params StudentId[] accepting)
    {
        await round.Lock();
        await round.Solve();
        await round.Publish();
        foreach (var student in accepting)
        {
            await Accept(round, student);
        }
    }

    private static async Task Accept(RoundScene round, StudentId student)
    {
        await Eventually.Holds(async () => !(await round.Student(student).Offers())!.Offers.IsEmpty, "the student has heard of the offer");
        var offer = (await round.Student(student).Offers())!.Offers[^1].Copy.Id;
        Assert.Equal(StudentOfferStatus.Committed, Scene.Succeed(await round.Student(student).Accept(offer, WriteOptions.Default)).Status);
    }

    private static async Task<PlacementId?> Committed(RoundScene round, StudentId student) => (await round.Student(student).Offers())!.Offers
        .Where(offer => offer.Status is StudentOfferStatus.Committed).Select(offer => (PlacementId?)offer.Copy.Placement).SingleOrDefault();
}
