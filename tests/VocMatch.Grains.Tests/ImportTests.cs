using System.Collections.Immutable;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Importing;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Students;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests;

public sealed class ImportTests(Platform platform) : IClassFixture<Platform>
{
    private IImportGrain Imports => platform.Grains.GetGrain<IImportGrain>(0);

    [Fact]
    public async Task New_rows_are_stored_shown_and_found_by_their_grains()
    {
        var scene = await Scene.Set(platform);
        var student = await scene.Student();
        var rows = Enumerable.Range(0, 300).Select(_ => Row(scene)).ToImmutableArray();
        var placement = scene.Placement(rows[0].Id.Value);
        Assert.Null(await placement.Find());

        var outcomes = await Imports.Placements(rows);

        Assert.All(outcomes, outcome => Assert.Equal(Change.Created, Scene.Succeed(outcome).Change));
        Assert.Equal((PlacementStatus.Published, 1L), ((await placement.Find())!.Status, (await placement.Find())!.Version));
        Assert.True(await scene.Shows(student, placement));
        Assert.True(await scene.Shows(student, scene.Placement(rows[^1].Id.Value)));
    }

    [Fact]
    public async Task Rows_that_exist_are_written_by_their_grains()
    {
        var scene = await Scene.Set(platform);
        var (same, other) = (Row(scene), Row(scene));
        await Imports.Placements([same, other]);

        var outcomes = await Imports.Placements([same, other with { Posting = scene.Posting() with { Seats = 9 } }]);

        Assert.Equal([Change.Unchanged, Change.Changed], outcomes.Select(outcome => Scene.Succeed(outcome).Change));
        Assert.Equal((9, 2L), ((await scene.Placement(other.Id.Value).Find())!.OpenSeats, (await scene.Placement(other.Id.Value).Find())!.Version));
    }

    [Fact]
    public async Task Of_rows_with_one_id_the_last_stands()
    {
        var scene = await Scene.Set(platform);
        var row = Row(scene);

        var outcomes = await Imports.Placements(
            [row, row with { Posting = scene.Posting() with { Seats = 3 } }, row with { Posting = scene.Posting() with { Seats = 4 } }]);

        Assert.Equal([Change.Created, Change.Changed, Change.Changed], outcomes.Select(outcome => Scene.Succeed(outcome).Change));
        Assert.Equal(4, (await scene.Placement(row.Id.Value).Find())!.OpenSeats);
    }

    [Fact]
    public async Task Bad_rows_are_refused_and_good_ones_kept()
    {
        var scene = await Scene.Set(platform);
        var (good, bad) = (Row(scene), Row(scene));

        var outcomes = await Imports.Placements([bad with { Posting = scene.Posting() with { Seats = 0 } }, good]);

        Assert.Equal("seats", Assert.Single(Scene.Refuse(outcomes[0], RefusalKind.Invalid).Violations).Field);
        Assert.Equal(Change.Created, Scene.Succeed(outcomes[1]).Change);
        Assert.Null(await scene.Placement(bad.Id.Value).Find());
    }

    [Fact]
    public async Task Students_come_with_who_they_are_or_not_at_all()
    {
        var scene = await Scene.Set(platform);
        var (known, unknown, wrong) = (Student(scene, Sample.Identity()), Student(scene, null), Student(scene, Sample.Identity(5)));

        var outcomes = await Imports.Students([known, unknown, wrong]);
        var again = await Imports.Students([known, unknown with { Identity = Sample.Identity(17) }]);

        Assert.Equal("identity.birthDate", Assert.Single(Scene.Refuse(outcomes[2], RefusalKind.Invalid).Violations).Field);
        Assert.Null(await Grain(wrong).Find());
        Assert.Equal(Sample.Identity(), await Grain(known).FindIdentity());
        Assert.Equal([Change.Unchanged, Change.Changed], again.Select(outcome => Scene.Succeed(outcome).Change));
        Assert.Equal(Sample.Identity(17), await Grain(unknown).FindIdentity());
    }

    [Fact]
    public async Task Employers_and_programs_are_stored_together_too()
    {
        var scene = await Scene.Set(platform);
        var employer = EmployerId.Parse(platform.NewId("employer"));
        var program = ProgramId.Parse(platform.NewId("program"));

        var employers = await Imports.Employers([new(employer, Sample.Employer()), new(scene.Employer, Sample.Employer())]);
        var programs = await Imports.Programs(
            [new(program, Sample.Program(scene.School), true), new(program, Sample.Program(SchoolId.Parse("no-school")), true)]);

        Assert.Equal([Change.Created, Change.Unchanged], employers.Select(outcome => Scene.Succeed(outcome).Change));
        Assert.Equal(Change.Created, Scene.Succeed(programs[0]).Change);
        Scene.Refuse(programs[1], RefusalKind.Invalid);
        Assert.Equal(1, (await platform.Grains.GetGrain<Contracts.Grains.IProgramGrain>(program.Value).Find())!.Revision);
    }

    private PlacementImport Row(Scene scene) => new(PlacementId.Parse(platform.NewId("placement")), scene.Posting(), true);

    private StudentImport Student(Scene scene, StudentIdentity? identity) =>
        new(StudentId.Parse(platform.NewId("student")), Sample.Student(scene.School, scene.Program), identity);

    private IStudentGrain Grain(StudentImport row) => platform.Grains.GetGrain<IStudentGrain>(row.Id.Value);
}
