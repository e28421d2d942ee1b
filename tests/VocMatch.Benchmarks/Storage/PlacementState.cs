using System.Globalization;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Work;

namespace VocMatch.Benchmarks.Storage;

/// <summary>A stored placement of the usual size, some 1.5 KB of JSON.</summary>
internal sealed record PlacementState(int Schema, Placement Entity)
{
    private static readonly WorkPattern Spring = new(
        [new WorkBlock(new DateOnly(2027, 2, 1), new DateOnly(2027, 6, 30), [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday], 480)],
        [new DateRange(new DateOnly(2027, 4, 1), new DateOnly(2027, 4, 9))]);

    /// <summary>For the storage provider, which makes a fresh state where there is none.</summary>
    public PlacementState()
        : this(1, Numbered(0))
    {
    }

    public static string Key(long number) => $"placement-{number.ToString("D7", CultureInfo.InvariantCulture)}";

    public static PlacementState Of(int number, long version = 1) => new(1, Numbered(number) with { Version = version });

    private static Placement Numbered(int number) => new(
        PlacementId.Parse(Key(number)),
        PlacementStatus.Published,
        new PlacementPosting
        {
            Employer = EmployerId.Parse($"employer-{number % 3_000}"),
            Site = SiteId.Parse("main"),
            Title = $"Internship number {number} on the ward",
            Description = "Care for patients under supervision, with a mentor on every shift; documentation, hygiene and mobilisation.",
            Occupation = OccupationId.Parse($"occupation-{number % 400}"),
            Kind = PlacementKind.Internship,
            Seats = 1 + (number % 4),
            Skills = [.. Enumerable.Range(0, 12).Select(i => new SkillDemand(SkillId.Parse($"skill-{((number * 7) + (i * 31)) % 2_000}"), i < 5, 1 + (i % 5)))],
            Pattern = Spring,
            Pay = new Pay(1_200, "EUR"),
            Conditions = new Conditions { Accommodation = number % 2 == 0, Insurance = true },
            Fields = ["0913"],
            Requirements = ["police", "medical"],
        },
        RegionId.Parse($"region-{number % 12}"),
        new GeoPoint(47 + (number % 1_000 / 500.0), 9 + (number % 700 / 100.0)),
        1 + (number % 4),
        1);
}
