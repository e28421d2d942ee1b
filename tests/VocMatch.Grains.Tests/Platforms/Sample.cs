using System.Collections.Immutable;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Schools;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Contracts.Work;

namespace VocMatch.Grains.Tests.Platforms;

/// <summary>A small world: three regions in a row, eight occupations, forty skills; and valid content to vary.</summary>
internal static class Sample
{
    public static readonly RegionId North = RegionId.Parse("north");
    public static readonly RegionId Middle = RegionId.Parse("middle");
    public static readonly RegionId South = RegionId.Parse("south");

    /// <summary>Work of next year, so that no deadline of a test is past.</summary>
    public static readonly DateOnly FirstDay = new(DateTime.UtcNow.Year + 1, 3, 1);

    public static readonly SiteId Site = SiteId.Parse("main");

    public static TaxonomyChanges Taxonomy { get; } = new(
        [
            new() { Id = North, Name = "North", Centroid = new(52.0, 10.0), Neighbours = [Middle] },
            new() { Id = Middle, Name = "Middle", Centroid = new(51.5, 10.0), Neighbours = [North, South] },
            new() { Id = South, Name = "South", Centroid = new(51.0, 10.0), Neighbours = [Middle] },
        ],
        [],
        [.. Enumerable.Range(0, 40).Select(i => new Skill { Id = Skill(i), Name = $"Skill number {i}" })],
        [
            .. Enumerable.Range(0, 8).Select(i => new Occupation
            {
                Id = Occupation(i),
                Name = $"Occupation number {i}",
                Scheme = OccupationScheme.Isco,
                Code = $"{5 + (i / 4)}{i / 2}2{i}",
                Skills = [.. Enumerable.Range(i * 4, 12).Select(s => new OccupationSkill(Skill(s % 40), s % 2 == 0))],
            }),
        ]);

    public static SkillId Skill(int number) => SkillId.Parse($"skill-{number}");

    public static OccupationId Occupation(int number) => OccupationId.Parse($"occupation-{number}");

    public static SchoolProfile School(RegionId? region = null) => new() { Name = "Technical College", Region = region ?? North };

    public static EmployerProfile Employer(RegionId? region = null) => new()
    {
        Name = "Works",
        Sites = [new Site { Id = Site, Name = "Main site", Region = region ?? North, Location = new(52.01, 10.02) }],
    };

    public static ProgramContent Program(SchoolId school) => new()
    {
        School = school,
        Title = "Care",
        Field = "0913",
        Level = 4,
        Teaches = [.. Enumerable.Range(0, 6).Select(i => new SkillLevel(Skill(i), 3))],
        Intake = 30,
        DurationMonths = 24,
        TargetOccupations = [Occupation(0)],
    };

    public static PlacementPosting Posting(EmployerId employer) => new()
    {
        Employer = employer,
        Site = Site,
        Title = "Trainee",
        Occupation = Occupation(0),
        Kind = PlacementKind.Internship,
        Seats = 2,
        Skills = [new(Skill(0), true, 3), new(Skill(3), false, 2), new(Skill(7), true, 4)],
        Pattern = Pattern(FirstDay, 90),
        Pay = new(600, "EUR"),
    };

    public static StudentProfile Student(SchoolId school, ProgramId program, RegionId? region = null) => new()
    {
        School = school,
        Program = program,
        Region = region ?? North,
        Home = new(52.0, 10.0),
        Free = Pattern(FirstDay.AddDays(-30), 365),
    };

    public static StudentIdentity Identity(int age = 19) =>
        new() { Name = "Kim Example", BirthDate = FirstDay.AddYears(-age), Email = "kim@example.org" };

    public static WorkPattern Pattern(DateOnly first, int days) => new(
        [
            new WorkBlock(
                first,
                first.AddDays(days),
                [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday],
                480),
        ],
        ImmutableArray<DateRange>.Empty);
}
