namespace VocMatch.Matching.Scoring;

/// <summary>
/// The weights and constants of a score, all whole numbers. A policy is a value with a version; every stored score names it.
/// The defaults of the skill part were measured against eight other formulas; the weights between the parts are a judgement.
/// </summary>
public sealed record ScoringPolicy
{
    /// <summary>The four weights share this whole.</summary>
    public const int WholeWeight = 10_000;

    /// <summary>The shares of the skill fit are of this whole.</summary>
    public const int WholeShare = 1_000_000;

    /// <summary>
    /// The policy that holds until an authority sets another: the skill fit is divided between the skills named and the occupations that both sides resemble.
    /// </summary>
    public static ScoringPolicy Default { get; } = new()
    {
        Version = 2,
        RelatedPermille = 0,
        RelatedNeighbours = 0,
        OccupationShare = 200_000,
        UnitGroupShare = 200_000,
        MinorGroupShare = 100_000,
        ThinPermille = 30_000,
        FitPermille = 800,
    };

    /// <summary>
    /// The first policy, whose skill fit is of the skills named and of those related to them alone. A stored policy that lacks a member of today has
    /// the value that it has here, and goes on to score as it did.
    /// </summary>
    public static ScoringPolicy First { get; } = new();

    /// <summary>Grows by one with every change.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Weight of the skill fit, of <see cref="WholeWeight"/>.</summary>
    public int SkillWeight { get; init; } = 6_000;

    /// <summary>Weight of the occupation fit, of <see cref="WholeWeight"/>.</summary>
    public int OccupationWeight { get; init; } = 1_500;

    /// <summary>Weight of the proximity, of <see cref="WholeWeight"/>.</summary>
    public int ProximityWeight { get; init; } = 1_500;

    /// <summary>Weight of the conditions, of <see cref="WholeWeight"/>.</summary>
    public int ConditionsWeight { get; init; } = 1_000;

    /// <summary>How much of the median advertisement's weight stands in the denominator of the skill fit; 1000 is one median.</summary>
    public int KappaPermille { get; init; } = 1_500;

    /// <summary>Weight of an optional skill; an essential one has 1000.</summary>
    public int OptionalPermille { get; init; } = 750;

    /// <summary>Credit for a related skill that is held, before it is multiplied by the cosine of the two skills.</summary>
    public int RelatedPermille { get; init; } = 350;

    /// <summary>How many nearest skills of a skill held can receive related credit.</summary>
    public int RelatedNeighbours { get; init; } = 5;

    /// <summary>Share of the skill fit, of <see cref="WholeShare"/>, for resembling the occupations that an advertisement resembles.</summary>
    public int OccupationShare { get; init; }

    /// <summary>The same for their unit groups.</summary>
    public int UnitGroupShare { get; init; }

    /// <summary>The same for their minor groups.</summary>
    public int MinorGroupShare { get; init; }

    /// <summary>
    /// How many thousandths of the median advertisement's weight stand in the denominator, beside kappa, where fewer than two skills are named
    /// that are not transversal: whoever holds the one skill is no better for it.
    /// </summary>
    public int ThinPermille { get; init; }

    /// <summary>
    /// What all shares together are of the skill fit, in thousandths: below 1000 where the best advertisements of a student would otherwise all reach the
    /// cap and could not be told apart.
    /// </summary>
    public int FitPermille { get; init; } = 1_000;

    /// <summary>Occupation fit when the occupation itself is targeted.</summary>
    public int ExactOccupationPermille { get; init; } = 1_000;

    /// <summary>Occupation fit inside one unit group (ISCO four digits, SOC broad occupation).</summary>
    public int UnitGroupPermille { get; init; } = 800;

    /// <summary>Occupation fit inside one minor group (ISCO three digits, SOC minor group).</summary>
    public int MinorGroupPermille { get; init; } = 500;

    /// <summary>Occupation fit inside one sub-major group (ISCO two digits, SOC major group).</summary>
    public int SubMajorGroupPermille { get; init; } = 250;

    /// <summary>Occupation fit inside one major group (ISCO one digit).</summary>
    public int MajorGroupPermille { get; init; } = 100;

    /// <summary>The distance in metres at which the proximity is half of what it is next door.</summary>
    public int HalfDistanceMetres { get; init; } = 20_000;

    /// <summary>Share of the conditions given by pay.</summary>
    public int PayPermille { get; init; } = 600;

    /// <summary>Share of the conditions given by accommodation.</summary>
    public int AccommodationPermille { get; init; } = 200;

    /// <summary>Share of the conditions given by weekly hours.</summary>
    public int HoursPermille { get; init; } = 200;

    /// <summary>Pay, in thousandths of the median, up to which pay earns nothing.</summary>
    public int PayFloorPermille { get; init; } = 500;

    /// <summary>Pay, in thousandths of the median, from which pay earns its whole share.</summary>
    public int PayCeilingPermille { get; init; } = 1_500;

    /// <summary>Hours a week up to which the hours earn their whole share.</summary>
    public int EasyHoursPerWeek { get; init; } = 40;

    /// <summary>Hours a week from which the hours earn nothing.</summary>
    public int HardHoursPerWeek { get; init; } = 60;

    /// <summary>The most the skill fit can give, in score units.</summary>
    public int SkillCap => SkillWeight * ScoreUnits.PerWeight;

    /// <summary>Every rule this policy breaks, as a sentence; empty when it can be used.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();

        void Require(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add(problem);
            }
        }

        Require(Version >= 1, "The version must be 1 or more.");
        Require(SkillWeight >= 0 && OccupationWeight >= 0 && ProximityWeight >= 0 && ConditionsWeight >= 0, "No weight may be negative.");
        Require((long)SkillWeight + OccupationWeight + ProximityWeight + ConditionsWeight == WholeWeight, $"The weights must add up to {WholeWeight}.");
        Require(KappaPermille is >= 0 and <= 10_000, "Kappa must be 0 to 10000 thousandths.");
        Require(OptionalPermille is >= 0 and <= 1_000, "The weight of optional skills must be 0 to 1000 thousandths.");
        Require(RelatedPermille is >= 0 and <= 1_000, "The credit of related skills must be 0 to 1000 thousandths.");
        Require(OccupationShare >= 0 && UnitGroupShare >= 0 && MinorGroupShare >= 0, "No share of the skill fit may be negative.");
        Require(
            (long)OccupationShare + UnitGroupShare + MinorGroupShare <= WholeShare / 2,
            $"Half of the skill fit, {WholeShare / 2} of {WholeShare}, is for the skills named at least.");
        Require(FitPermille is >= 500 and <= 1_000, "The shares together must be 500 to 1000 thousandths of the skill fit.");
        Require(ThinPermille is >= 0 and <= 100_000, "What weighs on advertisements that name one skill must be 0 to 100000 thousandths.");
        Require(RelatedNeighbours is >= 0 and <= 20, "There must be 0 to 20 related neighbours.");
        Require(
            ExactOccupationPermille is <= 1_000 && ExactOccupationPermille >= UnitGroupPermille && UnitGroupPermille >= MinorGroupPermille
            && MinorGroupPermille >= SubMajorGroupPermille && SubMajorGroupPermille >= MajorGroupPermille && MajorGroupPermille >= 0,
            "The occupation steps must fall from at most 1000 to at least 0 thousandths.");
        Require(HalfDistanceMetres is >= 1 and <= 20_000_000, "The half distance must be 1 metre to 20,000 km.");
        Require(PayPermille >= 0 && AccommodationPermille >= 0 && HoursPermille >= 0, "No share of the conditions may be negative.");
        Require((long)PayPermille + AccommodationPermille + HoursPermille == 1_000, "The shares of the conditions must add up to 1000.");
        Require(PayFloorPermille >= 0 && PayCeilingPermille > PayFloorPermille, "The pay ceiling must be above the pay floor.");
        Require(EasyHoursPerWeek >= 0 && HardHoursPerWeek > EasyHoursPerWeek, "The hard hours must be above the easy hours.");
        return problems;
    }

    /// <summary>Returns this policy when it can be used.</summary>
    /// <exception cref="ArgumentException">A rule is broken; the message lists all of them.</exception>
    public ScoringPolicy Validated() =>
        Problems() is { Count: > 0 } problems ? throw new ArgumentException(string.Join(' ', problems)) : this;
}
