using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.Clearing.Solving;

/// <summary>
/// Student-proposing deferred acceptance where employers choose by minimum guarantee: reserves first, then open seats by
/// key under the placement's seats and the employer's cap. One proposal changes a choice by one step: into the reserve of
/// the student's type, whose lowest moves on to the open seats; then, if the placement or else the employer has one too
/// many, the lowest open key there is refused.
/// </summary>
internal sealed class GuaranteeSolver
{
    private readonly OpenMarket _market;
    private readonly Lottery _lottery;
    private readonly KeyHeaps _reserved;
    private readonly KeyHeaps _open;
    private readonly EmployerMinimum _minimum;
    private readonly int[] _taken;
    private readonly int[] _takenByEmployer;
    private readonly int[] _at;
    private readonly Stack<int> _waiting = new();

    private GuaranteeSolver(OpenMarket market, Lottery lottery)
    {
        _market = market;
        _lottery = lottery;
        var applicants = new int[market.PlacementCount];
        foreach (var wish in market.WishRows)
        {
            applicants[wish.Placement]++;
        }

        _open = new KeyHeaps(OpenCapacities(market, applicants));
        _reserved = new KeyHeaps(ReserveCapacities(market, applicants));
        _minimum = new EmployerMinimum(market);
        _taken = new int[market.PlacementCount];
        _takenByEmployer = new int[market.CapOf.Length];
        _at = market.WishStart.AsSpan(0, market.StudentCount).ToArray();
    }

    /// <summary>The row each student holds in the student-optimal stable matching, -1 for none.</summary>
    public static int[] Solve(OpenMarket market, Lottery lottery)
    {
        var solver = new GuaranteeSolver(market, lottery);
        for (var student = 0; student < market.StudentCount; student++)
        {
            solver.ProposeUntilHeld(student);
        }

        return solver.Held();
    }

    // One key more than there are seats stands in the open heap before the lowest is refused.
    private static int[] OpenCapacities(OpenMarket market, int[] applicants)
    {
        var capacities = new int[market.PlacementCount];
        for (var placement = 0; placement < capacities.Length; placement++)
        {
            capacities[placement] = (int)Math.Min(market.SeatsOf[placement] + 1L, applicants[placement]);
        }

        return capacities;
    }

    private static int[] ReserveCapacities(OpenMarket market, int[] applicants)
    {
        var capacities = new int[market.ReserveCells.Length];
        for (var placement = 0; placement < market.PlacementCount; placement++)
        {
            for (var cell = market.Market.ReserveStart[placement]; cell < market.Market.ReserveStart[placement + 1]; cell++)
            {
                capacities[cell] = Math.Min(market.ReserveCells[cell].Seats, applicants[placement]);
            }
        }

        return capacities;
    }

    private void ProposeUntilHeld(int student)
    {
        _waiting.Push(student);
        while (_waiting.TryPop(out var next))
        {
            if (_at[next] == _market.WishEnd[next])
            {
                continue;
            }

            var wish = _market.WishRows[_at[next]];
            if (Propose(next, wish.Placement, _lottery.Key(wish.PriorityCode, next)) is { } refused)
            {
                var loser = _lottery.StudentOf(refused);
                _at[loser]++;
                _waiting.Push(loser);
            }
        }
    }

    // Returns the key that is refused in turn, if any: never a reserved one, since reserves fit seats and cap (R1, R2).
    private long? Propose(int student, int placement, long key)
    {
        var cell = _market.OpenCellOf(student, placement);
        var forOpen = key;
        if (cell >= 0)
        {
            if (_reserved.Count(cell) < _market.ReserveCells[cell].Seats)
            {
                _reserved.Add(cell, key);
                return RefuseExcess(placement);
            }

            forOpen = _reserved.AddThenRemoveLowest(cell, key);
        }

        _open.Add(placement, forOpen);
        return RefuseExcess(placement);
    }

    private long? RefuseExcess(int placement)
    {
        var employer = _market.CapAt(placement) >= 0 ? _market.Market.EmployerOf(placement) : -1;
        _taken[placement]++;
        if (employer >= 0)
        {
            _takenByEmployer[employer]++;
        }

        if (_taken[placement] > _market.SeatsOf[placement])
        {
            return Refuse(placement, employer);
        }

        if (employer < 0)
        {
            return null;
        }

        Notify(placement, employer);
        return _takenByEmployer[employer] > _market.CapOf[employer] ? Refuse(_minimum.LowestPlacement(employer), employer) : null;
    }

    private long Refuse(int placement, int employer)
    {
        var refused = _open.RemoveLowest(placement);
        _taken[placement]--;
        if (employer >= 0)
        {
            _takenByEmployer[employer]--;
            Notify(placement, employer);
        }

        return refused;
    }

    private void Notify(int placement, int employer) =>
        _minimum.Set(employer, placement, _open.Count(placement) == 0 ? null : _open.Lowest(placement));

    private int[] Held()
    {
        for (var student = 0; student < _at.Length; student++)
        {
            if (_at[student] == _market.WishEnd[student])
            {
                _at[student] = -1;
            }
        }

        return _at;
    }
}
