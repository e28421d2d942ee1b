using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Students;

namespace VocMatch.Contracts.Reading;

/// <summary>A student with the ages rules ask for, joined from the identity row without reading more of it.</summary>
public sealed record StoredStudent(Student Student, AgeThresholds? Ages);

/// <summary>How a placement stands, from its stored row without reading the posting.</summary>
/// <param name="Version">Of <see cref="Placement"/>.</param>
public sealed record PlacementStanding(PlacementId Id, PlacementStatus Status, RegionId Region, EmployerId Employer, int OpenSeats, long Version);

/// <summary>How a student stands, from the stored row without reading the profile.</summary>
/// <param name="LeftOn">First day on which the student is no longer in the program; null: has not left.</param>
public sealed record StudentStanding(StudentId Id, ProgramId Program, DateOnly? LeftOn);

/// <summary>A place in the order of a store's writes. It means something only to the store that gave it, and to the list that it was asked of.</summary>
public readonly record struct ChangeMark(long Value);

/// <summary>Filters that do not apply to an entity are not offered for it at the edge.</summary>
/// <param name="Text">Part of a name or title, case-insensitive.</param>
public sealed record ListFilter(
    RegionId? Region = null,
    OccupationId? Occupation = null,
    SchoolId? School = null,
    ProgramId? Program = null,
    EmployerId? Employer = null,
    string? Status = null,
    string? Text = null);

/// <param name="OfStudents">Tags of students.</param>
/// <param name="OfReserves">Tags that placements reserve seats for.</param>
public sealed record TagsInUse(ImmutableSortedSet<string> OfStudents, ImmutableSortedSet<string> OfReserves);

/// <param name="Limit">1 to <see cref="MaxLimit"/>.</param>
/// <param name="Cursor">From the page before; null for the first.</param>
public sealed record PageRequest(int Limit, string? Cursor)
{
    public const int MaxLimit = 500;

    public const int DefaultLimit = 50;
}

/// <summary>Items in order of their id.</summary>
/// <param name="NextCursor">Null on the last page.</param>
public sealed record Page<T>(ImmutableArray<T> Items, string? NextCursor);

/// <param name="OpenPlacements">Published, and not past the last instant for applications.</param>
/// <param name="OpenSeats">Those of them that are free.</param>
public sealed record EntityCounts(long Schools, long Programs, long Employers, long Placements, long OpenPlacements, long OpenSeats, long Students);
