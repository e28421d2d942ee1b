using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace VocMatch.Matching.Causes;

/// <summary>
/// Student-proposing deferred acceptance with the employers' choice of a clearing (minimum guarantee: reserves first, then open seats, then
/// the cap), over lists that are never written out: a student's next wish is the next pair of one order that is open, and sixteen are looked
/// at at once. So a set of causes costs what its proposals cost. Not safe for concurrent use; made once for many sets.
/// </summary>
internal sealed class OpenedClearing
{
    private readonly MissedMarket _market;

    // By student the pair that is asked for next.
    private readonly int[] _next;
    private readonly int[] _placementOf;
    private readonly Stack<int> _unsatisfied = new();

    // Keys of those who hold a seat: a priority above, the place in the lottery below. Seats are few, so lists are searched through.
    private readonly List<long>[] _open;
    private readonly List<long>[][] _reserved;
    private readonly int[] _takenOfPlacement;
    private readonly int[] _takenOfEmployer;

    // By placement without reserves that is full, the lowest key that holds a seat: whoever is below it is refused.
    private readonly long[] _cutoff;
    private ushort _closed;
    private ulong _openBits;

    public OpenedClearing(MissedMarket market)
    {
        _market = market;
        _next = new int[market.Students.Length];
        _placementOf = new int[market.Students.Length];
        _open = [.. market.Placements.Select(placement => new List<long>(placement.Seats + 1))];
        _reserved = [.. market.Placements.Select(placement => placement.Reserves.Select(reserve => new List<long>(reserve.Seats + 1)).ToArray())];
        _takenOfPlacement = new int[market.Placements.Length];
        _takenOfEmployer = new int[market.Caps.Length];
        _cutoff = new long[market.Placements.Length];
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
            while (student >= 0 && TryNext(student, out var placement, out var key))
            {
                student = Propose(student, placement, key);
            }
        }
    }

    private void Reset(int causes)
    {
        _closed = (ushort)~causes;
        _openBits = _market.OpenBits(_closed);
        Array.Fill(_placementOf, -1);
        Array.Fill(_cutoff, long.MinValue);
        Array.Clear(_next);
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
            _unsatisfied.Push(student);
        }
    }

    /// <summary>The best open pair that the student has not asked for yet and is not refused at once.</summary>
    private bool TryNext(int student, out int placement, out long key)
    {
        var (pairs, blocks) = (_market.Students[student].Pairs, _market.Blocks[student]);
        for (var at = NextOpen(pairs.Causes, blocks, _next[student]); at < pairs.Causes.Length; at = NextOpen(pairs.Causes, blocks, at + 1))
        {
            placement = MissedPairs.PlacementOf(pairs.Wishes[at]);
            key = ((long)_market.PriorityOf(pairs.Wishes[at]) << 32) | (uint)_market.OrderOf[student];
            if (key > _cutoff[placement])
            {
                _next[student] = at + 1;
                return true;
            }
        }

        _next[student] = pairs.Causes.Length;
        (placement, key) = (-1, 0);
        return false;
    }

    /// <summary>Where the next pair is of which no cause is closed; the length where there is none.</summary>
    private int NextOpen(ushort[] causes, ulong[] blocks, int from)
    {
        while (from < causes.Length)
        {
            // A block in which no set of causes is open is passed over by its word alone.
            var block = NextBlock(blocks, from / MissedMarket.Block);
            from = Math.Max(from, block * MissedMarket.Block);
            var end = Math.Min(causes.Length, (block + 1) * MissedMarket.Block);
            if (from < end && NextOpen(causes, from, end) is var found && found < end)
            {
                return found;
            }

            from = end;
        }

        return causes.Length;
    }

    /// <summary>The next block that may hold an open pair; their number where there is none.</summary>
    private int NextBlock(ulong[] blocks, int block)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(blocks);
        var open = Vector256.Create(_openBits);
        for (; block <= blocks.Length - Vector256<ulong>.Count; block += Vector256<ulong>.Count)
        {
            var none = Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)block) & open, Vector256<ulong>.Zero).ExtractMostSignificantBits();
            if (none != 0b1111)
            {
                return block + BitOperations.TrailingZeroCount(~none);
            }
        }

        while (block < blocks.Length && (blocks[block] & _openBits) == 0)
        {
            block++;
        }

        return block;
    }

    /// <returns>The end where none of them is open.</returns>
    private int NextOpen(ushort[] causes, int from, int end)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(causes);
        var closed = Vector256.Create(_closed);
        for (; from <= end - Vector256<ushort>.Count; from += Vector256<ushort>.Count)
        {
            var open = Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)from) & closed, Vector256<ushort>.Zero).ExtractMostSignificantBits();
            if (open != 0)
            {
                return from + BitOperations.TrailingZeroCount(open);
            }
        }

        while (from < end && (causes[from] & _closed) != 0)
        {
            from++;
        }

        return from;
    }

    /// <returns>Whom the employer turns away, perhaps the one who asked; -1 for nobody.</returns>
    private int Propose(int student, int placement, long key)
    {
        var (seats, employer) = (_market.Placements[placement], _market.Placements[placement].Employer);
        _placementOf[student] = placement;
        _takenOfPlacement[placement]++;
        _takenOfEmployer[employer]++;
        Seat(student, placement, key);
        if (_takenOfPlacement[placement] > seats.Seats)
        {
            return TurnAway(placement, Lowest(_open[placement]));
        }

        SetCutoff(placement);
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

    private void SetCutoff(int placement)
    {
        var seats = _market.Placements[placement];
        _cutoff[placement] = seats.Reserves.IsEmpty && _takenOfPlacement[placement] == seats.Seats ? _open[placement][Lowest(_open[placement])] : long.MinValue;
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
        SetCutoff(placement);
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
