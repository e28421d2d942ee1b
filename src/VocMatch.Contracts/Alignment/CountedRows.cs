using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Schools;
using VocMatch.Contracts.Students;

namespace VocMatch.Contracts.Alignment;

/// <param name="FilledSeats">Those that students have accepted and not given up; a seat that is held for somebody is not filled.</param>
/// <param name="FirstDay">The day its work begins.</param>
/// <param name="PublishedAt">The first time; null where that was not recorded.</param>
/// <param name="FilledAt">When the last seat was taken; null while one is not filled.</param>
public sealed record PostedPlacement(
    PlacementId Id,
    EmployerId Employer,
    SiteId Site,
    RegionId Region,
    OccupationId Occupation,
    int Seats,
    int FilledSeats,
    DateOnly FirstDay,
    DateTimeOffset? PublishedAt,
    DateTimeOffset? FilledAt,
    ImmutableArray<SkillDemand> Skills,
    bool Generated);

/// <summary>A student as a unit that is counted.</summary>
/// <param name="BirthDate">Null where it is not known.</param>
/// <param name="Sex">Null where nobody recorded it.</param>
/// <param name="Taken">Seats the student has accepted and not given up.</param>
/// <param name="HeldUntil">Last instants for the answer of seats that published rounds keep for the student.</param>
/// <param name="LeftOn">First day on which the student is no longer in the program; null: has not left.</param>
public sealed record CountedStudent(
    StudentId Id,
    ProgramId Program,
    RegionId Region,
    ImmutableArray<string> Tags,
    DateOnly? BirthDate,
    Sex? Sex,
    ImmutableArray<TakenSeat> Taken,
    bool Generated,
    ImmutableArray<DateTimeOffset> HeldUntil,
    DateOnly? LeftOn)
{
    /// <summary>As <see cref="StudentSeats.IsUnplaced"/> says.</summary>
    public bool IsUnplaced(DateOnly day) =>
        !StudentSeats.HasLeft(LeftOn, day) && !Taken.Any(seat => StudentSeats.IsAhead(seat.LastDay, day)) && !HeldUntil.Any(until => StudentSeats.IsKept(until, day));
}

/// <param name="FirstDay">The day the work begins, as it stood when the offer was made.</param>
/// <param name="LastDay">The day it ends.</param>
public sealed record TakenSeat(PlacementId Placement, DateOnly FirstDay, DateOnly LastDay);

/// <summary>What a round came to for one student.</summary>
/// <param name="Missed">Null where the result gave the student a placement once, whether taken or not; otherwise the placements of the frozen list, eligible or not.</param>
public sealed record RoundOutcome(StudentId Student, ImmutableArray<PlacementId>? Missed);

/// <param name="Staff">Employees; null where not known.</param>
/// <param name="Cap">Most students over all its placements at once; null without a cap.</param>
/// <param name="Sites">Sites of which it is known whether they are rural.</param>
public sealed record CountedEmployer(EmployerId Id, int? Staff, int? Cap, ImmutableArray<CountedSite> Sites);

/// <summary>A site of an employer as reports count it: rural or not.</summary>
public sealed record CountedSite(SiteId Id, bool Rural);

/// <summary>The teachers a school has reported; null where it has reported none.</summary>
public sealed record SchoolStaff(SchoolId Id, RegionId Region, TeachingStaff? Staff);
