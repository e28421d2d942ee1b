using VocMatch.Alignment.Data;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Students;

namespace VocMatch.Alignment.Tests.Data;

/// <summary>A market of any size from a seed.</summary>
internal static class GeneratedMarket
{
    private static readonly string[] FieldTitles =
        ["Nursing and care", "Mechanics and metal", "Electricity and energy", "Hospitality", "Construction", "Wholesale and retail"];

    private static readonly string[] GroupTitles =
        ["Health associate professionals", "Metal and machinery trades", "Electrical trades", "Personal service workers", "Building trades", "Sales workers"];

    private static readonly string[] RegionNames = ["Altmark", "Börde", "Elbtal", "Harzland", "Saalekreis", "Unstrut"];

    public static AlignmentData Create(int seed, int students, int placements)
    {
        var random = new Random(seed);
        var occupations = Enumerable.Range(0, 18).Select(i => new OccupationRow(HandMarket.Occupation($"o{i:00}"), $"Occupation {i}", $"7{i % 6}")).ToArray();
        var skills = Enumerable.Range(0, 60).Select(i => new SkillRow(HandMarket.Skill($"s{i:00}"), $"Skill {i}")).ToArray();
        var regions = RegionNames.Select((name, i) => new RegionRow(RegionId.Parse($"r{i}"), name)).ToArray();
        var programs = Enumerable.Range(0, 36).Select(i => new ProgramRow(
            ProgramId.Parse($"p{i:00}"),
            SchoolId.Parse($"s{i % 9}"),
            regions[i % 6].Id,
            $"07{i / 6}",
            [.. Enumerable.Range(0, 1 + random.Next(3)).Select(n => occupations[(i / 6) + (6 * n)].Id)],
            [.. Enumerable.Range(0, 60).Where(_ => random.Next(4) == 0).Select(s => skills[s].Id)],
            random.Next(10, 120),
            random.Next(10, 150))).ToArray();
        return new()
        {
            Period = new(new(2024, 9, 1), new(2025, 8, 31)),
            Regions = [.. regions],
            Fields = [.. FieldTitles.Select((title, i) => new FieldRow($"07{i}", title))],
            OccupationGroups = [.. GroupTitles.Select((title, i) => new OccupationGroupRow($"7{i}", title))],
            Occupations = [.. occupations],
            Skills = [.. skills],
            Programs = [.. programs],
            Placements = [.. Enumerable.Range(0, placements).Select(i => Placement(random, i, regions, occupations, skills))],
            Students = [.. Enumerable.Range(0, students).Select(i => Student(random, i, programs))],
            Staff = [.. Enumerable.Range(0, 18).Select(i => new StaffRow(SchoolId.Parse($"s{i}"), regions[i % 6].Id, 20 + i, 10 + (i / 2)))],
            Mismatches =
            [
                .. from region in regions
                   from cause in new[] { "conditions", "field", "level", "region", "requirements", "short lists", "timing" }
                   select new MismatchRow(region.Id, cause, random.Next(4, 80)),
            ],
            SearchGaps = [.. Enumerable.Range(0, students / 8).Select(_ => new SearchGapRow(regions[random.Next(6)].Id, $"07{random.Next(6)}", random.Next(1, 9)))],
            OutsideOpenings =
                [.. GroupTitles.Select((_, i) => new OutsideOpeningsRow(null, $"7{i}", 900 + (250 * i), "Federal employment agency", "2024"))],
        };
    }

    private static PlacementRow Placement(Random random, int i, RegionRow[] regions, OccupationRow[] occupations, SkillRow[] skills)
    {
        var seats = 1 + random.Next(6);
        var filled = random.Next(seats + 1);
        var published = new DateOnly(2024, 9, 1).AddDays(random.Next(300));
        var employer = random.Next(400);
        return new()
        {
            Id = PlacementId.Parse($"pl{i}"),
            Employer = EmployerId.Parse($"e{employer}"),
            EmployerStaff = employer % 7 == 0 ? null : 5 + (employer % 130),
            Region = regions[random.Next(6)].Id,
            Occupation = occupations[random.Next(18)].Id,
            Seats = seats,
            FilledSeats = filled,
            Published = published,
            DaysToFill = filled == seats ? random.Next(1, 60) : null,
            RuralSite = random.Next(3) == 0,
            WithoutCandidate = random.Next(5) == 0,
            Skills = [.. Enumerable.Range(0, 4).Select(s => new WeightedSkill(skills[(random.Next(15) * 4) + s].Id, 1_000 + random.Next(4_000)))],
        };
    }

    private static StudentRow Student(Random random, int i, ProgramRow[] programs)
    {
        var program = programs[random.Next(programs.Length)];
        var rural = random.Next(3) == 0;
        return new(
            StudentId.Parse($"st{i}"),
            program.Id,
            program.Region,
            rural,
            random.Next(14) == 0,
            random.Next(2) == 0 ? Sex.Female : Sex.Male,
            random.Next(5) == 0,
            random.Next(100) switch { < 52 => StudentOutcome.PlacedInField, < 68 => StudentOutcome.PlacedElsewhere, < 92 => rural ? StudentOutcome.NotPlaced : StudentOutcome.PlacedInField, _ => StudentOutcome.Unknown });
    }
}
