using System.Globalization;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Schools;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Work;

namespace VocMatch.Storage.Tests.Reading;

/// <summary>A stored state as a grain writes it, with something of its own beside the entity.</summary>
public sealed record State<T>(int Schema, T Entity, string[] Receipts)
{
    public static State<T> Of(T entity) => new(1, entity, ["kept by the grain"]);
}

/// <summary>Entities with what a test is about, and the rest filled in.</summary>
public static class Entities
{
    private static readonly WorkPattern Spring = new(
        [new WorkBlock(new DateOnly(2027, 2, 1), new DateOnly(2027, 6, 30), [DayOfWeek.Monday, DayOfWeek.Tuesday], 480)],
        []);

    public static School School(string id, string region, string name) =>
        new(SchoolId.Parse(id), new SchoolProfile { Name = name, Region = RegionId.Parse(region) }, 1);

    public static Program Program(string id, string school, ProgramStatus status, string title, params string[] occupations) =>
        new(
            ProgramId.Parse(id),
            status,
            1,
            new ProgramContent
            {
                School = SchoolId.Parse(school),
                Title = title,
                Field = "0913",
                Level = 4,
                Intake = 30,
                DurationMonths = 24,
                TargetOccupations = [.. occupations.Select(o => OccupationId.Parse(o))],
            },
            null,
            1);

    public static Employer Employer(string id, string name, params string[] regions) =>
        new(
            EmployerId.Parse(id),
            new EmployerProfile
            {
                Name = name,
                Sites = [.. regions.Select((r, i) => new Site
                {
                    Id = SiteId.Parse($"site{i.ToString(CultureInfo.InvariantCulture)}"),
                    Name = "Site",
                    Region = RegionId.Parse(r),
                })],
            },
            1);

    public static Placement Placement(
        string id,
        string region = "r1",
        string occupation = "nurse",
        string employer = "e1",
        PlacementStatus status = PlacementStatus.Published,
        string title = "Ward internship",
        int openSeats = 2,
        long version = 1) =>
        new(
            PlacementId.Parse(id),
            status,
            new PlacementPosting
            {
                Employer = EmployerId.Parse(employer),
                Site = SiteId.Parse("main"),
                Title = title,
                Description = "Care for patients under supervision, with a mentor on every shift.",
                Occupation = OccupationId.Parse(occupation),
                Kind = PlacementKind.Internship,
                Seats = 3,
                Skills = [.. Enumerable.Range(0, 10).Select(i =>
                    new SkillDemand(SkillId.Parse($"skill-{i.ToString(CultureInfo.InvariantCulture)}"), i < 4, 1 + (i % 5)))],
                Pattern = Spring,
                Pay = new Pay(1200, "EUR"),
            },
            RegionId.Parse(region),
            new GeoPoint(48.2082, 16.3738),
            openSeats,
            version);

    public static Student Student(string id, string region = "r1", string school = "s1", string program = "p1", params string[] occupations) =>
        new(
            StudentId.Parse(id),
            new StudentProfile
            {
                School = SchoolId.Parse(school),
                Program = ProgramId.Parse(program),
                Region = RegionId.Parse(region),
                Free = Spring,
                Occupations = [.. occupations.Select(o => OccupationId.Parse(o))],
            },
            [],
            1);

    public static StudentIdentity Identity(DateOnly birthDate) => new() { Name = "Nobody Real", BirthDate = birthDate };
}
