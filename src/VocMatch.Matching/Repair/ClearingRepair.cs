using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Clearing.Solving;

namespace VocMatch.Matching.Repair;

/// <summary>
/// Repairs a solved clearing after drop-outs and late seats: nobody who is placed gets a worse place, and the result equals solving
/// the changed market again. Refuses what could make somebody worse off.
/// </summary>
public static class ClearingRepair
{
    /// <param name="result">A result of the solver or of a repair.</param>
    /// <param name="events">What happened, as one batch.</param>
    public static RepairOutcome Repair(ClearingResult result, IReadOnlyList<RepairEvent> events)
    {
        if (RepairRules.Refusal(result.Assignment, events) is { } refused)
        {
            return refused;
        }

        var market = RepairRules.Apply(result.Open, events);
        var left = events.OfType<RepairEvent.StudentLeaves>().Select(leaver => leaver.Student).ToHashSet();
        return market.IsPlain ? RepairLocally(result, market, events, left) : SolveAgain(result, market, left);
    }

    private static RepairOutcome.Repaired RepairLocally(ClearingResult result, OpenMarket market, IReadOnlyList<RepairEvent> events, HashSet<int> left)
    {
        var changed = events.OfType<RepairEvent.SeatsChange>().Select(change => change.Placement).ToList();
        foreach (var student in left)
        {
            for (var row = result.Open.WishStart[student]; row < result.Open.WishEnd[student]; row++)
            {
                changed.Add(result.Open.WishRows[row].Placement);
            }
        }

        var repair = new LocalRepair(market, result.Lottery, RowsWithout(left, result.Assignment));
        repair.Run(changed);
        return new(new SeatAssignment(market, repair.Held), [.. repair.Moved], SolvedAgain: false);
    }

    // Finding cycles locally is shown for plain markets only; with reserves and caps a new solve is the honest answer, and fast.
    private static RepairOutcome.Repaired SolveAgain(ClearingResult result, OpenMarket market, HashSet<int> left)
    {
        var assignment = ClearingSolver.Solve(market, result.Lottery);
        var moved = new List<int>();
        for (var student = 0; student < market.StudentCount; student++)
        {
            if (!left.Contains(student) && assignment.PlacementOf(student) != result.Assignment.PlacementOf(student))
            {
                moved.Add(student);
            }
        }

        return new(assignment, moved, SolvedAgain: true);
    }

    private static int[] RowsWithout(HashSet<int> left, SeatAssignment assignment)
    {
        var rows = assignment.Rows.ToArray();
        foreach (var student in left)
        {
            rows[student] = -1;
        }

        return rows;
    }
}
