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
                return student with { Pass = 1, Applications = [], Fixed = null, Forbidden = [], Completion = null };
            }

            if (swapped?.GetValueOrDefault(student.Id) is { } other)
            {
                // Each changes places within the pass that gave the place: who was completed takes nothing from those who ranked.
                return student.Completion is not { } completed ? student with { Applications = [other] }
                    : completed.Any(application => application.Placement == accepted.GetValueOrDefault(student.Id))
                        ? student with { Applications = [], Completion = [other] }
                        : student with { Applications = [other], Completion = [] };
            }

            return accepted.TryGetValue(student.Id, out var placement) && student.Fixed is null
                ? student with
                {
                    Applications = [.. student.Applications.Where(application => application.Placement == placement)],
                    Completion = student.Completion is { } completion ? [.. completion.Where(application => application.Placement == placement)] : null,
                }
                : student;
        }
    }
}
