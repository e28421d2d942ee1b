namespace VocMatch.Matching.Clearing.Markets;

/// <summary>
/// What is left to clear once forbidden applications are dropped and fixed pairs are taken out with their seats (C8, C9).
/// Shares the columns of the market it comes from wherever they did not change.
/// </summary>
public sealed class OpenMarket
{
    private OpenMarket(ClearingMarket market) => Market = market;

    public ClearingMarket Market { get; }

    /// <summary>True without reserves and without caps: each placement is for itself.</summary>
    public bool IsPlain { get; private set; }

    /// <summary>What the priority codes of the wishes stand for.</summary>
    public PriorityScale Priorities { get; private set; } = PriorityScale.Empty;

    internal int[] SeatsOf { get; private set; } = [];

    internal int[] CapOf { get; private set; } = [];

    internal SeatReserve[] ReserveCells { get; private set; } = [];

    internal int[] WishStart { get; private set; } = [];

    /// <summary>The row after a student's last; the first row again where the student takes no part any more.</summary>
    internal int[] WishEnd { get; private set; } = [];

    internal Wish[] WishRows { get; private set; } = [];

    internal byte[] RankRows { get; private set; } = [];

    /// <summary>Who applies where; made when it is first asked for, and shared with the markets that changes make of this one.</summary>
    internal Applicants Applicants { get; private set; } = null!;

    internal int StudentCount => Market.Students.Count;

    internal int PlacementCount => Market.Placements.Count;

    /// <summary>The market that the input leaves open.</summary>
    public static OpenMarket Of(ClearingMarket market)
    {
        var seats = market.SeatsOf;
        var caps = market.CapOf;
        var cells = market.ReserveCells;
        if (market.Fixed.Count > 0)
        {
            seats = (int[])seats.Clone();
            caps = (int[])caps.Clone();
            cells = (SeatReserve[])cells.Clone();
            foreach (var pair in market.Fixed)
            {
                TakeOut(market, pair, seats, caps, cells);
            }
        }

        var (wishStart, wishes, ranks) = market.Fixed.Count + market.Forbidden.Count == 0
            ? (market.WishStart, market.WishRows, market.RankRows)
            : OpenWishes(market);
        return new OpenMarket(market)
        {
            Priorities = market.Priorities,
            SeatsOf = seats,
            CapOf = caps,
            ReserveCells = cells,
            WishStart = wishStart,
            WishEnd = wishStart[1..],
            WishRows = wishes,
            RankRows = ranks,
            Applicants = new Applicants(),
            IsPlain = WithoutClaims(market, caps, cells),
        };
    }

    /// <summary>The same students and placements with other columns; a column that is not given stays.</summary>
    internal OpenMarket With(int[]? seats = null, int[]? caps = null, SeatReserve[]? cells = null)
    {
        var changed = Copy();
        changed.SeatsOf = seats ?? SeatsOf;
        changed.CapOf = caps ?? CapOf;
        changed.ReserveCells = cells ?? ReserveCells;
        changed.IsPlain = WithoutClaims(Market, changed.CapOf, changed.ReserveCells);
        return changed;
    }

    /// <summary>The same applications with other priorities.</summary>
    internal OpenMarket WithPriorities(PriorityScale priorities, Wish[] wishes)
    {
        var changed = Copy();
        changed.Priorities = priorities;
        changed.WishRows = wishes;
        changed.Applicants = new Applicants();
        return changed;
    }

    /// <summary>The same students and placements with other lists.</summary>
    internal OpenMarket WithLists(int[] start, Wish[] wishes, byte[] ranks, PriorityScale priorities)
    {
        var changed = WithPriorities(priorities, wishes);
        changed.WishStart = start;
        changed.WishEnd = start[1..];
        changed.RankRows = ranks;
        return changed;
    }

    /// <summary>The same market in which some students have empty lists.</summary>
    internal OpenMarket Without(IReadOnlySet<int> students)
    {
        var changed = Copy();
        changed.WishEnd = (int[])WishEnd.Clone();
        foreach (var student in students)
        {
            changed.WishEnd[student] = WishStart[student];
        }

        return changed;
    }

    /// <summary>The most students the employer of a placement takes, or -1 without a limit.</summary>
    internal int CapAt(int placement) => Market.EmployerOf(placement) is >= 0 and var employer ? CapOf[employer] : -1;

    /// <summary>The reserve cell of the student's type when it still has reserved seats, else -1.</summary>
    internal int OpenCellOf(int student, int placement)
    {
        var cell = StudentTypes.CellOf(Market, student, placement);
        return cell >= 0 && ReserveCells[cell].Seats > 0 ? cell : -1;
    }

    private OpenMarket Copy() => (OpenMarket)MemberwiseClone();

    private static bool WithoutClaims(ClearingMarket market, int[] caps, SeatReserve[] cells) =>
        Array.TrueForAll(cells, cell => cell.Seats == 0)
        && Array.TrueForAll(market.EmployerOfPlacement, employer => employer < 0 || caps[employer] < 0);

    private static void TakeOut(ClearingMarket market, FixedMatch pair, int[] seats, int[] caps, SeatReserve[] cells)
    {
        seats[pair.Placement]--;
        if (market.EmployerOf(pair.Placement) is >= 0 and var employer && caps[employer] > 0)
        {
            caps[employer]--;
        }

        var cell = StudentTypes.CellOf(market, pair.Student, pair.Placement);
        if (cell >= 0 && cells[cell].Seats > 0)
        {
            cells[cell] = cells[cell] with { Seats = cells[cell].Seats - 1 };
        }
    }

    private static (int[] Start, Wish[] Wishes, byte[] Ranks) OpenWishes(ClearingMarket market)
    {
        var taken = new bool[market.Students.Count];
        foreach (var pair in market.Fixed)
        {
            taken[pair.Student] = true;
        }

        var forbidden = market.Forbidden.Select(pair => (pair.Student, pair.Placement)).ToHashSet();
        var forbiddenStudents = forbidden.Select(pair => pair.Student).ToHashSet();
        var start = new int[market.Students.Count + 1];
        var wishes = new Wish[market.ApplicationCount];
        var ranks = new byte[market.ApplicationCount];
        var at = 0;
        for (var student = 0; student < market.Students.Count; student++)
        {
            var own = market.Wishes(student);
            for (var i = 0; i < own.Length && !taken[student]; i++)
            {
                if (!forbiddenStudents.Contains(student) || !forbidden.Contains((student, own[i].Placement)))
                {
                    wishes[at] = own[i];
                    ranks[at++] = market.Ranks(student)[i];
                }
            }

            start[student + 1] = at;
        }

        Array.Resize(ref wishes, at);
        Array.Resize(ref ranks, at);
        return (start, wishes, ranks);
    }
}
