using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Students;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Offers;

/// <summary>A threshold of skills is held against what is known when an offer is accepted, under the figures of the offer.</summary>
[Collection(SharedPlatform.Name)]
public sealed class ThresholdAcceptanceTests(Platform platform)
{
    [Fact]
    public async Task A_correction_that_lowers_the_fit_after_the_offer_keeps_it_from_being_accepted_until_it_is_put_right()
    {
        var scene = await OfferScene.Set(platform);
        var (student, placement, profile) = await Fit(scene);
        var offer = await scene.Offer(placement, student);
        Scene.Succeed(await student.Put(profile with { Skills = [] }, WriteOptions.Default));

        var refused = Scene.Refuse(await student.Accept(offer, WriteOptions.Default), RefusalKind.Invalid);

        var violation = Assert.Single(refused.Violations);
        Assert.Equal("constraints.skillFit", violation.Field);
        Assert.StartsWith("Not met: minimum skill fit. Asked for: at least 60", violation.Rule, StringComparison.Ordinal);
        Assert.Equal(StudentOfferStatus.Received, (await OfferScene.Find(student, offer))!.Status);
        Scene.Succeed(await student.Put(profile, WriteOptions.Default));
        Assert.Equal(StudentOfferStatus.Committed, Scene.Succeed(await student.Accept(offer, WriteOptions.Default)).Status);
    }

    [Fact]
    public async Task A_revision_of_the_program_that_lowers_the_fit_does_so_too()
    {
        var scene = await OfferScene.Set(platform);
        var taught = Sample.Program(scene.Scene.School) with { Teaches = [new(Sample.Skill(20), 3), new(Sample.Skill(30), 3)] };
        Scene.Succeed(await scene.Scene.ProgramGrain.Import(taught, publish: true, WriteOptions.Default));
        var student = await scene.Student();
        var offer = await scene.Offer(await Demanding(scene), student);

        Scene.Succeed(await scene.Scene.ProgramGrain.Import(taught with { Teaches = [] }, publish: true, WriteOptions.Default));

        Assert.Equal("constraints.skillFit", Assert.Single(Scene.Refuse(await student.Accept(offer, WriteOptions.Default), RefusalKind.Invalid).Violations).Field);
    }

    [Fact]
    public async Task The_figures_of_the_offer_count_though_the_market_has_moved_since()
    {
        var scene = await OfferScene.Set(platform);
        var (student, placement, _) = await Fit(scene);
        var offer = await scene.Offer(placement, student);
        var made = (await OfferScene.Find(student, offer))!.Copy.Epoch;
        await scene.Scene.Published(scene.Scene.Posting() with { Skills = [new(Sample.Skill(30), true, 3)], Occupation = Sample.Occupation(6) });
        var renewed = await platform.Grains.GetGrain<Contracts.Grains.IEpochGrain>(0).Renew();

        Assert.NotEqual(renewed.Number, made);
        Assert.Equal(StudentOfferStatus.Committed, Scene.Succeed(await student.Accept(offer, WriteOptions.Default)).Status);
    }

    private static async Task<(IStudentGrain Student, IPlacementGrain Placement, StudentProfile Profile)> Fit(OfferScene scene)
    {
        var profile = Sample.Student(scene.Scene.School, scene.Scene.Program) with { Skills = [new(Sample.Skill(20), 3), new(Sample.Skill(30), 3)] };
        return (await scene.Scene.Student(profile), await Demanding(scene), profile);
    }

    private static Task<IPlacementGrain> Demanding(OfferScene scene) => scene.Scene.Published(scene.Scene.Posting() with
    {
        Skills = [new(Sample.Skill(20), true, 3), new(Sample.Skill(30), true, 3)],
        MinimumSkillFit = 60,
    });
}
