using System.Collections.Immutable;

namespace VocMatch.Alignment.Data;

/// <summary>The days a report is about, both inclusive.</summary>
public sealed record Period(DateOnly From, DateOnly Through)
{
    public bool Holds(DateOnly day) => day >= From && day <= Through;

    public override string ToString() => FormattableString.Invariant($"{From:yyyy-MM-dd} to {Through:yyyy-MM-dd}");
}

/// <summary>
/// Everything a report is computed from, frozen: plain rows, no clock and no store behind them. The order of rows has no meaning.
/// </summary>
public sealed record AlignmentData
{
    public required Period Period { get; init; }

    public required ImmutableArray<RegionRow> Regions { get; init; }

    public required ImmutableArray<FieldRow> Fields { get; init; }

    public required ImmutableArray<OccupationGroupRow> OccupationGroups { get; init; }

    public required ImmutableArray<OccupationRow> Occupations { get; init; }

    public ImmutableArray<SkillRow> Skills { get; init; } = [];

    public ImmutableArray<ProgramRow> Programs { get; init; } = [];

    public ImmutableArray<PlacementRow> Placements { get; init; } = [];

    public ImmutableArray<StudentRow> Students { get; init; } = [];

    public ImmutableArray<StaffRow> Staff { get; init; } = [];

    public ImmutableArray<MismatchRow> Mismatches { get; init; } = [];

    public ImmutableArray<SearchGapRow> SearchGaps { get; init; } = [];

    public ImmutableArray<OutsideOpeningsRow> OutsideOpenings { get; init; } = [];

    /// <summary>Sources of what stands beside the rows without being counted.</summary>
    public ImmutableArray<SourceNote> OtherSources { get; init; } = [];

    /// <summary>The rows without anything that counts persons, for what shows postings and programs alone.</summary>
    public AlignmentData WithoutPersons() => this with
    {
        Programs = [.. Programs.Select(program => program with { ExpectedCompleters = 0 })],
        Placements = [.. Placements.Select(placement => placement with { FilledSeats = 0, DaysToFill = null })],
        Students = [],
        Staff = [],
        Mismatches = [],
        SearchGaps = [],
    };
}
