namespace VocMatch.Matching.Repair;

/// <summary>Something that happened after a clearing was solved.</summary>
public abstract record RepairEvent
{
    private protected RepairEvent()
    {
    }

    /// <summary>A student leaves the round altogether.</summary>
    public sealed record StudentLeaves(int Student) : RepairEvent;

    /// <summary>Seats are added to a placement, or taken from it; those of a tag are reserved for it as well.</summary>
    public sealed record SeatsChange(int Placement, int Seats, int? Tag = null) : RepairEvent;

    /// <summary>The cap of an employer changes.</summary>
    public sealed record CapChanges(int Employer, int Seats) : RepairEvent;

    /// <summary>A reserve changes and the seats of its placement do not.</summary>
    public sealed record ReserveChanges(int Placement, int Tag, int Seats) : RepairEvent;

    /// <summary>A student declines the place held but stays for lower choices.</summary>
    public sealed record StudentDeclines(int Student) : RepairEvent;

    /// <summary>A student who did not take part wants to.</summary>
    public sealed record StudentJoins(string Student) : RepairEvent;

    /// <summary>Priorities were computed anew.</summary>
    public sealed record Rescored : RepairEvent;
}
