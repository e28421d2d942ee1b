using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Facts;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests;

[Collection(SharedPlatform.Name)]
public sealed class StudentGrainTests(Platform platform)
{
    [Fact]
    public async Task Identity_stands_apart_and_is_taken_only_for_a_student_who_exists()
    {
        var scene = await Scene.Set(platform);
        var nobody = platform.Grains.GetGrain<IStudentGrain>(platform.NewId("student"));
        var student = await scene.Student(age: null);

        Scene.Refuse(await nobody.PutIdentity(Sample.Identity(), WriteOptions.Default), RefusalKind.NotFound);
        Assert.Null(await student.FindIdentity());
        Assert.Equal(Change.Created, Scene.Succeed(await student.PutIdentity(Sample.Identity(), WriteOptions.Default)).Change);
        Assert.Equal(Sample.Identity(), await student.FindIdentity());
        Assert.Equal(1, (await student.Find())!.Version);
    }

    [Fact]
    public async Task Of_unknown_age_no_rule_of_age_is_met()
    {
        var scene = await Scene.Set(platform);
        var placement = await scene.Published();
        var student = await scene.Student(age: null);

        var unknown = Scene.Succeed(await student.Match(Id(placement)));
        await student.PutIdentity(Sample.Identity(15), WriteOptions.Default);
        var fifteen = Scene.Succeed(await student.Match(Id(placement)));
        await student.PutIdentity(Sample.Identity(16), WriteOptions.Default);
        var sixteen = Scene.Succeed(await student.Match(Id(placement)));

        Assert.Equal([false, false, true], new[] { unknown, fifteen, sixteen }.Select(detail => detail.Eligible));
        Assert.Equal("minimumAge", Assert.Single(fifteen.Constraints, constraint => !constraint.Passed).Name);
    }

    [Fact]
    public async Task The_program_must_be_one_of_the_school()
    {
        var (one, other) = (await Scene.Set(platform), await Scene.Set(platform));
        var student = platform.Grains.GetGrain<IStudentGrain>(platform.NewId("student"));

        var refusal = Scene.Refuse(await student.Put(Sample.Student(one.School, other.Program), WriteOptions.Default), RefusalKind.Invalid);

        Assert.Equal("program", Assert.Single(refusal.Violations).Field);
    }

    [Fact]
    public async Task Preferences_are_distinct_published_placements_and_outlive_a_change_of_profile()
    {
        var scene = await Scene.Set(platform);
        var student = await scene.Student();
        var (first, second) = (Id(await scene.Published()), Id(await scene.Published()));
        var draft = scene.Placement();
        await draft.Put(scene.Posting(), WriteOptions.Default);

        Scene.Succeed(await student.PutPreferences([second, first], WriteOptions.Default));
        await student.Put(Sample.Student(scene.School, scene.Program) with { MaximumDistanceKm = 40 }, WriteOptions.Default);

        Assert.Equal([second, first], (await student.Find())!.Preferences.AsEnumerable());
        Assert.Equal("ranked[1]", await FieldRefused(student, first, first));
        Assert.Equal("ranked[1]", await FieldRefused(student, first, PlacementId.Parse("no-placement")));
        Assert.Equal("ranked[0]", await FieldRefused(student, Id(draft)));
        Assert.Equal("ranked", await FieldRefused(student, [.. Enumerable.Range(0, 31).Select(i => PlacementId.Parse($"p{i}"))]));
    }

    [Fact]
    public async Task Why_not_names_every_constraint_with_both_values()
    {
        var scene = await Scene.Set(platform);
        var placement = await scene.Published(scene.Posting() with { Requirements = ["police"], MinimumLevel = 5 });
        var student = await scene.Student(Sample.Student(scene.School, scene.Program) with { Barred = [new(scene.Employer, "A relative works there")] });

        var detail = Scene.Succeed(await student.Match(Id(placement)));

        Assert.False(detail.Eligible);
        Assert.Equal(
            ["checksValid", "educationLevel", "pairAllowed"],
            detail.Constraints.Where(constraint => !constraint.Passed).Select(constraint => constraint.Name).Order(StringComparer.Ordinal));
        Assert.All(detail.Constraints, constraint => Assert.False(string.IsNullOrEmpty(constraint.Required + constraint.Actual)));
    }

    [Fact]
    public async Task A_draft_is_not_shown_and_a_closed_placement_says_so()
    {
        var scene = await Scene.Set(platform);
        var student = await scene.Student();
        var draft = scene.Placement();
        await draft.Put(scene.Posting(), WriteOptions.Default);
        var closed = await scene.Published();
        await closed.Apply(PlacementAction.Close, WriteOptions.Default);

        Scene.Refuse(await student.Match(Id(draft)), RefusalKind.NotFound);
        Scene.Refuse(await student.Match(Id(closed)), RefusalKind.Conflict);
    }

    [Fact]
    public void Of_two_levels_of_a_skill_the_higher_counts() =>
        Assert.Equal(
            [new(Sample.Skill(1), 4), new(Sample.Skill(2), 2), new(Sample.Skill(3), 5)],
            StudentQuestions.Merge([new(Sample.Skill(1), 3), new(Sample.Skill(2), 2)], [new(Sample.Skill(1), 4), new(Sample.Skill(3), 5)])
                .AsEnumerable());

    [Theory]
    [InlineData("2010-05-04", "2026-05-04", "2028-05-04")]
    [InlineData("2008-02-29", "2024-02-29", "2026-03-01")]
    [InlineData("2010-02-28", "2026-02-28", "2028-02-28")]
    public void Ages_are_reached_on_birthdays(string born, string sixteen, string eighteen) =>
        Assert.Equal(new(DateOnly.Parse(sixteen), DateOnly.Parse(eighteen)), AgeThresholds.FromBirthDate(DateOnly.Parse(born)));

    private static async Task<string> FieldRefused(IStudentGrain student, params PlacementId[] ranked) =>
        Scene.Refuse(await student.PutPreferences([.. ranked], WriteOptions.Default), RefusalKind.Invalid).Violations[0].Field;

    private static PlacementId Id(IPlacementGrain placement) => PlacementId.Parse(placement.GetPrimaryKeyString());
}
