using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.Repair;

/// <summary>What a repair came to.</summary>
public abstract record RepairOutcome
{
    private protected RepairOutcome()
    {
    }

    /// <summary>Nobody placed got a worse place, and the result equals solving the changed market anew.</summary>
    /// <param name="Assignment">Who holds what now.</param>
    /// <param name="Moved">Students whose place changed, ascending; those who left are not among them.</param>
    /// <param name="SolvedAgain">True when the chains were not followed but the market was solved anew.</param>
    public sealed record Repaired(SeatAssignment Assignment, IReadOnlyList<int> Moved, bool SolvedAgain) : RepairOutcome;

    /// <summary>The event cannot be repaired without somebody getting a worse place; solving again is possible and must say so.</summary>
    public sealed record Refused(RepairEvent Event, string Reason) : RepairOutcome;
}
