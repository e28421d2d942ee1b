using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Tests.Scoring;

public sealed class ScorerTests
{
    [Fact]
    public void Parts_add_up_raw_and_shown_and_ranking_uses_the_same_number()
    {
        var capped = 0;
        for (ulong seed = 0; seed < 300; seed++)
        {
            var market = new RandomMarket(seed);
            var placements = Enumerable.Range(0, 12).Select(n => market.Placement($"p{n}")).ToList();
            var scorer = Samples.Scorer(market.Policy, market.Table, placements);
            var student = market.Student("s");
            foreach (var placement in placements)
            {
                var explanation = scorer.Explain(student, placement);
                var shown = explanation.Shown();
                Assert.InRange(explanation.Score, 0, ScoreUnits.Full);
                Assert.Equal((explanation.Score + 50) / 100, shown.Total);
                Assert.Equal(shown.Total, shown.Skills.Sum() + shown.Resemblances.Sum() + shown.Occupation + shown.Proximity + shown.Conditions);
                Assert.All(explanation.Skills.Zip(shown.Skills), pair => Assert.InRange(pair.Second - (pair.First.Units / 100), 0, 1));
                Assert.InRange(explanation.SkillUnits, 0, explanation.SkillCeilingUnits);
                Assert.Equal(explanation.Eligible ? explanation.Score : null, scorer.Score(student, placement));
                capped += explanation.Capped ? 1 : 0;
            }
        }

        Assert.True(capped > 20, $"Only {capped} capped cases were seen.");
    }

    [Fact]
    public void Learning_a_skill_never_lowers_a_score_and_adds_what_was_said()
    {
        for (ulong seed = 0; seed < 80; seed++)
        {
            var market = new RandomMarket(seed);
            var placements = Enumerable.Range(0, 12).Select(n => market.Placement($"p{n}")).ToList();
            var scorer = Samples.Scorer(market.Policy, market.Table, placements);
            var student = market.Student("s");
            foreach (var placement in placements)
            {
                var before = scorer.Explain(student, placement);
                foreach (var (part, adds) in before.Skills.Zip(scorer.For(student).WouldAdd(placement)))
                {
                    foreach (var level in new[] { 1, part.LevelAsked })
                    {
                        var learned = student with { Skills = student.Skills.Add(new SkillHeld(part.Skill, level)) };
                        var after = scorer.Explain(learned, placement);
                        Assert.True(after.Score >= before.Score, $"Seed {seed}: {part.Skill} at level {level} lowers {before.Score} to {after.Score}.");
                        Assert.True(level < part.LevelAsked || after.Score >= before.Score + adds, $"Seed {seed}: {part.Skill} adds too little.");
                    }
                }
            }
        }
    }

    [Fact]
    public void A_typical_advertisement_fully_held_gives_the_whole_skill_weight()
    {
        var placement = Samples.Placement(new DemandedSkill("weld", true), new DemandedSkill("grind", true));
        var explanation = Samples.Scorer(placement).Explain(Samples.Student(new("weld"), new("grind")), placement);
        Assert.Equal((600_000, 300_000, 300_000), (explanation.SkillUnits, explanation.Skills[0].Units, explanation.Skills[1].Units));
    }

    [Fact]
    public void A_thin_advertisement_has_a_low_ceiling()
    {
        var typical = Enumerable.Range(0, 9).Select(n => Samples.Placement([.. Enumerable.Range(0, 9).Select(i => new DemandedSkill($"x{i}", true))]) with { Id = $"t{n}" });
        var thin = Samples.Placement(new DemandedSkill("x0", true));
        var explanation = Samples.Scorer([.. typical, thin]).Explain(Samples.Student(new SkillHeld("x0")), thin);

        // One of nine equal skills: 2.5 w / (w + 1.5 * 9 w) = 2.5 / 14.5 of 60 points.
        Assert.Equal(103_448, explanation.SkillCeilingUnits);
        Assert.Equal(explanation.SkillCeilingUnits, explanation.SkillUnits);
    }

    [Fact]
    public void Optional_skills_weigh_three_quarters()
    {
        var placement = Samples.Placement(new DemandedSkill("weld", true), new DemandedSkill("grind", false));
        Assert.Equal([342_857, 257_143], Samples.Scorer(placement).For(Samples.Student()).WouldAdd(placement).AsEnumerable());
    }

    [Fact]
    public void A_level_below_the_one_asked_counts_in_proportion()
    {
        var placement = Samples.Placement(new DemandedSkill("weld", true, 4));
        var student = Samples.Scorer(placement).For(Samples.Student(new SkillHeld("weld", 3)));
        var part = student.Explain(placement).Skills[0];
        Assert.Equal((SkillCredit.HeldLower, 450_000, 150_000), (part.Credit, part.Units, student.WouldAdd(placement)[0]));
    }

    [Fact]
    public void A_related_skill_lends_credit_and_is_named()
    {
        var table = new SkillTableBuilder().Relate("braze", "weld", 800).Relate("solder", "weld", 900).Build();
        var placement = Samples.Placement(new DemandedSkill("weld", true));
        var scorer = Samples.Scorer(ScoringPolicy.First, table, [placement]);
        var part = scorer.Explain(Samples.Student(new("braze"), new("solder")), placement).Skills[0];
        Assert.Equal((SkillCredit.Related, "solder", 600_000 * 315 / 1_000), (part.Credit, part.RelatedTo, part.Units));
    }

    [Fact]
    public void An_unknown_skill_counts_as_if_one_unit_group_asked_for_it()
    {
        var scorer = Samples.Scorer(Samples.Placement(new DemandedSkill("weld", true)));
        Assert.Equal(480, scorer.Epoch.UnknownIdfPermille);
        var part = scorer.Explain(Samples.Student(new SkillHeld("never seen")), Samples.Placement(new DemandedSkill("never seen", true))).Skills[0];
        Assert.Equal((SkillCredit.Held, 600_000), (part.Credit, part.Units));
    }

    [Theory]
    [InlineData("welder", 150_000)]
    [InlineData("flame cutter", 120_000)]
    [InlineData("smith", 37_500)]
    [InlineData("plumber", 15_000)]
    [InlineData("driver", 0)]
    [InlineData("unheard of", 0)]
    public void Occupations_count_by_the_group_they_share(string occupation, int units) =>
        Assert.Equal(units, Samples.Scorer().Explain(Samples.Student(), Samples.Placement() with { Occupation = occupation }).OccupationUnits);

    [Fact]
    public void Of_several_targets_the_nearest_counts()
    {
        var student = Samples.Student() with { Occupations = ["driver", "smith", "nurse"] };
        Assert.Equal(OccupationStep.SubMajorGroup, Samples.Scorer().Explain(student, Samples.Placement()).OccupationStep);
    }

    [Fact]
    public void Pay_at_the_median_accommodation_and_easy_hours_make_the_conditions()
    {
        var placement = Samples.Placement() with { PayPerMonth = 900, Accommodation = true, HoursPerWeek = 50 };
        Assert.Equal(30_000 + 20_000 + 10_000, Samples.Scorer(placement).Explain(Samples.Student(), placement).ConditionsUnits);
    }

    [Fact]
    public void An_empty_market_scores_without_dividing_by_nothing() =>
        Assert.Equal(0, Samples.Scorer().Explain(Samples.Student(new SkillHeld("weld")), Samples.Placement(new DemandedSkill("weld", true))).SkillUnits);

    [Fact]
    public void A_policy_that_breaks_its_rules_is_refused_with_all_of_them()
    {
        var policy = ScoringPolicy.First with { SkillWeight = 5_000, HalfDistanceMetres = 0 };
        Assert.Equal(2, policy.Problems().Count);
        Assert.Throws<ArgumentException>(() => new Scorer(policy, Samples.Table, Samples.Scorer().Epoch));
    }
}
