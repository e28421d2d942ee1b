using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Work;

namespace VocMatch.Contracts.Students;

/// <summary>
/// The one meaning of "unplaced", for every page, endpoint, report, round and notice: who on the day in question holds no seat, that is
/// neither a commitment whose work is not over nor a seat that a published round keeps for them, and who has not left. Whoever declined is
/// unplaced. What counts something else carries another word.
/// </summary>
public static class StudentSeats
{
    /// <summary>Neither holds a seat on the day nor has left.</summary>
    public static bool IsUnplaced(this Student student, DateOnly day) =>
        !student.Profile.HasLeft(day) && student.SeatOn(day) is null;

    /// <summary>The placement at which the student holds a seat on the day, of several the one taken last; null: none.</summary>
    public static PlacementId? SeatOn(this Student student, DateOnly day) =>
        student.Commitments?.LastOrDefault(commitment => IsAhead(commitment.Pattern, day))?.Placement
        ?? student.Held?.LastOrDefault(held => IsKept(held.Until, day))?.Placement;

    public static bool HasLeft(this StudentProfile profile, DateOnly day) => HasLeft(profile.LeftOn, day);

    /// <param name="leftOn">First day on which the student is no longer in the program; null: has not left.</param>
    public static bool HasLeft(DateOnly? leftOn, DateOnly day) => leftOn <= day;

    /// <summary>Whether work that is taken is not over on the day: whoever has it needs no other seat.</summary>
    public static bool IsAhead(WorkPattern taken, DateOnly day) => IsAhead(taken.LastDay, day);

    /// <inheritdoc cref="IsAhead(WorkPattern, DateOnly)"/>
    /// <param name="lastDay">Of the work.</param>
    public static bool IsAhead(DateOnly lastDay, DateOnly day) => lastDay >= day;

    /// <summary>Whether a seat is kept for the student at some time of the day, in UTC.</summary>
    /// <param name="until">Last instant for the answer.</param>
    public static bool IsKept(DateTimeOffset until, DateOnly day) => DateOnly.FromDateTime(until.UtcDateTime) >= day;
}
