using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Schools;
using VocMatch.Contracts.Students;

namespace VocMatch.Data.Rows;

// Regions, skill groups, skills and occupations carry their id themselves: their rows are the records of the contracts.

/// <summary>A row of kind <c>schools</c>.</summary>
[JsonConverter(typeof(FlatRowConverter<ImportedSchool, SchoolHead, SchoolProfile>))]
public sealed record ImportedSchool(SchoolId Id, SchoolProfile Profile) : IFlatRow<ImportedSchool, SchoolHead, SchoolProfile>
{
    SchoolHead IFlatRow<ImportedSchool, SchoolHead, SchoolProfile>.Head => new(Id);

    SchoolProfile IFlatRow<ImportedSchool, SchoolHead, SchoolProfile>.Content => Profile;

    static ImportedSchool IFlatRow<ImportedSchool, SchoolHead, SchoolProfile>.Join(SchoolHead head, SchoolProfile content) => new(head.Id, content);
}

/// <summary>A row of kind <c>programs</c>.</summary>
/// <param name="Publish">Puts the content in force at once.</param>
[JsonConverter(typeof(FlatRowConverter<ImportedProgram, ProgramHead, ProgramContent>))]
public sealed record ImportedProgram(ProgramId Id, ProgramContent Content, bool Publish) : IFlatRow<ImportedProgram, ProgramHead, ProgramContent>
{
    ProgramHead IFlatRow<ImportedProgram, ProgramHead, ProgramContent>.Head => new(Id, Publish);

    static ImportedProgram IFlatRow<ImportedProgram, ProgramHead, ProgramContent>.Join(ProgramHead head, ProgramContent content) =>
        new(head.Id, content, head.Publish);
}

/// <summary>A row of kind <c>employers</c>.</summary>
[JsonConverter(typeof(FlatRowConverter<ImportedEmployer, EmployerHead, EmployerProfile>))]
public sealed record ImportedEmployer(EmployerId Id, EmployerProfile Profile) : IFlatRow<ImportedEmployer, EmployerHead, EmployerProfile>
{
    EmployerHead IFlatRow<ImportedEmployer, EmployerHead, EmployerProfile>.Head => new(Id);

    EmployerProfile IFlatRow<ImportedEmployer, EmployerHead, EmployerProfile>.Content => Profile;

    static ImportedEmployer IFlatRow<ImportedEmployer, EmployerHead, EmployerProfile>.Join(EmployerHead head, EmployerProfile content) =>
        new(head.Id, content);
}

/// <summary>A row of kind <c>placements</c>.</summary>
/// <param name="Publish">Opens it to applications at once.</param>
[JsonConverter(typeof(FlatRowConverter<ImportedPlacement, PlacementHead, PlacementPosting>))]
public sealed record ImportedPlacement(PlacementId Id, PlacementPosting Posting, bool Publish)
    : IFlatRow<ImportedPlacement, PlacementHead, PlacementPosting>
{
    PlacementHead IFlatRow<ImportedPlacement, PlacementHead, PlacementPosting>.Head => new(Id, Publish);

    PlacementPosting IFlatRow<ImportedPlacement, PlacementHead, PlacementPosting>.Content => Posting;

    static ImportedPlacement IFlatRow<ImportedPlacement, PlacementHead, PlacementPosting>.Join(PlacementHead head, PlacementPosting content) =>
        new(head.Id, content, head.Publish);
}

/// <summary>A row of kind <c>students</c>.</summary>
/// <param name="Identity">Who the student is, where the row says so; it is kept apart from the profile.</param>
[JsonConverter(typeof(FlatRowConverter<ImportedStudent, StudentHead, StudentProfile>))]
public sealed record ImportedStudent(StudentId Id, StudentProfile Profile, StudentIdentity? Identity)
    : IFlatRow<ImportedStudent, StudentHead, StudentProfile>
{
    StudentHead IFlatRow<ImportedStudent, StudentHead, StudentProfile>.Head => new(Id, Identity);

    StudentProfile IFlatRow<ImportedStudent, StudentHead, StudentProfile>.Content => Profile;

    static ImportedStudent IFlatRow<ImportedStudent, StudentHead, StudentProfile>.Join(StudentHead head, StudentProfile content) =>
        new(head.Id, content, head.Identity);
}

/// <summary>A row of kind <c>preferences</c>.</summary>
/// <param name="Placements">Ranked, best first.</param>
/// <param name="Round">The round the list is for; null: the student's own preferences, for no round.</param>
/// <param name="AgreesToCompletion">Of a list for a round: where it leaves the student without a place, the student is placed on what is left over.</param>
public sealed record PreferencesRow(
    StudentId Student, ImmutableArray<PlacementId> Placements, RoundId? Round = null, bool AgreesToCompletion = false);

/// <summary>What a school's row says beside the profile.</summary>
public sealed record SchoolHead(SchoolId Id);

/// <summary>What a program's row says beside the content.</summary>
public sealed record ProgramHead(ProgramId Id, bool Publish = false);

/// <summary>What an employer's row says beside the profile.</summary>
public sealed record EmployerHead(EmployerId Id);

/// <summary>What a placement's row says beside the posting.</summary>
public sealed record PlacementHead(PlacementId Id, bool Publish = false);

/// <summary>What a student's row says beside the profile.</summary>
public sealed record StudentHead(StudentId Id, StudentIdentity? Identity = null);
