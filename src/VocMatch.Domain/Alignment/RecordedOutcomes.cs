using System.Collections.Frozen;
using VocMatch.Alignment.Data;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;

namespace VocMatch.Domain.Alignment;

/// <summary>
/// What became of a student in a period, as far as it was recorded. Placed: a seat was taken whose work begins in the period. Not placed: a
/// published round decided on the student, who is unplaced on the period's last day, whether it gave nothing or the student declined.
/// Everything else is unknown, which is not "not placed".
/// </summary>
internal sealed class RecordedOutcomes(AlignmentData data, IEnumerable<PostedPlacement> posted, FrozenSet<StudentId> decided, DateOnly today)
{
    private readonly PlacedOutcomes _placed = new(data);

    /// <summary>What happens after today is not known.</summary>
    private readonly DateOnly _day = data.Period.Through < today ? data.Period.Through : today;

    private readonly Dictionary<PlacementId, OccupationId> _occupations =
        posted.ToDictionary(placement => placement.Id, placement => placement.Occupation);

    public StudentOutcome Of(CountedStudent student)
    {
        var taken = student.Taken.Where(seat => data.Period.Holds(seat.FirstDay)).ToList();
        if (taken.Count == 0)
        {
            return decided.Contains(student.Id) && student.IsUnplaced(_day) ? StudentOutcome.NotPlaced : StudentOutcome.Unknown;
        }

        return taken.Exists(seat => IsInField(student.Program, seat.Placement)) ? StudentOutcome.PlacedInField : StudentOutcome.PlacedElsewhere;
    }

    private bool IsInField(ProgramId program, PlacementId placement) =>
        _occupations.TryGetValue(placement, out var occupation) && _placed.Of(program, occupation) is StudentOutcome.PlacedInField;
}
