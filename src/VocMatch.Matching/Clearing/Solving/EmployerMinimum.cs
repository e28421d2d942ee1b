using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.Clearing.Solving;

/// <summary>
/// For each capped employer, which of its placements holds the lowest open key: a tournament tree over its placements,
/// one path to mend when a placement's lowest changes.
/// </summary>
internal sealed class EmployerMinimum
{
    private const long None = long.MaxValue;

    // Trees of all employers in one array: an employer with m placements has nodes 1 to 2m-1 from its start; leaves from m.
    private readonly int[] _start;
    private readonly int[] _leaves;
    private readonly int[] _leafOf;
    private readonly long[] _node;
    private readonly int[] _placementOf;

    public EmployerMinimum(OpenMarket market)
    {
        var employers = market.CapOf;
        _leaves = new int[employers.Length];
        _start = new int[employers.Length];
        _leafOf = new int[market.PlacementCount];
        for (var placement = 0; placement < market.PlacementCount; placement++)
        {
            if (market.CapAt(placement) >= 0)
            {
                _leafOf[placement] = _leaves[market.Market.EmployerOf(placement)]++;
            }
        }

        var total = 0;
        for (var employer = 0; employer < employers.Length; employer++)
        {
            _start[employer] = total;
            total += 2 * _leaves[employer];
        }

        _node = new long[total];
        _node.AsSpan().Fill(None);
        _placementOf = new int[total];
        for (var placement = 0; placement < market.PlacementCount; placement++)
        {
            if (market.CapAt(placement) >= 0)
            {
                var employer = market.Market.EmployerOf(placement);
                _placementOf[_start[employer] + _leafOf[placement]] = placement;
            }
        }
    }

    /// <summary>Tells the lowest open key of a placement, or that it has none.</summary>
    public void Set(int employer, int placement, long? lowest)
    {
        var leaves = _leaves[employer];
        var node = _node.AsSpan(_start[employer], 2 * leaves);
        var at = leaves + _leafOf[placement];
        node[at] = lowest ?? None;
        for (at >>= 1; at >= 1; at >>= 1)
        {
            node[at] = Math.Min(node[2 * at], node[2 * at + 1]);
        }
    }

    /// <summary>The placement of the lowest open key, or -1 when no placement has one.</summary>
    public int LowestPlacement(int employer)
    {
        var leaves = _leaves[employer];
        var node = _node.AsSpan(_start[employer], 2 * leaves);
        if (leaves == 0 || node[1] == None)
        {
            return -1;
        }

        var at = 1;
        while (at < leaves)
        {
            at = node[2 * at] == node[at] ? 2 * at : 2 * at + 1;
        }

        return _placementOf[_start[employer] + at - leaves];
    }
}
