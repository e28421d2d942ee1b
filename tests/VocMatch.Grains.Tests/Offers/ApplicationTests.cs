using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Markets;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Offers;

/// <summary>Applications and the employer's answer clock, on a platform whose clock is put forward.</summary>
public sealed class ApplicationTests(Platform platform) : IClassFixture<Platform>
{
    [Fact]
    public async Task An_employer_who_does_not_answer_ranks_lower_until_it_does()
    {
        var scene = await OfferScene.Set(platform);
        var (silent, other) = (await scene.Placement(seats: 1), await OtherEmployer(scene));
        var (applicant, student) = (await scene.Student(), await scene.Student());
        Scene.Succeed(await applicant.Apply(Id(silent), WriteOptions.Default));
        Scene.Succeed(await applicant.MoveApplication(Id(silent), ApplicationAction.Share, WriteOptions.Default));
        var before = await Match(student, silent);
        Assert.Equal(before.Score, (await Match(student, other)).Score);

        platform.Time.Advance(TimeSpan.FromDays(AnswerDays) + TimeSpan.FromMinutes(1));
        await platform.Forget(silent);
        await silent.Count();

        await Eventually.Holds(async () => (await Match(student, silent)).Score < before.Score, "the placement ranks lower");
        var lowered = await Match(student, silent);
        Assert.Equal(lowered.Score, lowered.Parts.Sum(part => part.Points));
        Assert.InRange(lowered.Score, (before.Score * 0.8m) - 0.01m, (before.Score * 0.8m) + 0.01m);
        Assert.Equal("answers", lowered.Parts[^1].Kind);
        Assert.Equal([Id(other), Id(silent)], (await Ranked(student)).Where(p => p == Id(silent) || p == Id(other)));
        var standing = Assert.Single((await scene.Scene.EmployerGrain.Answering())!.Regions).Standing;
        Assert.Equal((800, 0, 1), (standing.FactorPerMille, standing.Answered, standing.Overdue));
        Assert.Contains("20.0 % lower", standing.Sentence, StringComparison.Ordinal);

        Scene.Succeed(await silent.AnswerApplication(OfferScene.IdOf(applicant).Value, ApplicationAction.Review, null, WriteOptions.Default));

        await Eventually.Holds(async () => (await Match(student, silent)).Score == before.Score, "answering repairs it");
        Assert.Equal(1_000, Assert.Single((await scene.Scene.EmployerGrain.Answering())!.Regions).Standing.FactorPerMille);
    }

    [Fact]
    public async Task A_pseudonym_leads_to_its_student_at_its_own_placement_only()
    {
        var scene = await OfferScene.Set(platform);
        var (placement, other) = (await scene.Placement(seats: 1), await scene.Placement(seats: 1));
        var student = await scene.Student();
        var pseudonym = platform.Services.GetRequiredService<Pseudonyms>().Of(Id(placement), OfferScene.IdOf(student));

        await Eventually.Holds(
            async () => await placement.StudentBehind(pseudonym) == OfferScene.IdOf(student), "the market knows the student");

        Assert.Null(await other.StudentBehind(pseudonym));
        Assert.Null(await placement.StudentBehind("C-0000-0000-0000"));
    }

    [Fact]
    public async Task Nobody_applies_for_work_they_may_not_do_or_after_the_last_day()
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 1);
        var child = await scene.Scene.Student(age: 14);

        var refused = Scene.Refuse(await child.Apply(Id(placement), WriteOptions.Default), RefusalKind.Invalid);
        Scene.Refuse(await child.Apply(PlacementId.Parse("nowhere"), WriteOptions.Default), RefusalKind.NotFound);

        Assert.Equal("constraints.minimumAge", Assert.Single(refused.Violations).Field);
        Assert.Empty((await child.Applications())!.Applications);
    }

    private const int AnswerDays = 14;

    private static async Task<IPlacementGrain> OtherEmployer(OfferScene scene)
    {
        var other = new Scene(scene.Platform, scene.Scene.Region);
        Scene.Succeed(await other.EmployerGrain.Put(Sample.Employer(other.Region), WriteOptions.Default));
        var placement = await other.Published(other.Posting() with { Seats = 1, Pattern = OfferScene.Month(0) });
        await Eventually.Holds(async () => await scene.Scene.Shows(await scene.Student(), placement), "the market holds the placement");
        return placement;
    }

    private static async Task<Match> Match(Contracts.Grains.IStudentGrain student, IPlacementGrain placement) =>
        Scene.Succeed(await student.Match(Id(placement))).Match;

    private static async Task<IEnumerable<PlacementId>> Ranked(Contracts.Grains.IStudentGrain student) =>
        Scene.Succeed(await student.Matches(100)).Matches.Select(match => match.Placement);

    private static PlacementId Id(IPlacementGrain placement) => PlacementId.Parse(placement.GetPrimaryKeyString());
}
