using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.Clearing;

/// <summary>
/// Second passes (C10) after many first passes over the same students and placements: what a first pass leaves of seats, reserves and caps,
/// and of each student's completion as many entries as may be ranked that have room. Columns that no first pass changes are made once, so
/// a second pass costs what its lists cost. Safe for concurrent use.
/// </summary>
public sealed class CompletionMarket
{
    private readonly ClearingMarket _market;
    private readonly int[] _start;
    private readonly Wish[] _wishes;
    private readonly PriorityScale _priorities;
    private readonly int _maximumRanks;
    private readonly bool[] _always;

    /// <param name="market">The first pass's, as it was given.</param>
    /// <param name="completions">By student the placements that must not be ruled out and their priorities, best first; null: takes no part.</param>
    /// <param name="always">By student whether a place in the first pass keeps nobody from the second: those who had no part in it.</param>
    /// <param name="maximumRanks">Entries with room that are taken of a completion at most, 1 to 255.</param>
    public CompletionMarket(
        ClearingMarket market, IReadOnlyList<IReadOnlyList<(int Placement, Priority Priority)>?> completions, IReadOnlyList<bool> always, int maximumRanks)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(completions);
        ArgumentNullException.ThrowIfNull(always);
        ArgumentOutOfRangeException.ThrowIfNotEqual(completions.Count, market.Students.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(always.Count, market.Students.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumRanks, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumRanks, byte.MaxValue);
        (_market, _maximumRanks, _always) = (market, maximumRanks, [.. always]);
        _start = new int[completions.Count + 1];
        for (var student = 0; student < completions.Count; student++)
        {
            _start[student + 1] = _start[student] + (completions[student]?.Count ?? 0);
        }

        var entries = completions.SelectMany(completion => completion ?? []).ToArray();
        _priorities = PriorityScale.Of(Array.ConvertAll(entries, entry => entry.Priority.Millionths), out var codes);
        _wishes = [.. entries.Zip(codes, (entry, code) => new Wish(entry.Placement, code))];
    }

    /// <summary>The second pass after a first one.</summary>
    /// <param name="held">By student the placement held after the first pass, by hand or by clearing, or -1.</param>
    /// <exception cref="InvalidOperationException">More hold a placement than it has seats, or than its employer may take.</exception>
    public OpenMarket After(int[] held)
    {
        ArgumentNullException.ThrowIfNull(held);
        var (seats, caps) = ((int[])_market.SeatsOf.Clone(), (int[])_market.CapOf.Clone());
        var taken = new int[_market.ReserveCells.Length];
        for (var student = 0; student < held.Length; student++)
        {
            if (held[student] is >= 0 and var placement)
            {
                var employer = _market.EmployerOf(placement);
                if (--seats[placement] < 0 || (employer >= 0 && caps[employer]-- == 0))
                {
                    throw new InvalidOperationException($"More students hold placement {placement} than it has seats or its employer may take.");
                }

                if (StudentTypes.CellOf(_market, student, placement) is >= 0 and var cell)
                {
                    taken[cell]++;
                }
            }
        }

        var hasRoom = new bool[seats.Length];
        for (var placement = 0; placement < seats.Length; placement++)
        {
            hasRoom[placement] = seats[placement] > 0 && (_market.EmployerOf(placement) is not (>= 0 and var employer) || caps[employer] != 0);
        }

        var (reserveStart, cells) = ReservesLeft(seats, caps, taken);
        return Open(held, hasRoom, new ClearingMarket
        {
            Students = _market.Students,
            Placements = _market.Placements,
            Employers = _market.Employers,
            Tags = _market.Tags,
            TagStart = _market.TagStart,
            StudentTags = _market.StudentTags,
            EmployerOfPlacement = _market.EmployerOfPlacement,
            Priorities = _priorities,
            SeatsOf = seats,
            CapOf = caps,
            ReserveStart = reserveStart,
            ReserveCells = cells,
            WishStart = new int[held.Length + 1],
            Fixed = [],
            Forbidden = [],
        });
    }

    /// <summary>An employer without a cap has -1, before and after.</summary>
    private OpenMarket Open(int[] held, bool[] hasRoom, ClearingMarket left)
    {
        var start = new int[held.Length + 1];
        var wishes = new List<Wish>();
        var ranks = new List<byte>();
        for (var student = 0; student < held.Length; student++)
        {
            if (held[student] < 0 || _always[student])
            {
                for (var row = _start[student]; row < _start[student + 1] && wishes.Count - start[student] < _maximumRanks; row++)
                {
                    if (hasRoom[_wishes[row].Placement])
                    {
                        wishes.Add(_wishes[row]);
                        ranks.Add((byte)(wishes.Count - start[student]));
                    }
                }
            }

            start[student + 1] = wishes.Count;
        }

        return OpenMarket.Of(left).WithLists(start, [.. wishes], [.. ranks], _priorities);
    }

    /// <summary>A soft reserve that somebody else took the seats of is smaller by them; one that is used up gives no type any more.</summary>
    private (int[] Start, SeatReserve[] Cells) ReservesLeft(int[] seats, int[] caps, int[] taken)
    {
        var start = new int[seats.Length + 1];
        if (taken.Length == 0)
        {
            return (start, []);
        }

        var reservable = (int[])caps.Clone();
        var cells = new List<SeatReserve>(taken.Length);
        for (var placement = 0; placement < seats.Length; placement++)
        {
            var employer = _market.EmployerOf(placement) is >= 0 and var own && caps[own] >= 0 ? own : -1;
            var room = employer >= 0 ? Math.Min(seats[placement], reservable[employer]) : seats[placement];
            var left = room;
            for (var cell = _market.ReserveStart[placement]; cell < _market.ReserveStart[placement + 1]; cell++)
            {
                var reserve = _market.ReserveCells[cell];
                if (TagReserve.Fit(reserve.Seats - taken[cell], ref left) is > 0 and var open)
                {
                    cells.Add(reserve with { Seats = open });
                }
            }

            if (employer >= 0)
            {
                reservable[employer] -= room - left;
            }

            start[placement + 1] = cells.Count;
        }

        return (start, [.. cells]);
    }
}
