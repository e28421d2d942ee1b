using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Grains.Tests.Platforms;
using VocMatch.Grains.Tests.Rounds;
using Xunit;

namespace VocMatch.Grains.Tests.Placements;

/// <summary>What a posting asks for beside the dates and places: skills held, and applications in time.</summary>
public sealed class PostingConstraintTests
{
    [Fact]
    public async Task A_placement_past_its_deadline_is_open_to_nobody_and_says_since_when()
    {
        await using var platform = await Platform.Start(_ => { });
        var scene = await Scene.Set(platform);
        var deadline = platform.Time.GetUtcNow().AddHours(1);
        var open = await scene.Published();
        var placement = await scene.Published(scene.Posting() with { ApplyBy = deadline });
        var student = await scene.Student();
        var terms = new OfferTerms(OfferId.Parse("o"), StudentId.Parse(student.GetPrimaryKeyString()), deadline.AddDays(9));
        await Eventually.Holds(async () => await scene.Shows(student, placement) && await scene.Shows(student, open), "both are found");
        Assert.Contains(Id(placement), (await Matches(student)).Select(match => match.Placement));
        Assert.Equal((2, 4), Open(await scene.Market.Summary()));
        Assert.NotEmpty(Scene.Succeed(await placement.Candidates(5)).Candidates);

        platform.Time.Advance(TimeSpan.FromHours(1.5));

        Assert.Equal([Id(open)], (await Matches(student)).Select(match => match.Placement));
        var failed = Assert.Single(Scene.Succeed(await student.Match(Id(placement))).Constraints, constraint => !constraint.Passed);
        Assert.Equal(("applicationsOpen", $"closed since {deadline.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"), (failed.Name, failed.Actual));
        Assert.Equal((1, 2), Open(await scene.Market.Summary()));
        Assert.Empty(Scene.Succeed(await placement.Candidates(5)).Candidates);
        Assert.False((await student.Apply(Id(placement), WriteOptions.Default)).Succeeded);
        Scene.Refuse(await placement.MakeOffer(terms, WriteOptions.Default), RefusalKind.Invalid);
    }

    [Fact]
    public async Task A_placement_past_its_deadline_at_the_lock_is_won_by_nobody_and_one_past_it_later_is()
    {
        await using var round = await RoundScene.Set(RoundScene.Settings with { MinimumRanks = 1 });
        var now = round.Platform.Time.GetUtcNow();
        var past = await round.Placement(change: posting => posting with { ApplyBy = now.AddHours(1) });
        var later = await round.Placement(change: posting => posting with { ApplyBy = now.AddHours(3) });
        var (late, inTime) = (await round.Ranking(past), await round.Ranking(later));
        round.Platform.Time.Advance(TimeSpan.FromHours(2));

        await round.Lock();
        round.Platform.Time.Advance(TimeSpan.FromHours(2));
        await round.Solve();

        var assignments = await round.Assignments();
        Assert.Null(assignments.GetValueOrDefault(late)?.Placement);
        Assert.Equal(later, assignments[inTime].Placement);
        var frozen = await round.Rows.Students(new(new(round.Id, (await round.Find()).Lock))).SingleAsync(student => student.Id == late);
        Assert.Equal("applicationsOpen", Assert.Single(frozen.Dropped).Constraint);
    }

    [Fact]
    public async Task A_posting_with_a_threshold_takes_only_those_who_reach_it()
    {
        await using var round = await RoundScene.Set(RoundScene.Settings with { MinimumRanks = 1 });
        var asked = new SkillDemand(Sample.Skill(20), Essential: true, Level: 3);
        var half = await round.Placement(change: posting => posting with { Skills = [asked, new(Sample.Skill(30), true, 3)], MinimumSkillFit = 60 });
        var required = await round.Placement(change: posting => posting with { Skills = [asked with { Required = true }] });
        var profile = Sample.Student(round.Scene.School, round.Scene.Program);
        var fit = await round.Student(profile with { Skills = [new(Sample.Skill(20), 3), new(Sample.Skill(30), 2)] });
        var unfit = await round.Student(profile with { Skills = [new(Sample.Skill(20), 2)] });
        foreach (var student in new[] { unfit, fit })
        {
            Scene.Succeed(await round.Rank(student, student == fit ? [half] : [half, required]));
        }

        var detail = Scene.Succeed(await round.Student(unfit).Match(half));
        var refused = Scene.Refuse(
            await round.Placement(required).MakeOffer(new(OfferId.Parse("o"), unfit, round.Platform.Time.GetUtcNow().AddDays(1)), WriteOptions.Default),
            RefusalKind.Invalid);
        await round.Lock();
        await round.Solve();

        Assert.Equal("skillFit", Assert.Single(detail.Constraints, constraint => !constraint.Passed).Name);
        Assert.Equal("constraints.skillsRequired", Assert.Single(refused.Violations).Field);
        var assignments = await round.Assignments();
        Assert.Equal(half, assignments[fit].Placement);
        var frozen = await round.Rows.Students(new(new(round.Id, (await round.Find()).Lock))).SingleAsync(student => student.Id == unfit);
        Assert.Equal(["skillFit", "skillsRequired"], frozen.Dropped.Select(dropped => dropped.Constraint));
    }

    private static PlacementId Id(IPlacementGrain placement) => PlacementId.Parse(placement.GetPrimaryKeyString());

    private static (int Placements, int Seats) Open(MarketSummary summary) => (summary.OpenPlacements, summary.OpenSeats);

    private static async Task<IEnumerable<Match>> Matches(IStudentGrain student) => Scene.Succeed(await student.Matches(20)).Matches;
}
