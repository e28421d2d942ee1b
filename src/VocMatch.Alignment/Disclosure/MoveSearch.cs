using System.Collections.Immutable;

namespace VocMatch.Alignment.Disclosure;

/// <summary>
/// Finds the cheapest hypercube that protects a cell: the hypercube method of S. Giessing and D. Repsilber, "Tools and strategies to
/// protect multiple tables with the GHQUAR cell suppression engine" (in Inference Control in Statistical Databases, 2002), extended by
/// corners in the totals, so that small totals can be protected too, and by carriers in all linked tables.
/// O(regions x states x categories) a cell.
/// </summary>
internal sealed class MoveSearch(TableFamily family, bool[] hidden, bool[] locked)
{
    private const int Unlimited = int.MaxValue;

    private readonly long[] _weights = [.. Enumerable.Range(0, family.CellCount).Select(cell => Weight(family, cell))];

    private ProtectionMove? _best;
    private long _bestCost;

    /// <summary>
    /// The move that hides least. There is always one while the totals are not locked: paired with totals in every dimension, it only
    /// adds, without a limit.
    /// </summary>
    public ProtectionMove? Cheapest(int target, int width)
    {
        (_best, _bestCost) = (null, long.MaxValue);
        var place = family.Place(target);
        foreach (var region in Factor.Touching(place.Region, family.AllRegions))
        {
            foreach (var state in Factor.Touching(place.State, family.AllStates))
            {
                if (place.Classification >= 0)
                {
                    TrySwaps(region, state, place, width);
                }

                TryCarriers(region, state, i => i == place.Classification ? place.Category : null, Splits(width));
            }
        }

        return _best;
    }

    /// <summary>The cheapest move that changes a region exactly as an earlier one did, against a region that is not barred or the total.</summary>
    public ProtectionMove? Repeating(ProtectionMove earlier, int region, bool[] barred)
    {
        (_best, _bestCost) = (null, long.MaxValue);
        var sign = earlier.Region.First == region ? 1 : earlier.Region.SecondSign;
        var (up, down) = sign > 0 ? (earlier.Up, earlier.Down) : (earlier.Down, earlier.Up);
        foreach (var factor in Factor.Touching(region, family.AllRegions))
        {
            if (factor.Second < barred.Length && barred[factor.Second])
            {
                continue;
            }

            if (earlier.Classification >= 0)
            {
                Consider(factor, earlier.State, earlier.Classification, earlier.Categories, up, down);
            }
            else
            {
                TryCarriers(factor, earlier.State, k => earlier.Categories[k], [(up, down)]);
            }
        }

        return _best;
    }

    private void TrySwaps(Factor region, Factor state, CellPlace place, int width)
    {
        for (var other = 0; other < family.Categories(place.Classification); other++)
        {
            if (other == place.Category)
            {
                continue;
            }

            var cells = Corners(region, state, place.Classification, place.Category, 1)
                .AddRange(Corners(region, state, place.Classification, other, -1));
            var (up, down) = Limits(cells);
            if ((long)up + down >= width)
            {
                Keep(new(region, state, place.Classification, [place.Category, other], cells, up, down));
            }
        }
    }

    private void Consider(Factor region, Factor state, int classification, ImmutableArray<int> categories, int up, int down)
    {
        var cells = Corners(region, state, classification, categories[0], 1)
            .AddRange(Corners(region, state, classification, categories[1], -1));
        var limits = Limits(cells);
        if (limits.Up >= up && limits.Down >= down)
        {
            Keep(new(region, state, classification, categories, cells, up, down));
        }
    }

    private void TryCarriers(Factor region, Factor state, Func<int, int?> wanted, ReadOnlySpan<(int Up, int Down)> splits)
    {
        var margin = Corners(region, state, -1, -1, 1);
        var marginCost = Cost(margin);
        if (marginCost >= _bestCost)
        {
            return;
        }

        var marginLimits = Limits(margin);
        foreach (var (up, down) in splits)
        {
            if (marginLimits.Up < up || marginLimits.Down < down)
            {
                continue;
            }

            var cells = margin;
            var categories = ImmutableArray.CreateBuilder<int>(family.Classifications.Length);
            for (var k = 0; k < family.Classifications.Length; k++)
            {
                if (CheapestCarrier(region, state, k, wanted(k), up, down) is not { } carrier)
                {
                    break;
                }

                categories.Add(carrier.Category);
                cells = cells.AddRange(carrier.Cells);
            }

            if (categories.Count == family.Classifications.Length)
            {
                var limits = Limits(cells);
                Keep(new(region, state, -1, categories.MoveToImmutable(), cells, limits.Up, limits.Down));
            }
        }
    }

    private (int Category, ImmutableArray<SignedCell> Cells)? CheapestCarrier(
        Factor region, Factor state, int classification, int? wanted, int up, int down)
    {
        (int, ImmutableArray<SignedCell>)? best = null;
        var bestCost = long.MaxValue;
        for (var category = wanted ?? 0; category < family.Categories(classification); category++)
        {
            var cells = Corners(region, state, classification, category, 1);
            var limits = Limits(cells);
            var cost = Cost(cells);
            if (limits.Up >= up && limits.Down >= down && cost < bestCost)
            {
                (best, bestCost) = ((category, cells), cost);
            }

            if (wanted is not null)
            {
                break;
            }
        }

        return best;
    }

    /// <summary>How far a move may go each way: six splits of the width are enough, for each side is limited by its smallest cell.</summary>
    private static (int Up, int Down)[] Splits(int width)
    {
        var steps = Math.Min(width, 5);
        return [.. Enumerable.Range(0, steps + 1).Select(i => (width * i / steps, width - (width * i / steps)))];
    }

    private ImmutableArray<SignedCell> Corners(Factor region, Factor state, int classification, int category, int sign) =>
    [
        new(At(region.First, state.First, classification, category), sign),
        new(At(region.First, state.Second, classification, category), sign * state.SecondSign),
        new(At(region.Second, state.First, classification, category), sign * region.SecondSign),
        new(At(region.Second, state.Second, classification, category), sign * region.SecondSign * state.SecondSign),
    ];

    private int At(int region, int state, int classification, int category) =>
        classification < 0 ? family.Cell(region, state) : family.Cell(region, state, classification, category);

    /// <summary>Up: until a falling cell is empty. Down: until a rising one is.</summary>
    private (int Up, int Down) Limits(ImmutableArray<SignedCell> cells)
    {
        var (up, down) = (Unlimited, Unlimited);
        foreach (var (cell, sign) in cells)
        {
            if (sign < 0)
            {
                up = Math.Min(up, family[cell]);
            }
            else
            {
                down = Math.Min(down, family[cell]);
            }
        }

        return (up, down);
    }

    private void Keep(ProtectionMove move)
    {
        var cost = Cost(move.Cells);
        if (cost < _bestCost)
        {
            (_best, _bestCost) = (move, cost);
        }
    }

    private long Cost(ImmutableArray<SignedCell> cells)
    {
        long cost = 0;
        foreach (var (cell, _) in cells)
        {
            if (locked[cell])
            {
                return long.MaxValue;
            }

            cost += hidden[cell] ? 0 : _weights[cell];
        }

        return cost;
    }

    /// <summary>Information lost by hiding: a figure counts for its size, a total for as much as twenty cells, a zero for two.</summary>
    private static long Weight(TableFamily family, int cell)
    {
        var place = family.Place(cell);
        var weight = family[cell] == 0 ? 2_000L : 1_000L + family[cell];
        weight *= place.Region == family.AllRegions ? 20 : 1;
        weight *= place.State == family.AllStates ? 20 : 1;
        return weight * (place.Classification < 0 ? 20 : 1);
    }
}
