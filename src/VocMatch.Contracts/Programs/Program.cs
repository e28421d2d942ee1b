using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.States;

namespace VocMatch.Contracts.Programs;

/// <summary>What a school teaches. Editing a published program edits its next revision; publishing puts that in force.</summary>
/// <param name="Revision">Number of the revision in force; 0 before the first publication.</param>
/// <param name="Content">The revision in force, or the draft before the first publication.</param>
/// <param name="Draft">The next revision, where one is being edited.</param>
/// <param name="InForceSince">When the revision in force was published; null before the first, and of those published before this was kept.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.Program")]
public sealed record Program(
    ProgramId Id,
    ProgramStatus Status,
    int Revision,
    ProgramContent Content,
    ProgramContent? Draft,
    long Version,
    DateTimeOffset? InForceSince = null);

/// <summary>What a program teaches and asks for. Every edit of a published one is a revision.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.ProgramContent")]
public sealed record ProgramContent
{
    [Id(0)] public required SchoolId School { get; init; }

    [Id(1)] public required string Title { get; init; }

    /// <summary>Field of study: the code of the country's classification (ISCED-F 2013, CIP 2020), leading zeros kept.</summary>
    [Id(2)] public required string Field { get; init; }

    /// <summary>Level of the qualification, 1 to 8 (EQF).</summary>
    [Id(3)] public required int Level { get; init; }

    /// <summary>Skills taught, with the level reached, 1 to 5.</summary>
    [Id(4)] public ImmutableArray<SkillLevel> Teaches { get; init; } = [];

    /// <summary>Students admitted a year.</summary>
    [Id(5)] public required int Intake { get; init; }

    [Id(6)] public required int DurationMonths { get; init; }

    [Id(7)] public ImmutableArray<OccupationId> TargetOccupations { get; init; } = [];

    /// <summary>What a placement for this program must offer; null where anything counts.</summary>
    [Id(8)] public PlacementRequirement? Placement { get; init; }

    /// <summary>Completers by year, as published.</summary>
    [Id(9)] public ImmutableArray<YearlyCompleters> History { get; init; } = [];

    /// <summary>True for data made by a generator.</summary>
    [Id(10)] public bool Generated { get; init; }
}

/// <param name="Level">1 (beginner) to 5 (expert).</param>
[GenerateSerializer, Immutable, Alias("VocMatch.SkillLevel")]
public sealed record SkillLevel(SkillId Skill, int Level);

/// <summary>How many completed the program in a year.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.YearlyCompleters")]
public sealed record YearlyCompleters(int Year, int Completers);

/// <summary>What a placement must offer to count for the program.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.PlacementRequirement")]
public sealed record PlacementRequirement
{
    /// <summary>Hours over all placements of a student that count.</summary>
    [Id(0)] public required int MinimumHours { get; init; }

    /// <summary>Empty: every kind counts.</summary>
    [Id(1)] public ImmutableArray<PlacementKind> Kinds { get; init; } = [];

    /// <summary>A placement must begin and end between these days, where given.</summary>
    [Id(2)] public Work.DateRange? Period { get; init; }

    [Id(3)] public int? MaximumEmployers { get; init; }

    /// <summary>Share of the hours that may be remote, percent.</summary>
    [Id(4)] public int? MaximumRemotePercent { get; init; }
}

/// <summary>Whether a program is shown.</summary>
public enum ProgramStatus
{
    Draft,
    Published,
    Closed,
}

/// <summary>What a college does with a program.</summary>
public enum ProgramAction
{
    Publish,
    Close,
    Reopen,
}

/// <summary>Which action leads from which status to which.</summary>
public static class ProgramTransitions
{
    /// <summary>Publishing a published program puts its next revision in force.</summary>
    public static TransitionTable<ProgramStatus, ProgramAction> Table { get; } = new(
        ProgramStatus.Draft,
        (ProgramStatus.Draft, ProgramAction.Publish, ProgramStatus.Published),
        (ProgramStatus.Draft, ProgramAction.Close, ProgramStatus.Closed),
        (ProgramStatus.Published, ProgramAction.Publish, ProgramStatus.Published),
        (ProgramStatus.Published, ProgramAction.Close, ProgramStatus.Closed),
        (ProgramStatus.Closed, ProgramAction.Reopen, ProgramStatus.Draft));
}
