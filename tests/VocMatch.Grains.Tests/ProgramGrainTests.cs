using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Programs;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests;

[Collection(SharedPlatform.Name)]
public sealed class ProgramGrainTests(Platform platform)
{
    [Fact]
    public async Task Editing_a_published_program_edits_its_next_revision()
    {
        var scene = await Scene.Set(platform);
        var next = Sample.Program(scene.School) with { Title = "Care and rehabilitation" };

        var edited = Scene.Succeed(await scene.ProgramGrain.Put(next, WriteOptions.Default)).Entity;

        Assert.Equal(("Care", "Care and rehabilitation"), (edited.Content.Title, edited.Draft?.Title));
        Assert.Equal((1, ProgramStatus.Published), (edited.Revision, edited.Status));
    }

    [Fact]
    public async Task Publishing_puts_the_next_revision_in_force()
    {
        var scene = await Scene.Set(platform);
        await scene.ProgramGrain.Put(Sample.Program(scene.School) with { Title = "Care and rehabilitation" }, WriteOptions.Default);

        Scene.Succeed(await scene.ProgramGrain.Apply(ProgramAction.Publish, WriteOptions.Default));
        var published = (await scene.ProgramGrain.Find())!;

        Assert.Equal((2, "Care and rehabilitation", null), (published.Revision, published.Content.Title, published.Draft));
    }

    [Fact]
    public async Task Before_the_first_publication_the_draft_itself_is_edited()
    {
        var scene = await Scene.Set(platform);
        var program = platform.Grains.GetGrain<IProgramGrain>(platform.NewId("program"));
        await program.Put(Sample.Program(scene.School), WriteOptions.Default);

        var edited = Scene.Succeed(await program.Put(Sample.Program(scene.School) with { Intake = 31 }, WriteOptions.Default)).Entity;

        Assert.Equal((0, 31, null), (edited.Revision, edited.Content.Intake, edited.Draft));
    }

    [Fact]
    public async Task Importing_what_is_in_force_already_makes_no_revision()
    {
        var scene = await Scene.Set(platform);

        var again = Scene.Succeed(await scene.ProgramGrain.Import(Sample.Program(scene.School), publish: true, WriteOptions.Default));

        Assert.Equal((Change.Unchanged, 1), (again.Change, again.Entity.Revision));
    }

    [Fact]
    public async Task A_school_must_exist()
    {
        var program = platform.Grains.GetGrain<IProgramGrain>(platform.NewId("program"));
        var content = Sample.Program(Contracts.Identity.SchoolId.Parse("no-school"));

        var refusal = Scene.Refuse(await program.Put(content, WriteOptions.Default), RefusalKind.Invalid);

        Assert.Equal(new("school", "no-school", "The school 'no-school' does not exist."), Assert.Single(refusal.Violations));
    }

    [Fact]
    public async Task A_new_revision_reaches_the_skills_of_its_students()
    {
        var scene = await Scene.Set(platform);
        var placement = await scene.Published(scene.Posting() with { Skills = [new(Sample.Skill(30), true, 3)] });
        var student = await scene.Student();
        var epoch = await platform.Grains.GetGrain<Contracts.Grains.IEpochGrain>(0).Renew();
        await scene.Market.Adopt(epoch.Number);
        var before = Scene.Succeed(await student.Match(Id(placement))).Match;
        var content = Sample.Program(scene.School);

        await scene.ProgramGrain.Import(
            content with { Teaches = [.. content.Teaches, new(Sample.Skill(30), 3)] }, publish: true, WriteOptions.Default);
        var after = Scene.Succeed(await student.Match(Id(placement))).Match;

        Assert.DoesNotContain(before.Parts, part => part.Skill == Sample.Skill(30));
        Assert.Contains(after.Parts, part => part.Skill == Sample.Skill(30) && part.Points > 0);
    }

    private static Contracts.Identity.PlacementId Id(Contracts.Grains.IPlacementGrain placement) =>
        Contracts.Identity.PlacementId.Parse(placement.GetPrimaryKeyString());
}
