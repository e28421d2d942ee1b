namespace VocMatch.Matching.Causes;

/// <summary>
/// Student-proposing deferred acceptance with the employers' choice of a clearing (minimum guarantee: reserves first, then open seats, then
/// the cap), over lists that are never written out: a student's next wish is the best among the heads of the groups of pairs that are open.
/// So a set of causes costs what its proposals cost, however long the lists are. Not safe for concurrent use; made once for many sets.
/// </summary>
internal sealed class OpenedClearing
{
    private readonly MissedMarket _market;

    // By group the pair that is asked for next; by student, where its groups are, those that are open and not at their end.
    private readonly int[] _next;
    private readonly int[] _openGroups;
    private readonly int[] _openGroupsOf;
    private readonly int[] _placementOf;
    private readonly Stack<int> _unsatisfied = new();

    // Keys of those who hold a seat: a priority above, the place in the lottery below. Seats are few, so lists are searched through.
    private readonly List<long>[] _open;
    private readonly List<long>[][] _reserved;
    private readonly int[] _takenOfPlacement;
    private readonly int[] _takenOfEmployer;

    public OpenedClearing(MissedMarket market)
    {
        _market = market;
        _next = new int[market.Groups.Length];
        _openGroups = new int[market.Groups.Length];
        _openGroupsOf = new int[market.Students.Length];
        _placementOf = new int[market.Students.Length];
        _open = [.. market.Placements.Select(placement => new List<long>(placement.Seats + 1))];
        _reserved = [.. market.Placements.Select(placement => placement.Reserves.Select(reserve => new List<long>(reserve.Seats + 1)).ToArray())];
        _takenOfPlacement = new int[market.Placements.Length];
        _takenOfEmployer = new int[market.Caps.Length];
    }

    public int Count(int causes)
    {
        Run(causes);
        var placed = 0;
        foreach (var placement in _placementOf)
        {
            placed += placement >= 0 ? 1 : 0;
        }

        return placed;
    }

    public int[] Solve(int causes)
    {
        Run(causes);
        return [.. _placementOf];
    }

    private void Run(int causes)
    {
        Reset(causes);
        while (_unsatisfied.TryPop(out var student))
        {
            while (student >= 0 && TryNext(student, out var pair))
            {
                student = Propose(student, MissedMarket.PlacementOf(pair), _market.PriorityOf(pair));
            }
        }
    }

    private void Reset(int causes)
    {
        Array.Fill(_placementOf, -1);
        Array.Clear(_takenOfPlacement);
        Array.Clear(_takenOfEmployer);
        for (var placement = 0; placement < _open.Length; placement++)
        {
            _open[placement].Clear();
            foreach (var reserved in _reserved[placement])
            {
                reserved.Clear();
            }
        }

        for (var student = _placementOf.Length - 1; student >= 0; student--)
        {
            var (first, open) = (_market.GroupsOf[student], 0);
            for (var group = first; group < _market.GroupsOf[student + 1]; group++)
            {
                if ((_market.Groups[group].Causes & ~causes) == 0)
                {
                    _next[group] = _market.Groups[group].Start;
                    _openGroups[first + open++] = group;
                }
            }

            _openGroupsOf[student] = open;
            _unsatisfied.Push(student);
        }
    }

    /// <summary>The best open pair that the student has not asked for yet.</summary>
    private bool TryNext(int student, out long pair)
    {
        pair = long.MinValue;
        var best = -1;
        var groups = _openGroups.AsSpan(_market.GroupsOf[student], _openGroupsOf[student]);
        for (var at = 0; at < groups.Length; at++)
        {
            if (_market.Pairs[_next[groups[at]]] > pair)
            {
                (pair, best) = (_market.Pairs[_next[groups[at]]], at);
            }
        }

        if (best >= 0 && ++_next[groups[best]] == _market.Groups[groups[best]].End)
        {
            groups[best] = groups[^1];
            _openGroupsOf[student]--;
        }

        return best >= 0;
    }

    /// <returns>Whom the employer turns away, perhaps the one who asked; -1 for nobody.</returns>
    private int Propose(int student, int placement, int priority)
    {
        var (seats, employer) = (_market.Placements[placement], _market.Placements[placement].Employer);
        var key = ((long)priority << 32) | (uint)_market.OrderOf[student];
        _placementOf[student] = placement;
        _takenOfPlacement[placement]++;
        _takenOfEmployer[employer]++;
        Seat(student, placement, key);
        if (_takenOfPlacement[placement] > seats.Seats)
        {
            return TurnAway(placement, Lowest(_open[placement]));
        }

        if (_market.Caps[employer] is { } cap && _takenOfEmployer[employer] > cap)
        {
            var (lowestPlacement, lowest) = (-1, -1);
            foreach (var own in _market.PlacementsOf[employer]!)
            {
                if (Lowest(_open[own]) is >= 0 and var at && (lowest < 0 || _open[own][at] < _open[lowestPlacement][lowest]))
                {
                    (lowestPlacement, lowest) = (own, at);
                }
            }

            return TurnAway(lowestPlacement, lowest);
        }

        return -1;
    }

    /// <summary>Into the reserve of the student's type (C7), from which the lowest passes to the open seats where it overflows.</summary>
    private void Seat(int student, int placement, long key)
    {
        var reserves = _market.Placements[placement].Reserves;
        for (var cell = 0; cell < reserves.Length; cell++)
        {
            if (!_market.Students[student].Tags.Contains(reserves[cell].Tag))
            {
                continue;
            }

            var reserved = _reserved[placement][cell];
            reserved.Add(key);
            if (reserved.Count <= reserves[cell].Seats)
            {
                return;
            }

            var lowest = Lowest(reserved);
            key = reserved[lowest];
            reserved.RemoveAt(lowest);
            break;
        }

        _open[placement].Add(key);
    }

    private int TurnAway(int placement, int at)
    {
        var student = _market.StudentAt[(int)_open[placement][at]];
        _open[placement].RemoveAt(at);
        _placementOf[student] = -1;
        _takenOfPlacement[placement]--;
        _takenOfEmployer[_market.Placements[placement].Employer]--;
        return student;
    }

    private static int Lowest(List<long> keys)
    {
        var lowest = -1;
        for (var at = 0; at < keys.Count; at++)
        {
            lowest = lowest < 0 || keys[at] < keys[lowest] ? at : lowest;
        }

        return lowest;
    }
}
