using System.Collections.Immutable;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Students;
using Xunit;

namespace VocMatch.Grains.Tests.Platforms;

/// <summary>A school with a published program and an employer, of this test alone, in one region.</summary>
internal sealed class Scene(Platform platform, RegionId region)
{
    public Platform Platform => platform;

    public RegionId Region => region;

    public SchoolId School { get; } = SchoolId.Parse(platform.NewId("school"));

    public ProgramId Program { get; } = ProgramId.Parse(platform.NewId("program"));

    public EmployerId Employer { get; } = EmployerId.Parse(platform.NewId("employer"));

    public IMarketGrain Market => platform.Grains.GetGrain<IMarketGrain>(region.Value);

    public ISchoolGrain SchoolGrain => platform.Grains.GetGrain<ISchoolGrain>(School.Value);

    public IProgramGrain ProgramGrain => platform.Grains.GetGrain<IProgramGrain>(Program.Value);

    public IEmployerGrain EmployerGrain => platform.Grains.GetGrain<IEmployerGrain>(Employer.Value);

    public static async Task<Scene> Set(Platform platform, RegionId? region = null)
    {
        var scene = new Scene(platform, region ?? Sample.North);
        Succeed(await scene.SchoolGrain.Put(Sample.School(scene.Region), WriteOptions.Default));
        Succeed(await scene.ProgramGrain.Import(Sample.Program(scene.School), publish: true, WriteOptions.Default));
        Succeed(await scene.EmployerGrain.Put(Sample.Employer(scene.Region), WriteOptions.Default));
        return scene;
    }

    public PlacementPosting Posting() => Sample.Posting(Employer);

    public IPlacementGrain Placement(string? id = null) => platform.Grains.GetGrain<IPlacementGrain>(id ?? platform.NewId("placement"));

    public async Task<IPlacementGrain> Published(PlacementPosting? posting = null, string? id = null)
    {
        var placement = Placement(id);
        Succeed(await placement.Import(posting ?? Posting(), publish: true, WriteOptions.Default));
        return placement;
    }

    public async Task<IStudentGrain> Student(StudentProfile? profile = null, int? age = 19)
    {
        var student = platform.Grains.GetGrain<IStudentGrain>(platform.NewId("student"));
        Succeed(await student.Put(profile ?? Sample.Student(School, Program, region), WriteOptions.Default));
        if (age is { } known)
        {
            Succeed(await student.PutIdentity(Sample.Identity(known), WriteOptions.Default));
        }

        return student;
    }

    /// <summary>A student of another program of the school, in another field of study, who is taught the same and holds some skills besides.</summary>
    public async Task<IStudentGrain> Rival(params ImmutableArray<SkillLevel> skills)
    {
        var program = ProgramId.Parse($"{Program}-rival");
        Succeed(await platform.Grains.GetGrain<IProgramGrain>(program.Value).Import(
            Sample.Program(School) with { Title = "Care for rivals", Field = "0914" }, publish: true, new WriteOptions()));
        return await Student(Sample.Student(School, program, region) with { Skills = skills });
    }

    /// <summary>Whether the placement can be found by asking its market why.</summary>
    public async Task<bool> Shows(IStudentGrain student, IPlacementGrain placement) =>
        (await student.Match(PlacementId.Parse(placement.GetPrimaryKeyString()))).Succeeded;

    public static T Succeed<T>(Outcome<T> outcome)
        where T : class
    {
        Assert.True(outcome.Succeeded, outcome.Refusal is { } refusal ? $"{refusal.Detail} {string.Join(' ', refusal.Violations)}" : null);
        return outcome.Value!;
    }

    public static Refusal Refuse<T>(Outcome<T> outcome, RefusalKind kind)
        where T : class
    {
        Assert.Equal(kind, outcome.Refusal?.Kind);
        return outcome.Refusal!;
    }
}
