using System.Collections.Immutable;
using VocMatch.Alignment.Adjustments;
using VocMatch.Alignment.Classifications;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Trends;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Programs;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Adjustments;

/// <summary>Programs and regions with the demand around them, as candidates are searched in it.</summary>
internal static class Situations
{
    private const int EssentialWeight = 10_000;
    private const int OptionalWeight = 7_500;
    private const int AtTheDoor = 10_000;

    /// <summary>How near a placement is, in 1/10,000: halved with every half distance of the scoring policy; never nothing.</summary>
    public static int Reach(Coordinates from, PlacementFacts placement, ScoringPolicy policy) =>
        Math.Max(1, (int)Math.Round(AtTheDoor * Math.Pow(2, -from.MetresTo(placement.Location) / (double)policy.HalfDistanceMetres)));

    public static ImmutableArray<ReachableSeats> Demand(IEnumerable<InputPlacement> placements, Coordinates from, ScoringPolicy policy) =>
    [
        .. placements.Select(placement => new ReachableSeats(
            placement.Id,
            placement.Employer,
            placement.Region,
            placement.Occupation,
            placement.Facts.OpenSeats,
            Reach(from, placement.Facts, policy),
            [.. placement.Facts.Skills.Select(asked => new AskedSkill(SkillId.Parse(asked.Skill), Weight(asked.Essential), asked.Level))])),
    ];

    /// <summary>How much a placement asks for a skill.</summary>
    public static int Weight(bool essential) => essential ? EssentialWeight : OptionalWeight;

    /// <summary>A published program as a row of statistics. Whoever names no occupation aims at one of that name.</summary>
    public static ProgramRow Row(Program program, RegionId region) => new(
        program.Id,
        program.Content.School,
        region,
        FieldGroups.Of(program.Content.Field).Code,
        program.Content.TargetOccupations.IsEmpty ? [NoOccupation] : program.Content.TargetOccupations,
        [.. program.Content.Teaches.Select(taught => taught.Skill)],
        Completers(program.Content),
        program.Content.Intake);

    /// <summary>Where a program names no target occupation.</summary>
    public static OccupationId NoOccupation { get; } = OccupationId.Parse("no-occupation");

    /// <summary>Persons expected to complete in a year: as many as in the last one published, or the intake before any was.</summary>
    public static int Completers(ProgramContent content) =>
        content.History.IsEmpty ? content.Intake : content.History.MaxBy(year => year.Year)!.Completers;

    /// <param name="row">The program.</param>
    /// <param name="content">Its content in force.</param>
    public static ProgramSituation Of(
        ProgramRow row,
        ProgramContent content,
        ImmutableArray<ReachableSeats> demand,
        IEnumerable<ProgramRow> programs,
        DemandTrends trends,
        SkillRelations relations,
        ImmutableArray<RegionId> reach) => new()
        {
            Program = row,
            Demand = demand,
            IntakeByOccupation = programs
                .SelectMany(other => other.Occupations.Select(occupation => (occupation, other.Intake)))
                .GroupBy(other => other.occupation, other => other.Intake)
                .ToImmutableDictionary(occupation => occupation.Key, occupation => occupation.Sum()),
            Trends = trends,
            Relations = relations,
            Reach = reach,
            Levels = content.Teaches.GroupBy(taught => taught.Skill).ToImmutableDictionary(skill => skill.Key, skill => skill.Max(taught => taught.Level)),
        };
}
