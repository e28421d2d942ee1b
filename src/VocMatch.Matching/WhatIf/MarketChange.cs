using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.WhatIf;

/// <summary>One change to the inputs of a solved clearing. Several are applied in order.</summary>
public abstract record MarketChange
{
    private protected MarketChange()
    {
    }

    /// <summary>More open seats at a placement; a capped employer may take as many more.</summary>
    public sealed record AddSeats(int Placement, int Seats) : MarketChange;

    /// <summary>A student does not take part.</summary>
    public sealed record RemoveStudent(int Student) : MarketChange;

    /// <summary>Another priority for an application that exists, as when a program teaches one more skill.</summary>
    public sealed record Rescore(int Student, int Placement, Priority Priority) : MarketChange;

    /// <summary>Another list, best first: all that the student applies for from then on.</summary>
    public sealed record Relist(int Student, IReadOnlyList<(int Placement, Priority Priority)> Wishes) : MarketChange;
}
