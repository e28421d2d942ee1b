using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Schools;

namespace VocMatch.Contracts.Alignment;

/// <summary>The stored rows as statistics need them: little of each, all of them, streamed.</summary>
public interface IAlignmentReading
{
    /// <summary>Every placement that was ever published, in no order.</summary>
    IAsyncEnumerable<PostedPlacement> PostedPlacements(CancellationToken cancellation);

    /// <summary>Every student, in no order.</summary>
    IAsyncEnumerable<CountedStudent> Students(CancellationToken cancellation);

    IAsyncEnumerable<EmployerSize> Employers(CancellationToken cancellation);

    /// <summary>Every school, with its teaching staff where that is known.</summary>
    IAsyncEnumerable<SchoolStaff> Schools(CancellationToken cancellation);
}

/// <param name="FirstDay">The day its work begins.</param>
public sealed record PostedPlacement(
    PlacementId Id,
    EmployerId Employer,
    RegionId Region,
    OccupationId Occupation,
    int Seats,
    int OpenSeats,
    DateOnly FirstDay,
    ImmutableArray<SkillDemand> Skills,
    bool Generated);

/// <summary>A student as a unit that is counted.</summary>
/// <param name="BirthDate">Null where it is not known.</param>
public sealed record CountedStudent(
    StudentId Id, ProgramId Program, RegionId Region, ImmutableArray<string> Tags, DateOnly? BirthDate, bool Generated);

/// <param name="Staff">Employees; null where not known.</param>
/// <param name="Cap">Most students over all its placements at once; null without a cap.</param>
public sealed record EmployerSize(EmployerId Id, int? Staff, int? Cap);

public sealed record SchoolStaff(SchoolId Id, RegionId Region, TeachingStaff? Staff);
