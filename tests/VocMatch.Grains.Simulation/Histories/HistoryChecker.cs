namespace VocMatch.Grains.Simulation.Histories;

/// <summary>
/// Necessary conditions on a history of any length, in O(n log n): they find less than <see cref="Linearizability"/>, but say what is wrong.
/// </summary>
public static class HistoryChecker
{
    /// <returns>What is wrong, nothing where all is well.</returns>
    public static IEnumerable<string> Check(PoolHistory history) =>
    [
        .. Lost(history), .. Phantoms(history), .. Duplicates(history), .. OverFilled(history), .. FalselyFull(history), .. OutOfOrder(history),
    ];

    /// <summary>A seat that was answered for, and that nobody gave up, is taken at the end.</summary>
    private static IEnumerable<string> Lost(PoolHistory history)
    {
        var holders = history.Holders.ToHashSet();
        var released = Of(history, OperationKind.Release).Select(o => o.Offer).ToHashSet();
        return Accepted(history).Where(o => !holders.Contains(o.Offer) && !released.Contains(o.Offer)).Select(o => $"lost: {o}");
    }

    /// <summary>A seat is taken at the end only for somebody who said yes and was not told no.</summary>
    private static IEnumerable<string> Phantoms(PoolHistory history)
    {
        var accepts = Of(history, OperationKind.Accept).ToLookup(o => o.Offer);
        return history.Holders
            .Where(h => !accepts[h].Any(o => o.Result is OperationResult.Ok or OperationResult.Unknown))
            .Select(h => $"phantom: offer {h} holds a seat nobody was given");
    }

    private static IEnumerable<string> Duplicates(PoolHistory history) =>
        history.Holders.CountBy(h => h).Where(h => h.Value > 1).Select(h => $"duplicate: offer {h.Key} holds {h.Value} seats")
            .Concat(Accepted(history).CountBy(o => o.Number).Where(n => n.Value > 1 && n.Key > 0)
                .Where(n => Accepted(history).Where(o => o.Number == n.Key).Select(o => o.Offer).Distinct().Count() > 1)
                .Select(n => $"duplicate: acceptance number {n.Key} was given to {n.Value}"));

    /// <summary>Never are more seats certainly taken (from the answer to the giving up) than there can have been seats.</summary>
    private static IEnumerable<string> OverFilled(PoolHistory history)
    {
        var seats = SeatCounts(history).Max();
        var releases = FirstOf(history, OperationKind.Release, o => o.Invoked);
        var changes = new List<(long At, int By)>();
        foreach (var taken in Accepted(history).DistinctBy(o => o.Offer))
        {
            changes.Add((taken.Responded, 1));
            changes.Add((releases.GetValueOrDefault(taken.Offer, long.MaxValue), -1));
        }

        var certain = 0;
        foreach (var (at, by) in changes.Where(c => c.At < long.MaxValue).OrderBy(c => (c.At, c.By)))
        {
            certain += by;
            if (certain > seats)
            {
                return [$"over-filled: {certain} seats are taken at step {at}, there are at most {seats}"];
            }
        }

        return history.Holders.Count > seats ? [$"over-filled: {history.Holders.Count} hold a seat at the end, there are at most {seats}"] : [];
    }

    /// <summary>Who was told "full" was told so at a time at which all seats can have been held or taken.</summary>
    private static IEnumerable<string> FalselyFull(PoolHistory history)
    {
        var seats = SeatCounts(history).Min();
        var taking = history.Operations
            .Where(o => o.Kind is OperationKind.Accept || (o.Kind is OperationKind.Offer && o.Value == 1))
            .Where(o => o.Result is OperationResult.Ok or OperationResult.Unknown)
            .GroupBy(o => o.Offer)
            .Select(g => (From: g.Min(o => o.Invoked), To: FreedBy(history, g.Key)))
            .ToArray();
        var begins = taking.Select(t => t.From).Order().ToArray();
        var ends = taking.Select(t => t.To).Order().ToArray();
        foreach (var full in Of(history, OperationKind.Accept).Where(o => o.Result is OperationResult.Full))
        {
            // Possible at some instant of the call: begun before its answer, less those that had certainly ended before it was sent.
            var possible = CountBelow(begins, full.Responded) - CountBelow(ends, full.Invoked);
            if (possible < seats)
            {
                yield return $"falsely full: {full}, though at most {possible} of {seats} seats can have been held";
            }
        }
    }

    /// <summary>A seat answered for before another was asked for was taken before it.</summary>
    private static IEnumerable<string> OutOfOrder(PoolHistory history)
    {
        var byAnswer = Accepted(history).Where(o => o.Number > 0).OrderBy(o => o.Responded).ToArray();
        var firstAsked = FirstOf(history, OperationKind.Accept, o => o.Invoked);
        var highest = 0L;
        var answered = 0;
        foreach (var later in byAnswer.OrderBy(o => o.Invoked))
        {
            for (; answered < byAnswer.Length && byAnswer[answered].Responded < later.Invoked; answered++)
            {
                highest = Math.Max(highest, byAnswer[answered].Number);
            }

            // A yes that was said before, even one that was never answered, may have taken the seat then.
            if (later.Number < highest && firstAsked[later.Offer] == later.Invoked)
            {
                yield return $"out of order: {later} has a lower number than one answered before it was sent";
            }
        }
    }

    private static long FreedBy(PoolHistory history, int offer) => history.Operations
        .Where(o => o.Offer == offer && o.Result is OperationResult.Ok
            && o.Kind is OperationKind.Release or OperationKind.Decline or OperationKind.Withdraw)
        .Select(o => o.Responded)
        .DefaultIfEmpty(long.MaxValue)
        .Min();

    private static IEnumerable<int> SeatCounts(PoolHistory history) =>
        Of(history, OperationKind.Seats).Where(o => o.Result is not OperationResult.Refused).Select(o => o.Value).Append(history.Seats);

    private static Dictionary<int, long> FirstOf(PoolHistory history, OperationKind kind, Func<Operation, long> time) =>
        Of(history, kind).GroupBy(o => o.Offer).ToDictionary(g => g.Key, g => g.Min(time));

    private static IEnumerable<Operation> Accepted(PoolHistory history) =>
        Of(history, OperationKind.Accept).Where(o => o.Result is OperationResult.Ok);

    private static IEnumerable<Operation> Of(PoolHistory history, OperationKind kind) => history.Operations.Where(o => o.Kind == kind);

    private static int CountBelow(long[] sorted, long limit)
    {
        var at = Array.BinarySearch(sorted, limit);
        at = at < 0 ? ~at : at;
        while (at > 0 && sorted[at - 1] >= limit)
        {
            at--;
        }

        return at;
    }
}
