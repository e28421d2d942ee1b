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
        var placement = Samples.Placement() with { Location = new GeoPoint(52.5, 13.5) };
        Assert.True(Samples.Result(Constraint.WithinDistance, Samples.Student() with { MaxDistanceKm = 7 }, placement).Holds);
        Assert.False(Samples.Result(Constraint.WithinDistance, Samples.Student() with { MaxDistanceKm = 6 }, placement).Holds);
    }

    [Fact]
    public void Conditions_a_student_needs_are_constraints()
    {
        var student = Samples.Student() with { Minimum = new MinimumConditions { AccommodationNeeded = true, LowestPayPerMonth = 500, MostHoursPerWeek = 39 } };
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
}
