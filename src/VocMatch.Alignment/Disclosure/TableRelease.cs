using System.Collections.Immutable;

namespace VocMatch.Alignment.Disclosure;

/// <summary>
/// Hides cells so that no reader of all tables and totals of a family, and of all releases before, can bound a sensitive cell more
/// narrowly than the rules allow. The proof stands with each hidden cell: a <see cref="ProtectionMove"/> over hidden cells only.
/// </summary>
public static class TableRelease
{
    /// <summary>Protects a family.</summary>
    /// <param name="earlier">
    /// What is public already. A region that differs from any earlier release of the same figures by fewer units than the minimum cell keeps
    /// the last one's, hidden and shown alike, or the difference would tell of those few; and what the last one hid stays hidden. A
    /// region that differs so little from another period's release is withheld: it is in no table and no total.
    /// </param>
    /// <param name="withheld">Regions to be withheld for other reasons; null for none.</param>
    /// <param name="alwaysEmpty">Cells of which every reader knows that nobody can be in them; null for none.</param>
    public static ReleasedFamily Protect(
        TableFamily family,
        ISensitivity sensitivity,
        DisclosureRules rules,
        EarlierReleases? earlier = null,
        Func<int, bool>? withheld = null,
        Func<CellPlace, bool>? alwaysEmpty = null)
    {
        rules.Checked();
        earlier ??= EarlierReleases.None;
        var own = family;
        foreach (var release in earlier.OfSame)
        {
            family = family.In(family.ShapeWith(release.Counts));
        }

        var reasons = Withholding(own, family, rules, earlier, withheld);
        if (earlier.Last?.In(family) is not { } previous)
        {
            family = family.Without(reasons);
            return Fresh(family, reasons, Locked(family, reasons, alwaysEmpty), sensitivity, rules);
        }

        // What was withheld once stays so; what else would have to be withheld now is public already, and is repeated.
        bool[] without = [.. family.Regions.Select(previous.WithheldRegions.Contains)];
        family = family.Without(without);
        ImmutableArray<TableFamily> before = [.. earlier.OfSame.Select(release => release.Counts.In(family))];
        var held = new bool[family.Regions.Length];
        for (var region = 0; region < held.Length; region++)
        {
            held[region] = !without[region] && (reasons[region] || before.Any(counts => family.Distance(counts, region) < rules.MinimumCell));
        }

        return Enumerable.Range(0, held.Length).All(region => held[region] || without[region])
            ? Repeated(previous, family, without, rules)
            : Together(family.WithRegionsOf(previous.Counts, held), held, without, Locked(family, without, alwaysEmpty), sensitivity, rules, previous)
                ?? Repeated(previous, family, without, rules);
    }

    /// <summary>The release before once more: it tells nothing that it did not tell.</summary>
    private static ReleasedFamily Repeated(ReleasedFamily previous, TableFamily family, bool[] without, DisclosureRules rules) =>
        new(previous.Counts, HiddenOf(previous), previous.Moves, Named(family, [.. without.Select(w => !w)]), previous.WithheldRegions, rules);

    /// <summary>Regions too near to another period's release, or to be withheld for another reason.</summary>
    private static bool[] Withholding(
        TableFamily own, TableFamily family, DisclosureRules rules, EarlierReleases earlier, Func<int, bool>? withheld)
    {
        var without = new bool[family.Regions.Length];
        for (var region = 0; region < own.Regions.Length; region++)
        {
            without[region] = withheld?.Invoke(region) == true;
        }

        foreach (var other in earlier.OfOther)
        {
            var shape = family.ShapeWith(other.Counts);
            var (here, there) = (family.In(shape), other.Counts.In(shape));
            for (var region = 0; region < without.Length; region++)
            {
                without[region] |= here.Distance(there, region) < rules.MinimumCell && (HasUnits(here, region) || HasUnits(there, region))
                    && !other.WithheldRegions.Contains(family.Regions[region]);
            }
        }

        return without;
    }

    private static bool HasUnits(TableFamily family, int region) => family[family.Cell(region, family.AllStates)] > 0;

    /// <summary>Cells that no move may go through, for a reader knows that they are empty.</summary>
    private static bool[] Locked(TableFamily family, bool[] without, Func<CellPlace, bool>? alwaysEmpty)
    {
        var locked = new bool[family.CellCount];
        for (var cell = 0; cell < locked.Length; cell++)
        {
            var place = family.Place(cell);
            locked[cell] = (place.Region != family.AllRegions && without[place.Region]) || alwaysEmpty?.Invoke(place) == true;
        }

        return locked;
    }

    private static ReleasedFamily Fresh(TableFamily family, bool[] without, bool[] locked, ISensitivity sensitivity, DisclosureRules rules)
    {
        var hidden = new bool[family.CellCount];
        var moves = ImmutableArray.CreateBuilder<ProtectionMove>();
        if (!ProtectAll(family, sensitivity.Needs(family, rules), hidden, locked, moves))
        {
            Array.Fill(hidden, true);
        }

        return Released(family, hidden, moves, [], without, rules);
    }

    /// <summary>
    /// Held regions have the same counts in both releases, so a change of them must explain both: each earlier move through a held region
    /// is repeated here against some region, and no new move goes through one.
    /// </summary>
    /// <returns>Null where there is no way to protect them together.</returns>
    private static ReleasedFamily? Together(
        TableFamily family, bool[] held, bool[] without, bool[] locked, ISensitivity sensitivity, DisclosureRules rules, ReleasedFamily previous)
    {
        var hidden = new bool[family.CellCount];
        var shownBefore = (bool[])locked.Clone();
        var heldCells = (bool[])locked.Clone();
        for (var cell = 0; cell < family.CellCount; cell++)
        {
            var region = family.Place(cell).Region;
            hidden[cell] = previous.IsHidden(cell);
            if (region != family.AllRegions && held[region])
            {
                shownBefore[cell] = !hidden[cell];
                heldCells[cell] = true;
            }
        }

        var moves = ImmutableArray.CreateBuilder<ProtectionMove>();
        var repeating = new MoveSearch(family, hidden, shownBefore);
        foreach (var move in previous.Moves)
        {
            var regions = HeldRegionsOf(move, held);
            if (regions.Length == 2)
            {
                moves.Add(move);
            }
            else if (regions.Length == 1)
            {
                if (repeating.Repeating(move, regions[0], held) is not { } repeated)
                {
                    return null;
                }

                Apply(repeated, hidden, moves);
            }
        }

        var needs = sensitivity.Needs(family, rules).Where(need => !heldCells[need.Cell]).ToList();
        return ProtectAll(family, needs, hidden, heldCells, moves) ? Released(family, hidden, moves, Named(family, held), without, rules) : null;
    }

    private static ReleasedFamily Released(
        TableFamily family, bool[] hidden, ImmutableArray<ProtectionMove>.Builder moves, ImmutableArray<string> held, bool[] without, DisclosureRules rules)
    {
        for (var cell = 0; cell < hidden.Length; cell++)
        {
            var region = family.Place(cell).Region;
            hidden[cell] |= region != family.AllRegions && without[region];
        }

        return new(family, hidden, moves.ToImmutable(), held, Named(family, without), rules);
    }

    /// <returns>False where a cell cannot be protected: all that could move with it is locked.</returns>
    private static bool ProtectAll(
        TableFamily family,
        IReadOnlyList<ProtectionNeed> needs,
        bool[] hidden,
        bool[] locked,
        ImmutableArray<ProtectionMove>.Builder moves)
    {
        foreach (var need in needs)
        {
            hidden[need.Cell] = true;
        }

        var search = new MoveSearch(family, hidden, locked);
        foreach (var need in needs)
        {
            if (search.Cheapest(need.Cell, need.Width) is not { } move)
            {
                return false;
            }

            Apply(move, hidden, moves);
        }

        return true;
    }

    private static void Apply(ProtectionMove move, bool[] hidden, ImmutableArray<ProtectionMove>.Builder moves)
    {
        foreach (var (cell, _) in move.Cells)
        {
            hidden[cell] = true;
        }

        moves.Add(move);
    }

    private static int[] HeldRegionsOf(ProtectionMove move, bool[] held) =>
        [.. new[] { move.Region.First, move.Region.Second }.Where(r => r < held.Length && held[r])];

    private static ImmutableArray<string> Named(TableFamily family, bool[] regions) => [.. family.Regions.Where((_, i) => regions[i])];

    private static bool[] HiddenOf(ReleasedFamily previous) =>
        [.. Enumerable.Range(0, previous.Counts.CellCount).Select(previous.IsHidden)];
}
