namespace VocMatch.Matching.Clearing.Markets;

/// <summary>Who holds which place in an open market. Fixed pairs are not part of it.</summary>
public sealed class SeatAssignment
{
    private readonly int[] _rowOf;

    internal SeatAssignment(OpenMarket market, int[] rowOf)
    {
        Market = market;
        _rowOf = rowOf;
    }

    public OpenMarket Market { get; }

    /// <summary>The number of students who hold a place.</summary>
    public int PlacedCount => _rowOf.Length - _rowOf.AsSpan().Count(-1);

    internal ReadOnlySpan<int> Rows => _rowOf;

    /// <summary>The placement a student holds, or -1.</summary>
    public int PlacementOf(int student) => _rowOf[student] < 0 ? -1 : Market.WishRows[_rowOf[student]].Placement;

    /// <summary>The rank the student gave the placement held, or 0 without one.</summary>
    public int RankOf(int student) => _rowOf[student] < 0 ? 0 : Market.RankRows[_rowOf[student]];
}
