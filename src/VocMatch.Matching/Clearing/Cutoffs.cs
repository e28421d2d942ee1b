using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.Clearing;

/// <summary>
/// The cutoffs of a matching: of the open seats of every placement, of every reserve and of every employer's cap. A matching is
/// stable exactly when every student holds the favourite among the placements whose cutoffs the student clears.
/// </summary>
public sealed class Cutoffs
{
    internal const long None = long.MinValue;
    internal const long Closed = long.MaxValue;

    private readonly OpenMarket _market;
    private readonly Lottery _lottery;

    private Cutoffs(OpenMarket market, Lottery lottery)
    {
        _market = market;
        _lottery = lottery;
        OpenKeys = new long[market.PlacementCount];
        ReserveKeys = new long[market.ReserveCells.Length];
        CapKeys = new long[market.CapOf.Length];
    }

    internal long[] OpenKeys { get; }

    internal long[] ReserveKeys { get; }

    internal long[] CapKeys { get; }

    /// <summary>The cutoffs of an assignment; time and space in the number of students and placements.</summary>
    public static Cutoffs Of(SeatAssignment assignment, Lottery lottery)
    {
        var cutoffs = new Cutoffs(assignment.Market, lottery);
        cutoffs.Fill(assignment);
        return cutoffs;
    }

    /// <summary>The cutoff of the seats of a placement that are not reserved.</summary>
    public Cutoff Open(int placement) => Show(OpenKeys[placement]);

    /// <summary>The cutoff of a reserve, by its number over all placements.</summary>
    internal Cutoff Reserve(int cell) => Show(ReserveKeys[cell]);

    /// <summary>The cutoff of an employer's cap; none when there is no cap.</summary>
    public Cutoff Cap(int employer) => Show(CapKeys[employer]);

    /// <summary>True when a student with this key passes at the placement, by a reserve or by the open seats and the cap.</summary>
    internal bool Clears(int student, int placement, long key)
    {
        var cell = _market.OpenCellOf(student, placement);
        if (cell >= 0 && key >= ReserveKeys[cell])
        {
            return true;
        }

        var employer = _market.Market.EmployerOf(placement);
        return key >= OpenKeys[placement] && (employer < 0 || key >= CapKeys[employer]);
    }

    private Cutoff Show(long key) => key switch
    {
        None => Cutoff.None,
        Closed => Cutoff.Closed,
        _ => Cutoff.Key(_market.Priorities.Decode((int)(key >> 32)), _lottery.StudentOf(key)),
    };

    private void Fill(SeatAssignment assignment)
    {
        var count = new int[_market.PlacementCount];
        var lowestOpen = new long[_market.PlacementCount];
        lowestOpen.AsSpan().Fill(Closed);
        List<(int Placement, long Key)> contested = [];
        for (var student = 0; student < _market.StudentCount; student++)
        {
            var row = assignment.Rows[student];
            if (row < 0)
            {
                continue;
            }

            var wish = _market.WishRows[row];
            var key = _lottery.Key(wish.PriorityCode, student);
            count[wish.Placement]++;
            if (_market.Market.Reserves(wish.Placement).IsEmpty)
            {
                lowestOpen[wish.Placement] = Math.Min(lowestOpen[wish.Placement], key);
            }
            else
            {
                contested.Add((wish.Placement, key));
            }
        }

        FillReserves(contested, lowestOpen);
        for (var placement = 0; placement < count.Length; placement++)
        {
            OpenKeys[placement] = count[placement] < _market.SeatsOf[placement] ? None : lowestOpen[placement];
        }

        FillCaps(count, lowestOpen);
    }

    // From the highest key down, a student takes a seat reserved for the student's type while there is one, else an open seat.
    private void FillReserves(List<(int Placement, long Key)> contested, long[] lowestOpen)
    {
        ReserveKeys.AsSpan().Fill(None);
        contested.Sort((a, b) => a.Placement != b.Placement ? a.Placement.CompareTo(b.Placement) : b.Key.CompareTo(a.Key));
        var filled = new int[ReserveKeys.Length];
        foreach (var (placement, key) in contested)
        {
            var cell = _market.OpenCellOf(_lottery.StudentOf(key), placement);
            if (cell < 0 || filled[cell] == _market.ReserveCells[cell].Seats)
            {
                lowestOpen[placement] = key;
            }
            else if (++filled[cell] == _market.ReserveCells[cell].Seats)
            {
                ReserveKeys[cell] = key;
            }
        }
    }

    private void FillCaps(int[] count, long[] lowestOpen)
    {
        var taken = new int[CapKeys.Length];
        CapKeys.AsSpan().Fill(Closed);
        for (var placement = 0; placement < count.Length; placement++)
        {
            if (_market.Market.EmployerOf(placement) is >= 0 and var employer)
            {
                taken[employer] += count[placement];
                CapKeys[employer] = Math.Min(CapKeys[employer], lowestOpen[placement]);
            }
        }

        for (var employer = 0; employer < taken.Length; employer++)
        {
            if (_market.CapOf[employer] < 0 || taken[employer] < _market.CapOf[employer])
            {
                CapKeys[employer] = None;
            }
        }
    }
}
