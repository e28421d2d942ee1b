namespace VocMatch.Grains.Simulation.Histories;

/// <summary>
/// Whether a pool's history could have come from one client at a time, each operation taking effect between its sending and its answer
/// (Wing and Gong 1993, with Lowe's memory of configurations, 2017). Exponential at worst: for histories of at most 60 operations.
/// An operation without an answer may take effect at any time after its sending, or never.
/// </summary>
public static class Linearizability
{
    public const int MaxOperations = 60;

    /// <exception cref="ArgumentException">The history is too long for the search.</exception>
    public static bool Holds(PoolHistory history)
    {
        var operations = history.Operations.OrderBy(o => o.Invoked).ToArray();
        var offers = operations.Where(o => o.Offer >= 0).Select(o => o.Offer).Distinct().Order().ToArray();
        if (operations.Length > MaxOperations || offers.Length > SeatPoolModel.MaxOffers)
        {
            throw new ArgumentException($"{operations.Length} operations on {offers.Length} offers are too many.", nameof(history));
        }

        var known = 0UL;
        var numbers = new int[operations.Length];
        for (var i = 0; i < operations.Length; i++)
        {
            known |= operations[i].IsKnown ? 1UL << i : 0;
            numbers[i] = operations[i].Offer < 0 ? -1 : Array.BinarySearch(offers, operations[i].Offer);
        }

        return Search(operations, numbers, known, new(0, history.Seats));
    }

    private static bool Search(Operation[] operations, int[] numbers, ulong known, SeatPoolModel start)
    {
        var seen = new HashSet<(ulong Done, SeatPoolModel Pool)>();
        var open = new Stack<(ulong Done, SeatPoolModel Pool)>();
        open.Push((0, start));
        while (open.TryPop(out var at))
        {
            if ((at.Done & known) == known)
            {
                return true;
            }

            if (!seen.Add(at))
            {
                continue;
            }

            var firstAnswer = FirstAnswer(operations, at.Done);
            for (var i = operations.Length - 1; i >= 0; i--)
            {
                var bit = 1UL << i;
                if ((at.Done & bit) == 0 && operations[i].Invoked <= firstAnswer
                    && at.Pool.Apply(operations[i], numbers[i]) is { } pool)
                {
                    open.Push((at.Done | bit, pool));
                }
            }
        }

        return false;
    }

    /// <summary>Nothing sent after this may come before the operation that was answered then.</summary>
    private static long FirstAnswer(Operation[] operations, ulong done)
    {
        var first = long.MaxValue;
        for (var i = 0; i < operations.Length; i++)
        {
            if ((done & (1UL << i)) == 0)
            {
                first = Math.Min(first, operations[i].Responded);
            }
        }

        return first;
    }
}
