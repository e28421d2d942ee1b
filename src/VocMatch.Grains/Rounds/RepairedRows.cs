using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;

namespace VocMatch.Grains.Rounds;

/// <summary>The rows of a result with what has happened since.</summary>
internal static class RepairedRows
{
    /// <param name="left">Who is in the round no more.</param>
    /// <param name="accepted">Who may not be moved, and where they are.</param>
    /// <param name="swapped">The one placement that a student would have in place of the list.</param>
    public static MarketRows Of(
        MarketRows present,
        HashSet<StudentId> left,
        Dictionary<StudentId, PlacementId> accepted,
        ImmutableArray<LateSeats> late,
        IReadOnlyDictionary<StudentId, FrozenApplication>? swapped)
    {
        var added = late.ToDictionary(seats => seats.Placement, seats => seats.Seats);
        return present with
        {
            Placements = added.Count == 0
                ? present.Placements
                : [.. present.Placements.Select(placement => placement with { Seats = placement.Seats + added.GetValueOrDefault(placement.Id) })],
            Students = [.. present.Students.Select(Changed)],
        };

        FrozenStudent Changed(FrozenStudent student)
        {
            if (left.Contains(student.Id))
            {
                return student with { Pass = 1, Applications = [], Fixed = null, Forbidden = [] };
            }

            if (swapped?.GetValueOrDefault(student.Id) is { } other)
            {
                return student with { Applications = [other] };
            }

            return accepted.TryGetValue(student.Id, out var placement) && student.Fixed is null
                ? student with { Applications = [.. student.Applications.Where(application => application.Placement == placement)] }
                : student;
        }
    }
}
