using System.Collections.Immutable;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Students;

namespace VocMatch.Alignment.Data;

/// <summary>A region as a report names it; rows that count refer to it by its id.</summary>
public sealed record RegionRow(RegionId Id, string Name);

/// <summary>A field of study (ISCED-F, CIP), leading zeros kept.</summary>
public sealed record FieldRow(string Code, string Title);

/// <summary>A group of occupations that the report counts together (ISCO sub-major group, SOC major group).</summary>
public sealed record OccupationGroupRow(string Code, string Title);

/// <param name="EntryEducation">What it is typically entered with, or <c>not given</c>; null where no series says it of any.</param>
public sealed record OccupationRow(OccupationId Id, string Title, string Group, string? EntryEducation = null);

/// <summary>A skill as a report names it.</summary>
public sealed record SkillRow(SkillId Id, string Title);

/// <param name="Occupations">Target occupations, the first of them the main one; at least one.</param>
/// <param name="ExpectedCompleters">Persons expected to complete in the period.</param>
/// <param name="Intake">Students admitted a year.</param>
public sealed record ProgramRow(
    ProgramId Id,
    SchoolId School,
    RegionId Region,
    string Field,
    ImmutableArray<OccupationId> Occupations,
    ImmutableArray<SkillId> Teaches,
    int ExpectedCompleters,
    int Intake);

/// <param name="Weight">How much the placement asks for the skill, in 1/10,000; positive.</param>
public sealed record WeightedSkill(SkillId Skill, int Weight);

/// <summary>A placement as a report counts it, from its first publication.</summary>
public sealed record PlacementRow
{
    public required PlacementId Id { get; init; }

    public required EmployerId Employer { get; init; }

    /// <summary>Employees of the employer; null = not known.</summary>
    public int? EmployerStaff { get; init; }

    public required RegionId Region { get; init; }

    public required OccupationId Occupation { get; init; }

    public required int Seats { get; init; }

    public required int FilledSeats { get; init; }

    /// <summary>The day that says to which period the placement belongs.</summary>
    public required DateOnly Published { get; init; }

    /// <summary>Days from its first publication to the day its last seat was taken; null while one is open, or where either day was not recorded.</summary>
    public int? DaysToFill { get; init; }

    /// <summary>Null: not known where the site is.</summary>
    public bool? RuralSite { get; init; }

    /// <summary>The employer searched for candidates, up to the end of the period, and found none.</summary>
    public bool WithoutCandidate { get; init; }

    public ImmutableArray<WeightedSkill> Skills { get; init; } = [];
}

/// <summary>What became of a student in the period. Unknown is never counted as not placed.</summary>
public enum StudentOutcome
{
    PlacedInField,
    PlacedElsewhere,
    NotPlaced,
    Unknown,
}

/// <param name="Id">A pseudonym; it orders rows and is never published.</param>
/// <param name="Sex">Null where nobody recorded it.</param>
public sealed record StudentRow(
    StudentId Id, ProgramId Program, RegionId Region, bool Rural, bool Disability, Sex? Sex, bool Adult, StudentOutcome Outcome);

/// <param name="Teachers">Teachers of vocational subjects, persons.</param>
/// <param name="DoubleQualified">Those of them who hold both a teaching and a trade qualification.</param>
public sealed record StaffRow(SchoolId School, RegionId Region, int Teachers, int DoubleQualified);

/// <summary>Seats and students that rounds left over at once, laid to one cause by lifting causes one at a time.</summary>
/// <param name="Cause"><c>region</c>, <c>field</c>, <c>timing</c>, <c>list</c>, <c>unanswered</c>, ...</param>
/// <param name="Cases">Students who would have a seat if the cause were lifted.</param>
public sealed record MismatchRow(RegionId Region, string Cause, int Cases);

/// <summary>A student who searched in vain in the months of the period.</summary>
/// <param name="Field">Of the student's program.</param>
/// <param name="Searches">Days on which the student did; at least one.</param>
public sealed record SearchGapRow(RegionId Region, string Field, int Searches);

/// <summary>Openings a year as a statistical office publishes them.</summary>
/// <param name="Region">Null: the nation.</param>
/// <param name="Openings">Where some figures are missing, what is given: a lower bound.</param>
public sealed record OutsideOpeningsRow(RegionId? Region, string OccupationGroup, int Openings, string Source, string Vintage)
{
    /// <summary>Null where the platform's own groups have the title.</summary>
    public string? GroupTitle { get; init; }

    /// <summary>False where the codes are of a classification in which the platform counts nothing of its own.</summary>
    public bool Comparable { get; init; } = true;

    /// <summary>Occupations whose openings the source does not give.</summary>
    public int Missing { get; init; }

    /// <summary>Why the first of them are not there; null where none is missing.</summary>
    public MissingFigure? Why { get; init; }

    /// <summary>What its occupations are typically entered with, the most openings first; empty where no series says it.</summary>
    public ImmutableArray<EntryEducationPart> EntryEducation { get; init; } = [];
}
