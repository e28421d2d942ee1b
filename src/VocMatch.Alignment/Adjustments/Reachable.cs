using System.Collections.Immutable;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Trends;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Adjustments;

/// <summary>Open seats that students of a program can reach.</summary>
/// <param name="Reach">How near they are, in 1/10,000: 10,000 at the program's door, 5,000 at the half-distance; 1 to 10,000.</param>
public sealed record ReachableSeats(
    PlacementId Placement,
    EmployerId Employer,
    RegionId Region,
    OccupationId Occupation,
    int Seats,
    int Reach,
    ImmutableArray<AskedSkill> Skills)
{
    /// <summary>Seats weighted by nearness, in 1/10,000 of a seat.</summary>
    public long Weighted => (long)Seats * Reach;
}

/// <summary>A skill that a placement asks for.</summary>
/// <param name="Weight">How much it asks for it, in 1/10,000; positive.</param>
/// <param name="Level">The level asked, 1 to 5.</param>
public sealed record AskedSkill(SkillId Skill, int Weight, int Level);

/// <summary>One program with the demand around it.</summary>
public sealed record ProgramSituation
{
    public required ProgramRow Program { get; init; }

    public required ImmutableArray<ReachableSeats> Demand { get; init; }

    /// <summary>Students admitted a year by all programs within reach that aim at an occupation, this one included.</summary>
    public required ImmutableDictionary<OccupationId, int> IntakeByOccupation { get; init; }

    /// <summary>Where demand within reach is going.</summary>
    public DemandTrends Trends { get; init; } = DemandTrends.None;

    /// <summary>What the taxonomy says.</summary>
    public SkillRelations Relations { get; init; } = SkillRelations.None;

    /// <summary>The regions that demand is counted in: what nobody asks for there in a year need not be taught.</summary>
    public ImmutableArray<RegionId> Reach { get; init; } = [];

    /// <summary>Levels taught, by skill.</summary>
    public required ImmutableDictionary<SkillId, int> Levels { get; init; }
}

/// <summary>One region with what is asked for and taught in it and next door.</summary>
public sealed record RegionSituation
{
    public required RegionId Region { get; init; }

    /// <summary>Open seats of the region itself.</summary>
    public required ImmutableArray<ReachableSeats> Demand { get; init; }

    public required ImmutableArray<ProgramRow> Programs { get; init; }

    /// <summary>What the taxonomy says.</summary>
    public SkillRelations Relations { get; init; } = SkillRelations.None;

    /// <summary>Programs of the neighbouring regions: their students may fill the seats.</summary>
    public required ImmutableArray<ProgramRow> NeighbourPrograms { get; init; }

    /// <summary>Where demand of the region is going.</summary>
    public DemandTrends Trends { get; init; } = DemandTrends.None;
}
