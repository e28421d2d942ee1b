using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.Repair;

/// <summary>Which events leave every placed student at least as well off, and the market they make.</summary>
internal static class RepairRules
{
    private const string SolveAgain = "; solve again, and say that places may get worse";

    /// <summary>The first event that is refused, if any.</summary>
    public static RepairOutcome.Refused? Refusal(SeatAssignment assignment, IReadOnlyList<RepairEvent> events)
    {
        foreach (var happened in events)
        {
            if (Reason(assignment.Market, happened) is { } reason)
            {
                return new(happened, reason + SolveAgain);
            }
        }

        return BeyondCap(assignment, events);
    }

    /// <summary>The market after events that are not refused.</summary>
    public static OpenMarket Apply(OpenMarket market, IReadOnlyList<RepairEvent> events)
    {
        var seats = (int[])market.SeatsOf.Clone();
        var caps = (int[])market.CapOf.Clone();
        var cells = (SeatReserve[])market.ReserveCells.Clone();
        foreach (var happened in events)
        {
            switch (happened)
            {
                case RepairEvent.SeatsChange change:
                    seats[change.Placement] = checked(seats[change.Placement] + change.Seats);
                    if (change.Tag is { } tag && CellOf(market, change.Placement, tag) is >= 0 and var cell)
                    {
                        cells[cell] = cells[cell] with { Seats = cells[cell].Seats + change.Seats };
                    }

                    break;
                case RepairEvent.CapChanges change when caps[change.Employer] >= 0:
                    caps[change.Employer] = checked(caps[change.Employer] + change.Seats);
                    break;
            }
        }

        var left = events.OfType<RepairEvent.StudentLeaves>().Select(leaver => leaver.Student).ToHashSet();
        var changed = market.With(seats, caps, cells);
        return left.Count == 0 ? changed : changed.Without(left);
    }

    private static string? Reason(OpenMarket market, RepairEvent happened) => happened switch
    {
        RepairEvent.SeatsChange { Seats: < 0 } => "seats were taken away",
        RepairEvent.SeatsChange { Tag: { } tag, Placement: var placement } when CellOf(market, placement, tag) < 0 =>
            "the placement has no reserve for this tag, and a new one changes the types of its students",
        RepairEvent.CapChanges { Seats: < 0 } => "a cap was lowered",
        RepairEvent.ReserveChanges { Seats: < 0 } => "a reserve was lowered",
        RepairEvent.ReserveChanges => "a reserve was raised without a seat for it",
        RepairEvent.StudentDeclines => "a student who declines but stays for lower choices displaces others",
        RepairEvent.StudentJoins => "a new student displaces others",
        RepairEvent.Rescored => "priorities changed",
        _ => null,
    };

    // Seats under a cap need the cap to rise by as many, or slack for them from the start.
    private static RepairOutcome.Refused? BeyondCap(SeatAssignment assignment, IReadOnlyList<RepairEvent> events)
    {
        var market = assignment.Market;
        foreach (var seats in events.OfType<RepairEvent.SeatsChange>().Where(change => market.CapAt(change.Placement) >= 0)
            .GroupBy(change => market.Market.EmployerOf(change.Placement)))
        {
            var raised = events.OfType<RepairEvent.CapChanges>().Where(change => change.Employer == seats.Key).Sum(change => (long)change.Seats);
            var added = seats.Sum(change => (long)change.Seats);
            var held = assignment.Rows.ToArray().Count(row => row >= 0 && market.Market.EmployerOf(market.WishRows[row].Placement) == seats.Key);
            if (added > raised && added > market.CapOf[seats.Key] - held)
            {
                return new(seats.First(), "seats were added beyond the slack of the employer's cap" + SolveAgain);
            }
        }

        return null;
    }

    private static int CellOf(OpenMarket market, int placement, int tag)
    {
        for (var cell = market.Market.ReserveStart[placement]; cell < market.Market.ReserveStart[placement + 1]; cell++)
        {
            if (market.ReserveCells[cell].Tag == tag)
            {
                return cell;
            }
        }

        return -1;
    }
}
