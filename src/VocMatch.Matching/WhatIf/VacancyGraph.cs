using VocMatch.Matching.Clearing;

namespace VocMatch.Matching.WhatIf;

/// <summary>
/// Who would move if one seat more were open, for every seat of a market at once. From the student-optimal stable matching a
/// new seat starts one vacancy chain: the best who waits for it takes it and leaves a seat of their own, and so on. No such chain
/// comes back to itself, or moving along it would have improved the matching; so one successor for each student and placement
/// says all chains. Built in one pass over the applications.
/// </summary>
internal sealed class VacancyGraph
{
    private const int Nobody = -1;
    private const int Unknown = -2;

    private readonly ClearingResult _result;
    private readonly long[] _waitingAt;
    private readonly long[] _waitingInCell;
    private readonly long[] _waitingAtFree;
    private readonly int[] _held;
    private readonly int[] _heldInCell;
    private readonly int[] _heldByEmployer;
    private readonly int[] _lastOf;

    public VacancyGraph(ClearingResult result)
    {
        _result = result;
        var open = result.Open;
        _waitingAt = new long[open.PlacementCount];
        _waitingInCell = new long[open.ReserveCells.Length];
        _waitingAtFree = new long[open.CapOf.Length];
        _held = new int[open.PlacementCount];
        _heldInCell = new int[open.ReserveCells.Length];
        _heldByEmployer = new int[open.CapOf.Length];
        _lastOf = new int[open.StudentCount];
        _lastOf.AsSpan().Fill(Unknown);
        for (var student = 0; student < open.StudentCount; student++)
        {
            Count(student);
        }

        for (var placement = 0; placement < open.PlacementCount; placement++)
        {
            if (open.CapAt(placement) >= 0 && _held[placement] < open.SeatsOf[placement])
            {
                ref var free = ref _waitingAtFree[open.Market.EmployerOf(placement)];
                free = Math.Max(free, _waitingAt[placement]);
            }
        }
    }

    /// <summary>The students who move, first the one who takes the new seat, when a placement gets one seat more (and its capped employer one more to take).</summary>
    public List<int> Chain(int placement)
    {
        var chain = new List<int>();
        for (var student = FirstFor(placement); student != Nobody; student = Successor(student))
        {
            chain.Add(student);
        }

        return chain;
    }

    /// <summary>The student without a place who gets one through a new seat at a placement, or -1.</summary>
    public int NewlyPlaced(int placement) => FirstFor(placement) is not Nobody and var first ? LastOf(first) : Nobody;

    private void Count(int student)
    {
        var open = _result.Open;
        var held = _result.Assignment.Rows[student];
        var end = held < 0 ? open.WishEnd[student] : held;
        for (var row = open.WishStart[student]; row < end; row++)
        {
            var wish = open.WishRows[row];
            var key = _result.Lottery.Key(wish.PriorityCode, student);
            _waitingAt[wish.Placement] = Math.Max(_waitingAt[wish.Placement], key);
            if (open.OpenCellOf(student, wish.Placement) is >= 0 and var cell)
            {
                _waitingInCell[cell] = Math.Max(_waitingInCell[cell], key);
            }
        }

        if (held >= 0)
        {
            var placement = open.WishRows[held].Placement;
            _held[placement]++;
            if (open.CapAt(placement) >= 0)
            {
                _heldByEmployer[open.Market.EmployerOf(placement)]++;
            }

            if (open.OpenCellOf(student, placement) is >= 0 and var cell)
            {
                _heldInCell[cell]++;
            }
        }
    }

    private int FirstFor(int placement) => StudentOf(BestForOpenSeat(placement));

    // The best who waits for an open seat of the placement; where the employer was full, also for a free one of its other placements.
    private long BestForOpenSeat(int placement)
    {
        var cap = _result.Open.CapAt(placement);
        var employer = _result.Market.EmployerOf(placement);
        return cap >= 0 && _heldByEmployer[employer] >= cap ? Math.Max(_waitingAt[placement], _waitingAtFree[employer]) : _waitingAt[placement];
    }

    // The student whom the rule would add if this one vanished.
    private int Successor(int student)
    {
        var placement = _result.Assignment.PlacementOf(student);
        if (placement < 0)
        {
            return Nobody;
        }

        var cell = _result.Open.OpenCellOf(student, placement);
        return cell >= 0 && _heldInCell[cell] <= _result.Open.ReserveCells[cell].Seats && _waitingInCell[cell] > 0
            ? StudentOf(_waitingInCell[cell])
            : StudentOf(BestForOpenSeat(placement));
    }

    private int StudentOf(long key) => key == 0 ? Nobody : _result.Lottery.StudentOf(key);

    // Follows the chain to its end and notes the end for everybody on it.
    private int LastOf(int student)
    {
        var path = new List<int>();
        var last = Nobody;
        for (var at = student; at != Nobody; at = Successor(at))
        {
            if (_lastOf[at] != Unknown)
            {
                last = _lastOf[at];
                break;
            }

            path.Add(at);
            last = _result.Assignment.PlacementOf(at) < 0 ? at : Nobody;
        }

        foreach (var passed in path)
        {
            _lastOf[passed] = last;
        }

        return last;
    }
}
