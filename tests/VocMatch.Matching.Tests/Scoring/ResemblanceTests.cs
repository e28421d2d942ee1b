using VocMatch.Matching.Index;
using VocMatch.Matching.Pairs;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Tests.Scoring;

public sealed class ResemblanceTests
{
    private static readonly ScoringPolicy s_resemblance = ScoringPolicy.Default;

    [Fact]
    public void A_skill_or_a_level_more_never_lowers_any_score_by_any_way_to_it()
    {
        var (raised, resembled) = (0, 0);
        for (ulong seed = 0; seed < 60; seed++)
        {
            var market = new RandomMarket(seed);
            PlacementFacts[] placements = [.. Enumerable.Range(0, 25).Select(n => market.Placement($"p{n:D2}"))];
            var scorer = Samples.Scorer(seed % 2 == 0 ? s_resemblance : market.Policy, market.Table, placements);
            var board = new PlacementBoard(scorer, placements);
            var pairs = new PairScorer(scorer, placements);
            var all = Enumerable.Range(0, placements.Length).ToArray();
            for (var n = 0; n < 10; n++)
            {
                var student = market.Student($"s{n}");
                var more = market.Below(3) > 0 || student.Skills.IsEmpty
                    ? student with { Skills = [.. student.Skills, new SkillHeld($"k{market.Below(40):D2}", 1 + market.Below(5))] }
                    : student with { Skills = [.. student.Skills.Skip(1), student.Skills[0] with { Level = 5 }] };
                var (before, after) = (Units(student), Units(more));
                for (var p = 0; p < placements.Length; p++)
                {
                    Assert.True(after[p] >= before[p], $"Seed {seed}: {before[p]} fell to {after[p]} at {placements[p].Id}.");
                    raised += after[p] > before[p] ? 1 : 0;
                    resembled += scorer.Explain(student, placements[p]).ResemblanceUnits > 0 ? 1 : 0;
                }
            }

            int[] Units(StudentFacts student)
            {
                var (units, failing, scores) = (new int[placements.Length], new int[placements.Length], new PairScore[placements.Length]);
                board.Evaluate(student, units, failing);
                pairs.Score(student, all, scores);
                var explained = Array.ConvertAll(placements, placement => scorer.Explain(student, placement).Score);
                Assert.Equal(explained, units);
                Assert.Equal(explained, Array.ConvertAll(scores, score => score.Units));
                return explained;
            }
        }

        Assert.True(raised > 1_000 && resembled > 1_000, $"{raised} scores rose, {resembled} pairs resemble: the markets test nothing.");
    }

    [Fact]
    public void What_a_missing_skill_would_add_is_what_it_adds()
    {
        var asked = 0;
        for (ulong seed = 0; seed < 30; seed++)
        {
            var market = new RandomMarket(seed);
            var placements = Enumerable.Range(0, 20).Select(n => market.Placement($"p{n}")).ToList();
            var scorer = Samples.Scorer(s_resemblance, market.Table, placements);
            var student = market.Student("s");
            foreach (var placement in placements)
            {
                var explanation = scorer.Explain(student, placement);
                foreach (var (part, adds) in explanation.Skills.Zip(scorer.For(student).WouldAdd(placement)).Where(pair => pair.First.LevelHeld < pair.First.LevelAsked))
                {
                    var with = student with { Skills = [.. student.Skills, new SkillHeld(part.Skill, part.LevelAsked)] };
                    Assert.Equal(adds, scorer.Explain(with, placement).Score - explanation.Score);
                    asked++;
                }
            }
        }

        Assert.True(asked > 500, $"Only {asked} skills were missing.");
    }

    [Fact]
    public void One_explainer_answers_many_threads_as_it_answers_one()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            var market = new RandomMarket(seed);
            PlacementFacts[] placements = [.. Enumerable.Range(0, 60).Select(n => market.Placement($"p{n}"))];
            var scorer = Samples.Scorer(s_resemblance, market.Table, placements);
            var student = market.Student("s");
            var alone = placements.Select(placement => Said(scorer.For(student), placement)).ToList();

            var shared = scorer.For(student);
            Assert.Equal(alone, placements.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(placement => Said(shared, placement)));
        }

        static string Said(StudentExplainer explainer, PlacementFacts placement)
        {
            var explanation = explainer.Explain(placement);
            var behind = explanation.Resemblances.Select(part => string.Join(' ', explainer.SkillsBehind(part).Concat(explainer.OccupationsBehind(part, explanation))));
            return $"{explanation.Score} {string.Join(' ', explanation.Skills)} {string.Join('/', behind)} {string.Join(' ', explainer.WouldAdd(placement))} {explainer.Evaluate(placement)}";
        }
    }

    [Fact]
    public void The_parts_and_the_shown_parts_add_up_to_the_score()
    {
        for (ulong seed = 0; seed < 30; seed++)
        {
            var market = new RandomMarket(seed);
            var placements = Enumerable.Range(0, 20).Select(n => market.Placement($"p{n}")).ToList();
            var explainer = Samples.Scorer(s_resemblance, market.Table, placements).For(market.Student("s"));
            foreach (var explanation in placements.Select(explainer.Explain))
            {
                var shown = explanation.Shown();
                Assert.Equal(
                    shown.Total, shown.Skills.Sum() + shown.Resemblances.Sum() + shown.Occupation + shown.Proximity + shown.Conditions);
                Assert.InRange(explanation.SkillUnits + explanation.ResemblanceUnits, 0, s_resemblance.SkillCap);
                Assert.All(explanation.Resemblances.Where(part => part.Units > 0), part => Assert.InRange(explainer.SkillsBehind(part).Length, 1, 3));
            }
        }
    }

    [Fact]
    public void A_taxonomy_without_groups_or_occupations_gives_their_shares_to_the_rest()
    {
        var grouped = new SkillTableBuilder().AddOccupation("welder", OccupationPath.Isco("7212"), ["weld"]).Build();
        var groupless = new SkillTableBuilder().AddOccupation("welder", [], ["weld"]).Build();
        Assert.Equal((240_000, 96_000, 96_000, 48_000), Budgets(grouped));
        Assert.Equal((342_858, 137_142, 0, 0), Budgets(groupless));
        Assert.Equal((480_000, 0, 0, 0), Budgets(SkillTable.Empty));

        static (int Skills, int Occupation, int Unit, int Minor) Budgets(SkillTable table) =>
            new SkillBudgets(s_resemblance, table) is var budgets
                ? (budgets.Skills, budgets.Of(Matching.Profiles.FeatureLevel.Occupation), budgets.Of(Matching.Profiles.FeatureLevel.UnitGroup), budgets.Of(Matching.Profiles.FeatureLevel.MinorGroup))
                : default;
    }

    [Fact]
    public void An_advertisement_of_one_skill_adds_little_for_who_holds_it()
    {
        var thin = Samples.Placement(new DemandedSkill("weld", true));
        var full = Samples.Placement(new DemandedSkill("weld", true), new DemandedSkill("grind", true), new DemandedSkill("read drawings", true)) with { Id = "p2" };
        var scorer = Samples.Scorer(s_resemblance, Samples.Table, [thin, full, full]);
        var student = Samples.Student(new("weld"), new("grind"), new("read drawings"));
        Assert.InRange(scorer.Explain(student, thin).SkillUnits, 1, 3 * ScoreUnits.PerPoint);
        Assert.Empty(scorer.Explain(student, thin).Resemblances);
        Assert.InRange(scorer.Explain(student, full).SkillUnits, scorer.Budgets.Skills - 2, scorer.Budgets.Skills + 2);
        Assert.NotEmpty(scorer.Explain(student, full).Resemblances);
        var index = new PlacementIndex(scorer);
        index.Load([thin, full]);
        Assert.Equal(["p2", "p1"], index.Top(student, 2).Ranked.Select(ranked => ranked.Placement.Id));
    }
}
