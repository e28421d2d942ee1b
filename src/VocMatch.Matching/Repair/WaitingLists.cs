using VocMatch.Matching.Clearing;

namespace VocMatch.Matching.Repair;

/// <summary>
/// The applicants of every placement, sorted by key when a placement is first asked for. As long as students only improve,
/// who waits only shrinks, so each list is walked once.
/// </summary>
internal sealed class WaitingLists
{
    private readonly OpenMarket _market;
    private readonly Lottery _lottery;
    private readonly int[] _start;
    private readonly int[] _rows;
    private readonly int[] _students;
    private readonly int[] _next;
    private readonly bool[] _sorted;

    public WaitingLists(OpenMarket market, Lottery lottery)
    {
        (_market, _lottery) = (market, lottery);
        _start = new int[market.PlacementCount + 2];
        foreach (var wish in market.WishRows)
        {
            _start[wish.Placement + 2]++;
        }

        for (var placement = 2; placement < _start.Length; placement++)
        {
            _start[placement] += _start[placement - 1];
        }

        _rows = new int[market.WishRows.Length];
        _students = new int[market.WishRows.Length];
        for (var student = 0; student < market.StudentCount; student++)
        {
            for (var row = market.WishStart[student]; row < market.WishStart[student + 1]; row++)
            {
                var at = _start[market.WishRows[row].Placement + 1]++;
                (_rows[at], _students[at]) = (row, student);
            }
        }

        _next = _start[..market.PlacementCount];
        _sorted = new bool[market.PlacementCount];
    }

    /// <summary>The best student who ranks the placement above the row held, and the row of that wish; false when nobody waits.</summary>
    public bool TryFirst(int placement, int[] held, out int student, out int row)
    {
        Sort(placement);
        for (; _next[placement] < _start[placement + 1]; _next[placement]++)
        {
            (student, row) = (_students[_next[placement]], _rows[_next[placement]]);
            if (held[student] < 0 || row < held[student])
            {
                return true;
            }
        }

        (student, row) = (-1, -1);
        return false;
    }

    private void Sort(int placement)
    {
        if (_sorted[placement])
        {
            return;
        }

        _sorted[placement] = true;
        var from = _start[placement];
        var count = _start[placement + 1] - from;
        var keys = new long[count].AsSpan();
        for (var i = 0; i < count; i++)
        {
            keys[i] = -_lottery.Key(_market.WishRows[_rows[from + i]].PriorityCode, _students[from + i]);
        }

        keys.ToArray().AsSpan().Sort(_students.AsSpan(from, count));
        keys.Sort(_rows.AsSpan(from, count));
    }
}
