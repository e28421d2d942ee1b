using VocMatch.Alignment.Data;
using VocMatch.Alignment.Reports;
using VocMatch.Alignment.Tests.Data;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Students;

namespace VocMatch.Alignment.Tests.Disclosure;

/// <summary>
/// A market with many small counts, small enough for an attacker who solves every equation, and the releases that can be had of it.
/// </summary>
internal static class AttackedMarket
{
    private static readonly string[] Regions = ["east", "north", "south"];

    public static AlignmentData Create(int seed)
    {
        var random = new Random(seed);
        ProgramRow[] programs =
        [
            .. from region in Regions
               from field in new[] { "07", "09" }
               where region != "south" || field == "07"
               select HandMarket.Program($"{region}-{field}", region, field, field == "07" ? ["fitter", "cook"] : ["nurse"], ["care"], random.Next(1, 40)),
        ];
        var students = Enumerable.Range(0, random.Next(40, 140)).Select(i => Student(random, i, programs)).ToArray();
        return new()
        {
            Period = new(new(2025, 1, 1), new(2025, 12, 31)),
            Regions = [.. Regions.Select(id => new RegionRow(RegionId.Parse(id), id))],
            Fields = [new("07", "Engineering"), new("09", "Health")],
            OccupationGroups = [new("32", "Health"), new("51", "Kitchens"), new("72", "Metal")],
            Occupations =
            [
                new(HandMarket.Occupation("nurse"), "Nurse", "32"), new(HandMarket.Occupation("cook"), "Cook", "51"),
                new(HandMarket.Occupation("fitter"), "Fitter", "72"),
            ],
            Programs = [.. programs],
            Students = [.. students],
            Placements = [.. Enumerable.Range(0, 60).Select(i => Placement(random, i))],
            Staff = [.. Regions.Select(region => new StaffRow(SchoolId.Parse($"school-{region}"), RegionId.Parse(region), 12 + random.Next(20), random.Next(12)))],
            Mismatches =
            [
                .. from region in Regions
                   let notPlaced = students.Count(s => s.Region.Value == region && s.Outcome == StudentOutcome.NotPlaced)
                   from cause in new[] { ("level", notPlaced / 2), ("timing", notPlaced - (notPlaced / 2)) }
                   where cause.Item2 > 0
                   select new MismatchRow(RegionId.Parse(region), cause.Item1, cause.Item2),
            ],
            SearchGaps = [.. Enumerable.Range(0, 30).Select(_ => new SearchGapRow(RegionId.Parse(Regions[random.Next(3)]), random.Next(2) == 0 ? "07" : "09", 1))],
        };
    }

    /// <summary>The same market with one student more, whose every trait is rare.</summary>
    public static AlignmentData WithOneMore(this AlignmentData data, int seed) => data with
    {
        Students = data.Students.Add(Student(new(1_000 + seed), 9_999, [.. data.Programs]) with { Disability = true, Sex = Sex.Female }),
        Placements = data.Placements.SetItem(0, data.Placements[0] with { Seats = data.Placements[0].Seats + 1, FilledSeats = data.Placements[0].FilledSeats + 1 }),
    };

    /// <summary>The same market with another student in a place of one: one student's change.</summary>
    public static AlignmentData WithOneChanged(this AlignmentData data, int index) => data with
    {
        Students = data.Students.SetItem(index, data.Students[index] with
        {
            Disability = !data.Students[index].Disability,
            Outcome = data.Students[index].Outcome == StudentOutcome.NotPlaced ? StudentOutcome.PlacedInField : StudentOutcome.NotPlaced,
        }),
    };

    /// <summary>What happened in another year: most outcomes are others.</summary>
    public static AlignmentData InAnotherYear(this AlignmentData data, int seed)
    {
        var random = new Random(2_000 + seed);
        return data with
        {
            Period = new(new(2026, 1, 1), new(2026, 12, 31)),
            Students = [.. data.Students.Select(student => student with { Outcome = Outcome(random) })],
        };
    }

    public static ReportResult Publish(this AlignmentData data, IEnumerable<ReportRelease>? earlier = null, IEnumerable<ReportRelease>? others = null) =>
        ReportBuilder.Build(new()
        {
            Title = "Report",
            Publisher = "Ministry",
            Data = data,
            EarlierReleases = [.. earlier ?? []],
            OtherReleases = [.. others ?? []],
        });

    private static StudentRow Student(Random random, int i, ProgramRow[] programs)
    {
        var program = programs[random.Next(programs.Length)];
        return new(
            StudentId.Parse($"s{i}"), program.Id, program.Region, random.Next(3) == 0, random.Next(9) == 0, random.Next(3) == 0 ? Sex.Female : Sex.Male,
            random.Next(6) == 0, Outcome(random));
    }

    private static StudentOutcome Outcome(Random random) => random.Next(10) switch
    {
        < 5 => StudentOutcome.PlacedInField,
        < 6 => StudentOutcome.PlacedElsewhere,
        < 9 => StudentOutcome.NotPlaced,
        _ => StudentOutcome.Unknown,
    };

    private static PlacementRow Placement(Random random, int i)
    {
        var seats = 1 + random.Next(4);
        return new()
        {
            Id = PlacementId.Parse($"p{i}"),
            Employer = EmployerId.Parse($"e{i}"),
            Region = RegionId.Parse(Regions[random.Next(3)]),
            Occupation = HandMarket.Occupation(random.Next(3) switch { 0 => "nurse", 1 => "cook", _ => "fitter" }),
            Seats = seats,
            FilledSeats = random.Next(seats + 1),
            Published = new(2025, 5, 1),
        };
    }
}
