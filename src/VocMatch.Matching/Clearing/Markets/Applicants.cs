namespace VocMatch.Matching.Clearing.Markets;

/// <summary>
/// The applicants of placements, kept for the lottery last asked for: a round has one, and its repairs follow each other. Costs a few
/// times what solving costs, so it is made when a first repair asks for it.
/// </summary>
internal sealed class Applicants
{
    private readonly Lock _gate = new();
    private (Lottery Lottery, RankedApplicants Ranked)? _latest;

    /// <param name="market">The market this belongs to, or one made from it by changes that leave its applications alone.</param>
    public RankedApplicants Under(OpenMarket market, Lottery lottery)
    {
        lock (_gate)
        {
            if (_latest is not { } latest || latest.Lottery != lottery)
            {
                _latest = latest = (lottery, new RankedApplicants(market, lottery));
            }

            return latest.Ranked;
        }
    }
}

/// <summary>Every application by placement, best key first; those of a placement are sorted when it is first asked for.</summary>
internal sealed class RankedApplicants
{
    private readonly Lottery _lottery;
    private readonly Wish[] _wishes;
    private readonly int[] _start;
    private readonly (int Student, int Row)[] _entries;
    private readonly bool[] _sorted;

    /// <remarks>Students who take no part any more are entered too: another market that shares this may still have them.</remarks>
    public RankedApplicants(OpenMarket market, Lottery lottery)
    {
        _lottery = lottery;
        _wishes = market.WishRows;
        _start = new int[market.PlacementCount + 2];
        foreach (ref readonly var wish in _wishes.AsSpan())
        {
            _start[wish.Placement + 2]++;
        }

        for (var placement = 2; placement < _start.Length; placement++)
        {
            _start[placement] += _start[placement - 1];
        }

        _entries = new (int, int)[_wishes.Length];
        for (var student = 0; student < market.StudentCount; student++)
        {
            for (var row = market.WishStart[student]; row < market.WishStart[student + 1]; row++)
            {
                _entries[_start[_wishes[row].Placement + 1]++] = (student, row);
            }
        }

        _sorted = new bool[market.PlacementCount];
    }

    /// <summary>Safe to ask from several threads.</summary>
    public ReadOnlySpan<(int Student, int Row)> Of(int placement)
    {
        var entries = _entries.AsSpan(_start[placement].._start[placement + 1]);
        if (!Volatile.Read(ref _sorted[placement]))
        {
            lock (_sorted)
            {
                Sort(placement, entries);
            }
        }

        return entries;
    }

    private void Sort(int placement, Span<(int Student, int Row)> entries)
    {
        if (_sorted[placement])
        {
            return;
        }

        var keys = new long[entries.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = -_lottery.Key(_wishes[entries[i].Row].PriorityCode, entries[i].Student);
        }

        keys.AsSpan().Sort(entries);
        Volatile.Write(ref _sorted[placement], true);
    }
}
