using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Tests.Scoring;

public sealed class ConstraintTests
{
    [Fact]
    public void A_pair_that_meets_everything_is_eligible() =>
        Assert.True(Samples.Scorer().Explain(Samples.Student(), Samples.Placement()).Eligible);

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Sixteen_on_the_first_day_is_old_enough_and_a_day_younger_is_not(int daysTooYoung, bool holds)
    {
        var student = Samples.Student() with { SixteenOn = Samples.Start.AddDays(daysTooYoung) };
        Assert.Equal(holds, Samples.Result(Constraint.MinimumAge, student, Samples.Placement() with { MinimumAge = MinimumAge.Sixteen }).Holds);
    }

    [Theory]
    [InlineData(MinimumAge.Sixteen)]
    [InlineData(MinimumAge.Eighteen)]
    public void An_unknown_age_is_too_young(MinimumAge age)
    {
        var result = Samples.Result(Constraint.MinimumAge, Samples.Student(), Samples.Placement() with { MinimumAge = age });
        Assert.Equal((false, "unknown"), (result.Holds, result.Found));
    }

    [Fact]
    public void Sixteen_is_not_eighteen()
    {
        var student = Samples.Student() with { SixteenOn = new DateOnly(2020, 1, 1) };
        Assert.False(Samples.Result(Constraint.MinimumAge, student, Samples.Placement() with { MinimumAge = MinimumAge.Eighteen }).Holds);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public void A_check_is_valid_through_the_last_day_or_fails(int daysAfterTheEnd, bool holds)
    {
        var placement = Samples.Placement() with { RequiredChecks = [new RequiredCheck("police")] };
        var student = Samples.Student() with { Checks = [new CheckHeld("police", Samples.End.AddDays(daysAfterTheEnd))] };
        Assert.Equal(holds, Samples.Result(Constraint.ChecksValid, student, placement).Holds);
    }

    [Fact]
    public void Of_two_checks_of_one_name_the_later_counts()
    {
        var placement = Samples.Placement() with { RequiredChecks = [new RequiredCheck("police")] };
        var student = Samples.Student() with { Checks = [new CheckHeld("police", Samples.End), new CheckHeld("police", Samples.Start)] };
        Assert.True(Samples.Result(Constraint.ChecksValid, student, placement).Holds);
    }

    [Fact]
    public void A_missing_check_is_named()
    {
        var placement = Samples.Placement() with { RequiredChecks = [new RequiredCheck("police"), new RequiredCheck("health", Samples.End)] };
        var student = Samples.Student() with { Checks = [new CheckHeld("police", Samples.End)] };
        var result = Samples.Result(Constraint.ChecksValid, student, placement);
        Assert.Equal((false, "health valid through 2027-06-30", "not held"), (result.Holds, result.Asked, result.Found));
    }

    [Fact]
    public void Dates_that_overlap_on_the_wrong_weekdays_do_not_fit()
    {
        var placement = Samples.Placement() with { Work = Samples.Weekdays(Weekdays.Monday | Weekdays.Tuesday) };
        var student = Samples.Student() with { Free = Samples.Weekdays(Weekdays.Tuesday | Weekdays.Wednesday) };
        var result = Samples.Result(Constraint.WorkPatternFits, student, placement);
        Assert.Equal((false, "not free on 2027-03-01"), (result.Holds, result.Found));
    }

    [Theory]
    [InlineData("07", true)]
    [InlineData("0715", true)]
    [InlineData("0716", false)]
    [InlineData("07151", false)]
    public void A_field_admits_what_starts_with_it(string admitted, bool holds) =>
        Assert.Equal(holds, Samples.Result(Constraint.ProgramField, Samples.Student(), Samples.Placement() with { ProgramFields = [admitted] }).Holds);

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void The_education_level_asked_is_enough(int level, bool holds) =>
        Assert.Equal(holds, Samples.Result(Constraint.EducationLevel, Samples.Student(), Samples.Placement() with { MinimumEducationLevel = level }).Holds);

    [Fact]
    public void A_full_placement_fails() =>
        Assert.False(Samples.Result(Constraint.SeatsOpen, Samples.Student(), Samples.Placement() with { OpenSeats = 0 }).Holds);

    [Fact]
    public void A_region_out_of_reach_fails_with_both_values()
    {
        var result = Samples.Result(Constraint.RegionReachable, Samples.Student(), Samples.Placement() with { Region = "south" });
        Assert.Equal((false, "south", "north"), (result.Holds, result.Asked, result.Found));
    }

    [Fact]
    public void A_forbidden_employer_or_placement_fails()
    {
        Assert.False(Samples.Result(Constraint.PairAllowed, Samples.Student() with { ForbiddenEmployers = ["e1"] }, Samples.Placement()).Holds);
        Assert.False(Samples.Result(Constraint.PairAllowed, Samples.Student() with { ForbiddenPlacements = ["p1"] }, Samples.Placement()).Holds);
    }

    [Fact]
    public void The_farthest_distance_is_included()
    {
        var placement = Samples.Placement() with { Location = new Coordinates(52.5, 13.5) };
        Assert.True(Samples.Result(Constraint.WithinDistance, Samples.Student() with { MaxDistanceKm = 7 }, placement).Holds);
        Assert.False(Samples.Result(Constraint.WithinDistance, Samples.Student() with { MaxDistanceKm = 6 }, placement).Holds);
    }

    [Fact]
    public void Conditions_a_student_needs_are_constraints()
    {
        var student = Samples.Student() with { Minimum = new MinimumConditions { AccommodationNeeded = true, LowestPayPerMonth = 500, MaxHoursPerWeek = 39 } };
        var failing = Samples.Scorer().Explain(student, Samples.Placement()).Constraints.Where(result => !result.Holds).Select(result => result.Constraint);
        Assert.Equal([Constraint.Accommodation, Constraint.Pay, Constraint.HoursPerWeek], failing);
    }

    [Fact]
    public void A_commitment_on_the_same_days_fails_and_on_other_weekdays_does_not()
    {
        var placement = Samples.Placement() with { Work = Samples.Weekdays(Weekdays.Monday) };
        Assert.False(Samples.Result(Constraint.CommitmentsFree, Samples.Student() with { Commitments = [Samples.Weekdays()] }, placement).Holds);
        Assert.True(Samples.Result(Constraint.CommitmentsFree, Samples.Student() with { Commitments = [Samples.Weekdays(Weekdays.Friday)] }, placement).Holds);
    }

    [Fact]
    public void A_constraint_that_fails_leaves_no_score() =>
        Assert.Null(Samples.Scorer().Score(Samples.Student(), Samples.Placement() with { OpenSeats = 0 }));

    [Theory]
    [InlineData(3, true, "held")]
    [InlineData(2, false, "level 2")]
    [InlineData(0, false, "not held")]
    public void A_required_skill_is_held_at_the_level_asked(int level, bool holds, string found)
    {
        var placement = Samples.Placement(new DemandedSkill("weld", true, 3, Required: true), new DemandedSkill("grind", true, 5));
        var result = Samples.Result(Constraint.SkillsRequired, level == 0 ? Samples.Student(new SkillHeld("grind")) : Samples.Student(new SkillHeld("weld", level)), placement);
        Assert.Equal((holds, found), (result.Holds, result.Found));
    }

    [Fact]
    public void A_related_skill_does_not_stand_in_for_a_required_one()
    {
        var placement = Samples.Placement(new DemandedSkill("weld", true, 1, Required: true));
        var student = Samples.Student(new SkillHeld("grind"), new SkillHeld("cut"), new SkillHeld("read drawings"));
        Assert.Equal(SkillCredit.Related, Samples.Scorer(placement).Explain(student, placement).Skills[0].Credit);
        Assert.False(Samples.Result(Constraint.SkillsRequired, student, placement).Holds);
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(1, 0, false)]
    [InlineData(50, 1, true)]
    [InlineData(51, 1, false)]
    [InlineData(100, 1, false)]
    [InlineData(100, 2, true)]
    public void The_threshold_is_the_share_of_the_skills_asked_for_that_is_held(int least, int held, bool holds)
    {
        var placement = Samples.Placement(new DemandedSkill("care", true), new DemandedSkill("drive", true)) with { MinimumSkillFit = least };
        SkillHeld[] skills = [new("care"), new("drive")];
        Assert.Equal(holds, Samples.Result(Constraint.SkillFit, Samples.Student(skills[..held]), placement).Holds);
    }

    [Fact]
    public void Whoever_holds_everything_reaches_any_threshold_however_little_is_asked_for()
    {
        var thin = Samples.Placement(new DemandedSkill("care", true)) with { MinimumSkillFit = 100 };
        Assert.True(Samples.Result(Constraint.SkillFit, Samples.Student(new SkillHeld("care")), thin).Holds);
        Assert.True(Samples.Result(Constraint.SkillFit, Samples.Student(), Samples.Placement() with { MinimumSkillFit = 100 }).Holds);
    }

    [Fact]
    public void A_threshold_holds_under_an_epoch_that_was_frozen_over_nothing()
    {
        var placement = Samples.Placement(new DemandedSkill("care", true), new DemandedSkill("drive", true)) with { MinimumSkillFit = 51 };
        var constraints = Samples.Scorer().Explain(Samples.Student(new SkillHeld("care")), placement).Constraints;
        Assert.Equal("50", constraints.Single(result => result.Constraint == Constraint.SkillFit && !result.Holds).Found);
    }

    [Fact]
    public void The_share_held_is_that_of_the_parts_of_the_score()
    {
        var (reached, missed) = (0, 0);
        for (ulong seed = 0; seed < 300; seed++)
        {
            var market = new RandomMarket(seed);
            var placement = market.Placement("p");
            var student = market.Student("s");
            var scorer = Samples.Scorer(market.Policy, market.Table, [placement, market.Placement("q")]);
            decimal covered = 0, total = 0;
            foreach (var part in scorer.Explain(student, placement).Skills)
            {
                // With weights as the specification of the score has them, and the credit that the explanation names.
                var weight = (decimal)Math.Max(1, scorer.Epoch.IdfOf(part.Skill)) * (part.Essential ? 1_000 : scorer.Policy.OptionalPermille);
                total += weight;
                covered += weight * (part.Credit switch
                {
                    SkillCredit.Held => 1_000,
                    SkillCredit.HeldLower => Math.Round(1_000m * part.LevelHeld / part.LevelAsked, MidpointRounding.AwayFromZero),
                    SkillCredit.Related => Related(market, scorer, student, part.Skill),
                    _ => 0,
                });
            }

            var share = total == 0 ? 100 : covered / total / 10;
            for (var least = 0; least <= 100; least += 5)
            {
                var holds = scorer.Explain(student, placement with { MinimumSkillFit = least }).Constraints.Single(result => result.Constraint == Constraint.SkillFit).Holds;
                Assert.True(share >= least == holds, $"Seed {seed}: {share} against {least}.");
                _ = holds ? reached++ : missed++;
            }
        }

        Assert.True(reached > 500 && missed > 500, $"{reached} reached, {missed} missed.");
    }

    [Theory]
    [InlineData(-1, true, "in time")]
    [InlineData(0, true, "in time")]
    [InlineData(1, false, "closed since 2027-01-15T15:00:00Z")]
    public void Applications_are_taken_up_to_the_last_instant(int secondsAfter, bool holds, string found)
    {
        var last = new DateTimeOffset(2027, 1, 15, 17, 0, 0, TimeSpan.FromHours(2));
        var student = Samples.Student() with { AskedAt = last.AddSeconds(secondsAfter) };
        var result = Samples.Result(Constraint.ApplicationsOpen, student, Samples.Placement() with { ApplyBy = last });
        Assert.Equal((holds, found), (result.Holds, result.Found));
        Assert.True(Samples.Result(Constraint.ApplicationsOpen, student, Samples.Placement()).Holds);
    }

    /// <summary>The best credit that any skill held lends, by the definition.</summary>
    private static int Related(RandomMarket market, Scorer scorer, StudentFacts student, string skill) => student.Skills
        .Where(held => market.Table.SkillNumber(held.Skill) >= 0)
        .SelectMany(held => market.Table.Related(market.Table.SkillNumber(held.Skill)).ToArray().Take(scorer.Policy.RelatedNeighbours))
        .Where(neighbour => market.Table.SkillIds[neighbour.Skill] == skill)
        .Max(neighbour => SkillFit.RelatedCredit(neighbour.CosinePermille, scorer.Policy));
}
