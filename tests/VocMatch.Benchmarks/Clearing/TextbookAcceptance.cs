using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Benchmarks.Clearing;

/// <summary>
/// Deferred acceptance as textbooks write it: a queue of free students, a priority queue of holders for each placement.
/// Arrays are laid out beforehand, so that only the algorithm is measured.
/// </summary>
internal sealed class TextbookAcceptance
{
    private readonly int[][] _wishes;
    private readonly long[][] _priorities;
    private readonly int[] _seats;
    private readonly ulong[] _lottery;

    public TextbookAcceptance(ClearingMarket market, Lottery lottery)
    {
        _wishes = new int[market.Students.Count][];
        _priorities = new long[market.Students.Count][];
        _lottery = new ulong[market.Students.Count];
        for (var student = 0; student < _wishes.Length; student++)
        {
            var wishes = market.Wishes(student).ToArray();
            _wishes[student] = Array.ConvertAll(wishes, wish => wish.Placement);
            _priorities[student] = Array.ConvertAll(wishes, wish => market.Priorities.Decode(wish.PriorityCode).Millionths);
            _lottery[student] = lottery.NumberOf(student);
        }

        _seats = Enumerable.Range(0, market.Placements.Count).Select(market.Seats).ToArray();
    }

    /// <summary>The placement of each student, -1 for none.</summary>
    public int[] Solve()
    {
        var next = new int[_wishes.Length];
        var held = new int[_wishes.Length];
        Array.Fill(held, -1);
        var holders = new PriorityQueue<int, (long Priority, ulong Lottery, int Id)>[_seats.Length];
        for (var placement = 0; placement < holders.Length; placement++)
        {
            holders[placement] = new();
        }

        var free = new Queue<int>(Enumerable.Range(0, _wishes.Length));
        while (free.TryDequeue(out var student))
        {
            if (next[student] == _wishes[student].Length)
            {
                continue;
            }

            var row = next[student]++;
            var placement = _wishes[student][row];
            holders[placement].Enqueue(student, (_priorities[student][row], _lottery[student], -student));
            held[student] = placement;
            if (holders[placement].Count > _seats[placement])
            {
                var refused = holders[placement].Dequeue();
                held[refused] = -1;
                free.Enqueue(refused);
            }
        }

        return held;
    }
}
