using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Tests.Scoring;

public sealed class HardConstraintTests
{
    [Fact]
    public void Every_constraint_is_declared_once_and_in_its_order() =>
        Assert.Equal(Enum.GetValues<Constraint>(), Constraints.All.Select(constraint => constraint.Constraint));

    [Fact]
    public void No_two_constraints_share_a_name_or_words()
    {
        Assert.Distinct(Constraints.All.Select(constraint => constraint.Name));
        Assert.Distinct(Constraints.All.Select(constraint => constraint.Words));
    }

    [Fact]
    public void Search_and_lists_hold_a_pair_against_every_constraint() =>
        Assert.All(Constraints.All, constraint => Assert.True(constraint.CheckedAt.HasFlag(CheckPoints.Search | CheckPoints.Lock)));

    [Fact]
    public void Only_these_are_left_to_somebody_else_at_some_check()
    {
        var left = Constraints.All.Where(constraint => constraint.CheckedAt != CheckPoints.All)
            .ToDictionary(constraint => constraint.Constraint, constraint => CheckPoints.All & ~constraint.CheckedAt);
        Assert.Equal(
            new Dictionary<Constraint, CheckPoints>
            {
                [Constraint.SeatsOpen] = CheckPoints.All & ~(CheckPoints.Search | CheckPoints.Lock),
                [Constraint.CommitmentsFree] = CheckPoints.Acceptance | CheckPoints.Promotion,
                [Constraint.SkillFit] = CheckPoints.OfferToApplicant | CheckPoints.Publication | CheckPoints.Repair | CheckPoints.Swap,
            },
            left);
    }

    [Fact]
    public void A_field_that_nobody_recorded_is_named_where_it_decides()
    {
        var known = Samples.Student() with { SixteenOn = Samples.Start, EighteenOn = Samples.Start.AddYears(2) };
        var unknown = Samples.Student() with { SixteenOn = null, EighteenOn = null };
        Assert.Equal(["birthDate"], Constraints.All.Select(constraint => constraint.Unknown(unknown)).OfType<string>());
        Assert.Empty(Constraints.All.Select(constraint => constraint.Unknown(known)).OfType<string>());
    }
}
