using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.WhatIf;

/// <summary>Puts other lists in the place of some students' own. Costs one copy of the applications, whatever the lists.</summary>
internal static class Relisting
{
    /// <exception cref="ArgumentException">A placement stands twice in a list, or a priority is out of range.</exception>
    public static OpenMarket Of(OpenMarket market, IReadOnlyList<MarketChange.Relist> changes)
    {
        var lists = new IReadOnlyList<(int Placement, Priority Priority)>?[market.StudentCount];
        foreach (var (student, list) in changes)
        {
            lists[student] = list.Select(wish => wish.Placement).Distinct().Count() == list.Count && list.All(wish => wish.Priority.IsInRange) && list.Count <= byte.MaxValue
                ? list
                : throw new ArgumentException($"The list of student {student} names a placement twice, is too long, or has a priority out of range.", nameof(changes));
        }

        var start = new int[market.StudentCount + 1];
        for (var student = 0; student < lists.Length; student++)
        {
            start[student + 1] = start[student] + (lists[student]?.Count ?? market.WishEnd[student] - market.WishStart[student]);
        }

        var priorities = ScaleOf(market, changes, out var codes);
        var (wishes, ranks) = (new Wish[start[^1]], new byte[start[^1]]);
        for (var student = 0; student < lists.Length; student++)
        {
            var at = start[student];
            if (lists[student] is { } list)
            {
                for (var i = 0; i < list.Count; i++)
                {
                    wishes[at + i] = new(list[i].Placement, priorities.Code(list[i].Priority.Millionths));
                    ranks[at + i] = (byte)(i + 1);
                }

                continue;
            }

            var (first, length) = (market.WishStart[student], start[student + 1] - at);
            market.WishRows.AsSpan(first, length).CopyTo(wishes.AsSpan(at));
            market.RankRows.AsSpan(first, length).CopyTo(ranks.AsSpan(at));
            for (var i = 0; codes.Length > 0 && i < length; i++)
            {
                wishes[at + i] = wishes[at + i] with { PriorityCode = codes[first + i] };
            }
        }

        return market.WithLists(start, wishes, ranks, priorities);
    }

    /// <summary>The market's own scale where it holds every new priority; else another, with the codes of the market's rows.</summary>
    private static PriorityScale ScaleOf(OpenMarket market, IReadOnlyList<MarketChange.Relist> changes, out int[] codes)
    {
        codes = [];
        return changes.All(change => change.Wishes.All(wish => market.Priorities.Holds(wish.Priority)))
            ? market.Priorities
            : PriorityScale.Of(
            [
                .. market.WishRows.Select(wish => market.Priorities.Decode(wish.PriorityCode).Millionths),
                .. changes.SelectMany(change => change.Wishes).Select(wish => wish.Priority.Millionths),
            ], out codes);
    }
}
