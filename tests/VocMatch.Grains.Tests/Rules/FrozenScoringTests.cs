using VocMatch.Domain.Epochs;
using VocMatch.Matching.Scoring;
using Xunit;

namespace VocMatch.Grains.Tests.Rules;

public sealed class FrozenScoringTests
{
    [Fact]
    public void A_table_read_back_says_of_skills_and_occupations_what_the_kept_one_said()
    {
        var table = Described();
        var read = FrozenTable.Read(FrozenTable.Write(table));
        Assert.Equal(FrozenTable.Write(table), FrozenTable.Write(read));
        Assert.Equal(Explained(table), Explained(read));
        Assert.True(Explained(read).Resembled > 0);
    }

    [Fact]
    public void A_table_and_figures_kept_before_score_by_the_skills_named_alone()
    {
        const string Kept = """{"skills":["weld","grind"],"related":[[],[]],"occupations":[{"id":"welder","path":["7212","721","72","7"]}]}""";
        var table = FrozenTable.Read(Kept);
        var figures = FrozenFigures.Read("""{"policy":{"version":1,"skillWeight":6000,"relatedPermille":350},"skillTable":"t","unitGroups":3,"medianWeight":5000000,"idfPermille":{"weld":1900},"payMedians":[]}""");
        foreach (var any in new[] { table, Described() })
        {
            var scorer = new Scorer(figures.Policy, any, figures.At(1));
            Assert.Equal(scorer.Policy.SkillCap, scorer.Budgets.Skills);
            Assert.Empty(scorer.Explain(Student, Placement).Resemblances);
        }
    }

    [Fact]
    public void An_epoch_says_how_the_skill_fit_is_divided_and_a_channel_that_is_missing_gives_its_share_to_the_rest()
    {
        var groupless = new SkillTableBuilder().AddOccupation("welder", [], ["weld"]).Build();
        Assert.Equal(new FrozenBudgets(342_858, 137_142, 0, 0), Figures(ScoringPolicy.Default, groupless).SkillFit);
        Assert.Null(Figures(ScoringPolicy.First with { OccupationShare = 0, UnitGroupShare = 0, MinorGroupShare = 0 }, groupless).SkillFit);
    }

    private static StudentFacts Student => new() { Id = "s", Skills = [new("weld"), new("grind")], Home = new(0, 0), ReachableRegions = ["r"] };

    private static PlacementFacts Placement => new()
    {
        Id = "p",
        Occupation = "welder",
        Skills = [new("weld", true), new("grind", false), new("cut", true)],
        Location = new(0, 0),
        Region = "r",
        OpenSeats = 1,
        Work = new([new WeeklyBlock(new DateOnly(2027, 1, 1), new DateOnly(2027, 1, 31), Weekdays.All, 480)]),
    };

    private static SkillTable Described() => new SkillTableBuilder()
        .Describe("weld", new(["metal"], ["weld"], false))
        .Describe("grind", new(["metal", "tools"], ["grind", "edge"], false))
        .Describe("cut", new([], ["cut"], false))
        .Describe("teamwork", new(["attitudes"], ["team"], true))
        .AddOccupation("welder", OccupationPath.Isco("7212"), [("weld", true), ("grind", false), ("teamwork", true)])
        .AddOccupation("cutter", OccupationPath.Isco("7213"), [("cut", true), ("grind", true)])
        .AddOccupation("nurse", OccupationPath.Isco("3221"), [("teamwork", true)])
        .Build();

    private static FrozenFigures Figures(ScoringPolicy policy, SkillTable table) =>
        FrozenFigures.Of(new Scorer(policy, table, new EpochBuilder(policy, table).Add(Placement).Build(1)), "table");

    private static (int Score, int Resembled) Explained(SkillTable table)
    {
        var policy = ScoringPolicy.Default;
        var explanation = new Scorer(policy, table, new EpochBuilder(policy, table).Add(Placement).Build(1)).Explain(Student, Placement);
        return (explanation.Score, explanation.ResemblanceUnits);
    }
}
