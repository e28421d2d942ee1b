using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Schools;
using VocMatch.Contracts.Students;

namespace VocMatch.Data.Rows;

// Regions, skill groups, skills and occupations carry their id themselves: their rows are the records of the contracts.

/// <summary>A row of kind <c>schools</c>.</summary>
[JsonConverter(typeof(FlatRowConverter<SchoolRow, SchoolHead, SchoolProfile>))]
public sealed record SchoolRow(SchoolId Id, SchoolProfile Profile) : IFlatRow<SchoolRow, SchoolHead, SchoolProfile>
{
    SchoolHead IFlatRow<SchoolRow, SchoolHead, SchoolProfile>.Head => new(Id);

    SchoolProfile IFlatRow<SchoolRow, SchoolHead, SchoolProfile>.Content => Profile;

    static SchoolRow IFlatRow<SchoolRow, SchoolHead, SchoolProfile>.Join(SchoolHead head, SchoolProfile content) => new(head.Id, content);
}

/// <summary>A row of kind <c>programs</c>.</summary>
/// <param name="Publish">Puts the content in force at once.</param>
[JsonConverter(typeof(FlatRowConverter<ProgramRow, ProgramHead, ProgramContent>))]
public sealed record ProgramRow(ProgramId Id, ProgramContent Content, bool Publish) : IFlatRow<ProgramRow, ProgramHead, ProgramContent>
{
    ProgramHead IFlatRow<ProgramRow, ProgramHead, ProgramContent>.Head => new(Id, Publish);

    static ProgramRow IFlatRow<ProgramRow, ProgramHead, ProgramContent>.Join(ProgramHead head, ProgramContent content) =>
        new(head.Id, content, head.Publish);
}

/// <summary>A row of kind <c>employers</c>.</summary>
[JsonConverter(typeof(FlatRowConverter<EmployerRow, EmployerHead, EmployerProfile>))]
public sealed record EmployerRow(EmployerId Id, EmployerProfile Profile) : IFlatRow<EmployerRow, EmployerHead, EmployerProfile>
{
    EmployerHead IFlatRow<EmployerRow, EmployerHead, EmployerProfile>.Head => new(Id);

    EmployerProfile IFlatRow<EmployerRow, EmployerHead, EmployerProfile>.Content => Profile;

    static EmployerRow IFlatRow<EmployerRow, EmployerHead, EmployerProfile>.Join(EmployerHead head, EmployerProfile content) =>
        new(head.Id, content);
}

/// <summary>A row of kind <c>placements</c>.</summary>
/// <param name="Publish">Opens it to applications at once.</param>
[JsonConverter(typeof(FlatRowConverter<PlacementRow, PlacementHead, PlacementPosting>))]
public sealed record PlacementRow(PlacementId Id, PlacementPosting Posting, bool Publish)
    : IFlatRow<PlacementRow, PlacementHead, PlacementPosting>
{
    PlacementHead IFlatRow<PlacementRow, PlacementHead, PlacementPosting>.Head => new(Id, Publish);

    PlacementPosting IFlatRow<PlacementRow, PlacementHead, PlacementPosting>.Content => Posting;

    static PlacementRow IFlatRow<PlacementRow, PlacementHead, PlacementPosting>.Join(PlacementHead head, PlacementPosting content) =>
        new(head.Id, content, head.Publish);
}

/// <summary>A row of kind <c>students</c>.</summary>
/// <param name="Identity">Who the student is, where the row says so; it is kept apart from the profile.</param>
[JsonConverter(typeof(FlatRowConverter<StudentRow, StudentHead, StudentProfile>))]
public sealed record StudentRow(StudentId Id, StudentProfile Profile, StudentIdentity? Identity)
    : IFlatRow<StudentRow, StudentHead, StudentProfile>
{
    StudentHead IFlatRow<StudentRow, StudentHead, StudentProfile>.Head => new(Id, Identity);

    StudentProfile IFlatRow<StudentRow, StudentHead, StudentProfile>.Content => Profile;

    static StudentRow IFlatRow<StudentRow, StudentHead, StudentProfile>.Join(StudentHead head, StudentProfile content) =>
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
