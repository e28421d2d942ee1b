using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.WhatIf;

/// <summary>What a change did to one student: the ranks held before and after, 0 for none.</summary>
public readonly record struct Move(int Student, int RankBefore, int RankAfter)
{
    /// <summary>True when the student is better off: a place where there was none, or one ranked better.</summary>
    public bool IsGain => RankAfter > 0 && (RankBefore == 0 || RankAfter < RankBefore);
}

/// <summary>The difference between two clearings of the same students under one lottery.</summary>
public sealed record Difference(int PlacedBefore, int PlacedAfter, IReadOnlyList<Move> Gainers, IReadOnlyList<Move> Losers)
{
    /// <summary>How many more students hold a place.</summary>
    public int NewlyPlaced => PlacedAfter - PlacedBefore;

    internal static Difference Between(SeatAssignment before, SeatAssignment after)
    {
        var gainers = new List<Move>();
        var losers = new List<Move>();
        for (var student = 0; student < before.Rows.Length; student++)
        {
            var move = new Move(student, before.RankOf(student), after.RankOf(student));
            if (move.RankBefore != move.RankAfter)
            {
                (move.IsGain ? gainers : losers).Add(move);
            }
        }

        return new Difference(before.PlacedCount, after.PlacedCount, gainers, losers);
    }
}
