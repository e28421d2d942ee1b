using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Eligibility;
using VocMatch.Domain.Rounds.Clearing;

namespace VocMatch.Domain.Rounds.Repair;

/// <summary>The rows of a result with what has happened since.</summary>
internal static class RepairedRows
{
    /// <param name="left">Who is in the round no more.</param>
    /// <param name="accepted">Who may not be moved, and where they are.</param>
    /// <param name="barred">What may not come about any more.</param>
    /// <param name="swapped">The one placement that a student would have in place of the list.</param>
    public static MarketRows Of(
        MarketRows present,
        HashSet<StudentId> left,
        Dictionary<StudentId, PlacementId> accepted,
        ImmutableArray<LateSeats> late,
        IReadOnlyDictionary<StudentId, FrozenApplication>? swapped,
        BarredPairs barred)
    {
        var added = late.ToDictionary(seats => seats.Placement, seats => seats.Seats);
        return present with
        {
            Placements = added.Count == 0
                ? present.Placements
                : [.. present.Placements.Select(placement => placement with { Seats = placement.Seats + added.GetValueOrDefault(placement.Id) })],
            Students = [.. present.Students.Select(student => barred.Without(Changed(student)))],
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

/// <summary>Pairs of a round that a repair may not make, with the constraint and the reason.</summary>
/// <param name="held">Where those are who hold something: nobody is taken out of a place they hold.</param>
internal sealed class BarredPairs(IReadOnlyDictionary<StudentId, PlacementId> held)
{
    private readonly Dictionary<(StudentId, PlacementId), (string Constraint, string Reason)> _pairs = [];
    private readonly HashSet<PlacementId> _closed = [];

    public void Add(StudentId student, PlacementId placement, string constraint, string reason) =>
        _pairs[(student, placement)] = (constraint, reason);

    public void Close(PlacementId placement) => _closed.Add(placement);

    public FrozenStudent Without(FrozenStudent student)
    {
        if (_pairs.Count == 0 && _closed.Count == 0)
        {
            return student;
        }

        var dropped = student.Applications.Where(application => Why(student.Id, application.Placement) is not null).ToList();
        var isFixed = student.Fixed is { } pair && Why(student.Id, pair.Placement) is not null;
        var completion = student.Completion?.RemoveAll(application => Why(student.Id, application.Placement) is not null);
        return dropped.Count == 0 && !isFixed && completion?.Length == student.Completion?.Length ? student : student with
        {
            Completion = completion,
            Pass = isFixed ? 1 : student.Pass,
            Fixed = isFixed ? null : student.Fixed,
            Applications = [.. student.Applications.Where(application => Why(student.Id, application.Placement) is null)],
            Dropped =
            [
                .. student.Dropped,
                .. dropped.Select(application => (application, Why: Why(student.Id, application.Placement)!.Value))
                    .Select(one => new DroppedApplication(one.application.Placement, one.application.Rank, one.Why.Constraint, one.Why.Reason)),
            ],
        };
    }

    private (string Constraint, string Reason)? Why(StudentId student, PlacementId placement) =>
        _pairs.TryGetValue((student, placement), out var why) ? why
        : _closed.Contains(placement) && held.GetValueOrDefault(student) != placement ? (ConstraintNames.PlacementOpen, "it has closed since the lock")
        : null;
}
