using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.Repair;

/// <summary>
/// Repairs a market without reserves and caps where it changed: vacancy chains (Blum, Roth and Rothblum 1997), then improving
/// cycles among the placements whose waiting lists the chains touched. All who wait at a full placement would follow the same
/// student out of it, so a cycle is one of placements; a path that ends stays ended, since students only improve.
/// </summary>
internal sealed class LocalRepair
{
    private readonly OpenMarket _market;
    private readonly WaitingLists _waiting;
    private readonly int[] _held;
    private readonly int[] _free;
    private readonly HashSet<int> _ended = [];
    private readonly Stack<int> _touched = new();
    private readonly SortedSet<int> _moved = [];

    /// <param name="market">The market after the events; who left has no list in it.</param>
    /// <param name="lottery">The lottery of the round.</param>
    /// <param name="held">The row each student holds.</param>
    public LocalRepair(OpenMarket market, Lottery lottery, int[] held)
    {
        _market = market;
        _waiting = new WaitingLists(market, lottery);
        _held = held;
        _free = (int[])market.SeatsOf.Clone();
        foreach (var row in _held)
        {
            if (row >= 0)
            {
                _free[market.WishRows[row].Placement]--;
            }
        }
    }

    /// <summary>The students who moved, ascending.</summary>
    public IReadOnlyCollection<int> Moved => _moved;

    /// <summary>The row each student holds.</summary>
    public int[] Held => _held;

    /// <summary>Fills free seats and resolves cycles, starting from the placements named and those whose waiting lists the leavers were on.</summary>
    public void Run(IEnumerable<int> changed)
    {
        foreach (var placement in changed)
        {
            _touched.Push(placement);
        }

        foreach (var placement in _touched.ToArray())
        {
            FillFrom(placement);
        }

        while (_touched.TryPop(out var placement))
        {
            SearchCycleFrom(placement);
        }
    }

    private void FillFrom(int start)
    {
        var vacant = new Stack<int>([start]);
        while (vacant.TryPop(out var placement))
        {
            while (_free[placement] > 0 && _waiting.TryFirst(placement, _held, out var student, out var row))
            {
                var left = PlacementOf(student);
                Move(student, row);
                _free[placement]--;
                if (left >= 0)
                {
                    _free[left]++;
                    vacant.Push(left);
                }
            }
        }
    }

    // Walks from placement to placement of the student who would come next, until the path ends or meets itself.
    private void SearchCycleFrom(int start)
    {
        var path = new List<int>();
        var onPath = new Dictionary<int, int>();
        for (var at = start; at >= 0;)
        {
            if (onPath.TryGetValue(at, out var from))
            {
                MoveAlong(path[from..]);
                _touched.Push(start);
                return;
            }

            if (_ended.Contains(at) || !_waiting.TryFirst(at, _held, out var student, out _))
            {
                path.Add(at);
                break;
            }

            onPath.Add(at, path.Count);
            path.Add(at);
            at = PlacementOf(student);
        }

        _ended.UnionWith(path);
    }

    private void MoveAlong(List<int> cycle)
    {
        var moves = new List<(int Student, int Row)>();
        foreach (var placement in cycle)
        {
            _waiting.TryFirst(placement, _held, out var student, out var row);
            moves.Add((student, row));
        }

        foreach (var (student, row) in moves)
        {
            Move(student, row);
        }
    }

    private void Move(int student, int row)
    {
        var end = _held[student] < 0 ? _market.WishEnd[student] : _held[student] + 1;
        for (var above = _market.WishStart[student]; above < end; above++)
        {
            _touched.Push(_market.WishRows[above].Placement);
        }

        _held[student] = row;
        _moved.Add(student);
    }

    private int PlacementOf(int student) => _held[student] < 0 ? -1 : _market.WishRows[_held[student]].Placement;
}
