using VocMatch.Alignment.Data;
using VocMatch.Alignment.Disclosure;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Students;

namespace VocMatch.Alignment.Tests.Data;

/// <summary>A market small enough to be worked out on paper; the tests say how.</summary>
internal static class HandMarket
{
    /// <summary>Shows everything, unrounded: for tests of figures, never for publication.</summary>
    public static readonly DisclosureRules Open = new()
    {
        MinimumCell = 1,
        MinimumBase = 1,
        MinimumValues = 1,
        RoundingBase = 1,
        MinimumWidth = 1,
        UnknownStep = 0,
        MinimumStepBase = 1,
        DominancePercent = 0,
        MinimumEmployers = 1,
    };

    public static readonly AlignmentData Data = new()
    {
        Period = new(new(2025, 1, 1), new(2025, 12, 31)),
        Regions = [new(Region("north"), "North"), new(Region("south"), "South")],
        Fields = [new("0715", "Metal"), new("0913", "Nursing")],
        OccupationGroups = [new("32", "Health"), new("72", "Metal trades")],
        Occupations =
        [
            new(Occupation("nurse"), "Nurse", "32"), new(Occupation("welder"), "Welder", "72"), new(Occupation("fitter"), "Fitter", "72"),
        ],
        Programs =
        [
            Program("P1", "north", "0913", ["nurse"], ["care", "hygiene"], 30),
            Program("P2", "north", "0715", ["welder", "fitter"], ["welding"], 20),
            Program("P3", "south", "0715", ["welder"], ["welding"], 40),
        ],
        Placements =
        [
            Placement("A", "E1", 10, "north", "nurse", 10, 8, null, true, ("care", 6_000), ("records", 4_000)),
            Placement("B", "E2", 100, "north", "welder", 6, 6, 10, false, ("welding", 10_000)),
            Placement("C", "E3", null, "north", "fitter", 4, 4, 20, false, ("cnc", 5_000), ("welding", 5_000)),
            Placement("D", "E4", 49, "south", "nurse", 20, 5, null, false, ("care", 10_000)),
        ],
        Students =
        [
            .. Students("r1", 2, true, true, StudentOutcome.PlacedInField),
            .. Students("r2", 1, true, true, StudentOutcome.NotPlaced),
            .. Students("r3", 1, true, true, StudentOutcome.Unknown),
            .. Students("u1", 4, false, false, StudentOutcome.PlacedInField),
            .. Students("u2", 1, false, true, StudentOutcome.PlacedElsewhere),
            .. Students("u3", 1, false, false, StudentOutcome.NotPlaced),
        ],
        Staff = [new(School("S1"), Region("north"), 3, 2), new(School("S2"), Region("north"), 2, 0)],
        Mismatches = [new(Region("north"), "timing", 3), new(Region("north"), "region", 2)],
        SearchGaps =
        [
            new(Region("north"), "0913", 1), new(Region("north"), "0913", 2), new(Region("north"), "0913", 3), new(Region("north"), "0715", 1),
        ],
        OutsideOpenings = [new(Region("north"), "32", 50, "Statistics office", "2024")],
    };

    public static RegionId Region(string id) => RegionId.Parse(id);

    public static OccupationId Occupation(string id) => OccupationId.Parse(id);

    public static SkillId Skill(string id) => SkillId.Parse(id);

    public static SchoolId School(string id) => SchoolId.Parse(id);

    public static ProgramRow Program(
        string id, string region, string field, string[] occupations, string[] skills, int completers) =>
        new(ProgramId.Parse(id), School("S1"), Region(region), field, [.. occupations.Select(Occupation)], [.. skills.Select(Skill)], completers, completers);

    private static PlacementRow Placement(
        string id, string employer, int? staff, string region, string occupation, int seats, int filled, int? days, bool rural,
        params (string Skill, int Weight)[] skills) => new()
        {
            Id = PlacementId.Parse(id),
            Employer = EmployerId.Parse(employer),
            EmployerStaff = staff,
            Region = Region(region),
            Occupation = Occupation(occupation),
            Seats = seats,
            FilledSeats = filled,
            Published = new(2025, 1, 1),
            DaysToFill = days,
            RuralSite = rural,
            Skills = [.. skills.Select(s => new WeightedSkill(Skill(s.Skill), s.Weight))],
        };

    private static IEnumerable<StudentRow> Students(string prefix, int count, bool rural, bool adult, StudentOutcome outcome) =>
        Enumerable.Range(0, count).Select(i => new StudentRow(
            StudentId.Parse($"{prefix}-{i}"), ProgramId.Parse("P1"), Region("north"), rural, false, Sex.NotStated, adult, outcome));
}
