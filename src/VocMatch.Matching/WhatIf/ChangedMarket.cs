using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.WhatIf;

/// <summary>Applies changes to an open market; columns that do not change are shared with it.</summary>
public static class ChangedMarket
{
    /// <exception cref="ArgumentException">A change names an application that does not exist, is no list, or takes seats away.</exception>
    public static OpenMarket Of(OpenMarket market, IReadOnlyList<MarketChange> changes)
    {
        var seats = changes.OfType<MarketChange.AddSeats>().ToList();
        var changed = seats.Count == 0 ? market : WithSeats(market, seats);
        var relisted = changes.OfType<MarketChange.Relist>().ToList();
        changed = relisted.Count == 0 ? changed : Relisting.Of(changed, relisted);
        var rescored = changes.OfType<MarketChange.Rescore>().ToList();
        changed = rescored.Count == 0 ? changed : Rescored(changed, rescored);
        var removed = changes.OfType<MarketChange.RemoveStudent>().Select(change => change.Student).ToHashSet();
        return removed.Count == 0 ? changed : changed.Without(removed);
    }

    private static OpenMarket WithSeats(OpenMarket market, List<MarketChange.AddSeats> changes)
    {
        var seats = (int[])market.SeatsOf.Clone();
        var caps = (int[])market.CapOf.Clone();
        foreach (var (placement, more) in changes)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(more);
            seats[placement] = checked(seats[placement] + more);
            if (market.CapAt(placement) >= 0)
            {
                caps[market.Market.EmployerOf(placement)] += more;
            }
        }

        return market.With(seats: seats, caps: caps);
    }

    private static OpenMarket Rescored(OpenMarket market, List<MarketChange.Rescore> changes)
    {
        var rows = changes.ConvertAll(change => RowOf(market, change));
        if (changes.TrueForAll(change => market.Priorities.Holds(change.Priority)))
        {
            var patched = (Wish[])market.WishRows.Clone();
            for (var i = 0; i < rows.Count; i++)
            {
                patched[rows[i]] = patched[rows[i]] with { PriorityCode = market.Priorities.Code(changes[i].Priority.Millionths) };
            }

            return market.WithPriorities(market.Priorities, patched);
        }

        var millionths = Array.ConvertAll(market.WishRows, wish => market.Priorities.Decode(wish.PriorityCode).Millionths);
        for (var i = 0; i < rows.Count; i++)
        {
            millionths[rows[i]] = changes[i].Priority.Millionths;
        }

        var scale = PriorityScale.Of(millionths, out var codes);
        var wishes = (Wish[])market.WishRows.Clone();
        for (var row = 0; row < wishes.Length; row++)
        {
            wishes[row] = wishes[row] with { PriorityCode = codes[row] };
        }

        return market.WithPriorities(scale, wishes);
    }

    private static int RowOf(OpenMarket market, MarketChange.Rescore change)
    {
        var row = market.WishStart[change.Student];
        while (row < market.WishEnd[change.Student] && market.WishRows[row].Placement != change.Placement)
        {
            row++;
        }

        return row < market.WishEnd[change.Student] && change.Priority.IsInRange
            ? row
            : throw new ArgumentException($"Student {change.Student} has no application at placement {change.Placement}, or the priority is out of range.", nameof(change));
    }
}
