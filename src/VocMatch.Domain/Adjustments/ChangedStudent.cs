using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Adjustments;

/// <summary>
/// A student after a change, as a round would take them: the list as it is, with the scores that follow from the change; what was ranked
/// and could not be had comes back at its rank where it can be had now; behind it, best first, what the change makes possible, as far as a
/// list may be long.
/// </summary>
internal sealed class ChangedStudent(ClearingInputs inputs, InputStudent student)
{
    private readonly Lazy<(int Units, int Failing)[]> _evaluated = new(() =>
    {
        var explainer = inputs.Scorer.For(student.Facts);
        return [.. inputs.Placements.Select(placement => explainer.Evaluate(WithSeat(placement.Facts)))];
    });

    public InputStudent Student => student;

    /// <summary>How long the list may be: where lists are simulated, their length is an assumption and no rule, so as long as a clearing takes.</summary>
    public int MaxRanks => inputs.Simulated ? RankBounds.MaxLength : inputs.MaximumRanks;

    /// <summary>What the student could have and has not ranked.</summary>
    public IEnumerable<ListEntry> Unranked() =>
        Possible().Where(IsNew).Select(placement => new ListEntry(placement, Priority(_evaluated.Value[placement].Units)));

    /// <summary>Placements that nothing keeps the student from.</summary>
    public IEnumerable<int> Possible() =>
        Enumerable.Range(0, inputs.Placements.Length).Where(placement => _evaluated.Value[placement].Failing == 0 && inputs.Placements[placement].Facts.OpenSeats > 0);

    /// <summary>Placements that these constraints alone keep the student from, one of them or several.</summary>
    public IEnumerable<int> FailingOnly(params ReadOnlySpan<Constraint> constraints)
    {
        var among = 0;
        foreach (var constraint in constraints)
        {
            among |= 1 << (int)constraint;
        }

        var evaluated = _evaluated.Value;
        return Enumerable.Range(0, evaluated.Length).Where(placement =>
            evaluated[placement].Failing is not 0 and var failing && (failing & ~among) == 0
            && inputs.Placements[placement].Facts.OpenSeats > 0 && !student.Forbidden.Contains(placement));
    }

    /// <summary>The student with other facts.</summary>
    public InputStudent With(StudentFacts facts)
    {
        var explainer = inputs.Scorer.For(facts);
        return With(facts, placement => explainer.Evaluate(WithSeat(inputs.Placements[placement].Facts)));
    }

    /// <summary>The same student, where one placement has other facts.</summary>
    public InputStudent With(int changed, PlacementFacts facts)
    {
        var explainer = inputs.Scorer.For(student.Facts);
        return With(student.Facts, placement => placement == changed ? explainer.Evaluate(WithSeat(facts)) : _evaluated.Value[placement]);
    }

    private InputStudent With(StudentFacts facts, Func<int, (int Units, int Failing)> evaluate)
    {
        var list = Kept(evaluate);
        var opened = Enumerable.Range(0, inputs.Placements.Length)
            .Where(placement => _evaluated.Value[placement].Failing != 0 && inputs.Placements[placement].Facts.OpenSeats > 0 && IsNew(placement))
            .Select(placement => (Placement: placement, Evaluated: evaluate(placement)))
            .Where(entry => entry.Evaluated.Failing == 0)
            .OrderByDescending(entry => entry.Evaluated.Units)
            .ThenBy(entry => entry.Placement)
            .Select(entry => new ListEntry(entry.Placement, Priority(entry.Evaluated.Units)));
        if (student.Pass == 2)
        {
            return student with { Facts = facts, List = [.. list.Take(student.Ranked), .. list.Skip(student.Ranked).Concat(opened).OrderByDescending(entry => entry.Units)] };
        }

        list.AddRange(opened.Take(MaxRanks - list.Count));
        return student with
        {
            Facts = facts,
            List = [.. list],
            Ranked = list.Count,
            Completion = student.Completion is { } completion
                ? [.. completion.Select(entry => Rescored(entry, evaluate)).OfType<ListEntry>().OrderByDescending(entry => entry.Units)]
                : null,
        };
    }

    private List<ListEntry> Kept(Func<int, (int Units, int Failing)> evaluate)
    {
        var list = new List<ListEntry>(student.List.Length + student.Dropped.Length);
        var returned = 0;
        for (var i = 0; i <= student.List.Length; i++)
        {
            for (; returned < student.Dropped.Length && student.Dropped[returned].Behind == i; returned++)
            {
                var placement = student.Dropped[returned].Placement;
                if (_evaluated.Value[placement].Failing != 0 && evaluate(placement) is (var units, 0))
                {
                    list.Add(new(placement, Priority(units)));
                }
            }

            if (i < student.List.Length && Rescored(student.List[i], evaluate) is { } entry)
            {
                list.Add(entry);
            }
        }

        return list;
    }

    /// <summary>Null where the change takes the placement from the student. Above a full score stands an employer's own order.</summary>
    private ListEntry? Rescored(ListEntry entry, Func<int, (int Units, int Failing)> evaluate)
    {
        var (before, after) = (_evaluated.Value[entry.Placement], evaluate(entry.Placement));
        return before.Failing == 0 && after.Failing != 0 ? null
            : entry.Units > ScoreUnits.Full || before.Failing != 0 ? entry
            : entry with { Units = Math.Clamp(entry.Units + Priority(after.Units) - Priority(before.Units), 0, ScoreUnits.Full) };
    }

    private bool IsNew(int placement) =>
        student.List.All(entry => entry.Placement != placement)
        && student.Dropped.All(dropped => dropped.Placement != placement)
        && !student.Forbidden.Contains(placement);

    private int Priority(int units) => inputs.Simulated ? units : SavedLists.Shown(units);

    /// <summary>That a placement had no seat left to give rules nobody out: the round's seats are what is cleared.</summary>
    private static PlacementFacts WithSeat(PlacementFacts facts) => facts.OpenSeats > 0 ? facts : facts with { OpenSeats = 1 };
}
