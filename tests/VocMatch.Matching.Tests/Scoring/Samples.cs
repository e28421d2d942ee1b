using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Tests.Scoring;

/// <summary>A pair that meets every constraint, to be changed one fact at a time.</summary>
internal static class Samples
{
    public static readonly DateOnly Start = new(2027, 3, 1);
    public static readonly DateOnly End = new(2027, 6, 30);

    public static readonly SkillTable Table = new SkillTableBuilder()
        .AddOccupation("welder", OccupationPath.Isco("7212"), ["weld", "grind", "read drawings"])
        .AddOccupation("flame cutter", OccupationPath.Isco("7212"), ["weld", "grind", "cut"])
        .AddOccupation("smith", OccupationPath.Isco("7221"), ["forge", "grind"])
        .AddOccupation("plumber", OccupationPath.Isco("7126"), ["solder", "read drawings"])
        .AddOccupation("driver", OccupationPath.Isco("8322"), ["drive"])
        .AddOccupation("nurse", OccupationPath.Isco("3221"), ["care"])
        .Build();

    public static WeeklyPattern Weekdays(Weekdays weekdays = VocMatch.Matching.Scoring.Weekdays.MondayToFriday, int minutes = 480) =>
        new([new WeeklyBlock(Start, End, weekdays, minutes)]);

    public static PlacementFacts Placement(params DemandedSkill[] skills) => new()
    {
        Id = "p1",
        Employer = "e1",
        Occupation = "welder",
        Skills = [.. skills],
        Location = new Coordinates(52.5, 13.4),
        Region = "north",
        OpenSeats = 1,
        Work = Weekdays(),
        HoursPerWeek = 40,
    };

    public static StudentFacts Student(params SkillHeld[] skills) => new()
    {
        Id = "s1",
        Skills = [.. skills],
        Occupations = ["welder"],
        Home = new Coordinates(52.5, 13.4),
        ReachableRegions = ["north"],
        ProgramField = "0715",
        EducationLevel = 3,
    };

    public static Scorer Scorer(params PlacementFacts[] open) => Scorer(ScoringPolicy.First, Table, open);

    public static Scorer Scorer(ScoringPolicy policy, SkillTable table, IEnumerable<PlacementFacts> open)
    {
        var builder = new EpochBuilder(policy, table);
        foreach (var placement in open)
        {
            builder.Add(placement);
        }

        return new Scorer(policy, table, builder.Build(1));
    }

    public static ConstraintVerdict Result(Constraint constraint, StudentFacts student, PlacementFacts placement) =>
        Scorer(placement).Explain(student, placement).Constraints.Single(result => result.Constraint == constraint);
}
