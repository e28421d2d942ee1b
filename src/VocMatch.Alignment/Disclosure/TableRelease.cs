using System.Collections.Immutable;

namespace VocMatch.Alignment.Disclosure;

/// <summary>
/// Hides cells so that no reader of all tables and totals of a family, and of the release before, can bound a sensitive cell more
/// narrowly than the rules allow. The proof stands with each hidden cell: a <see cref="ProtectionMove"/> over hidden cells only.
/// </summary>
public static class TableRelease
{
    /// <summary>Protects a family.</summary>
    /// <param name="previous">
    /// The release of the same tables before this one; null for the first. A region in which fewer units than the minimum cell changed
    /// since keeps its earlier figures, hidden and shown alike, or the difference of the two releases would tell of those few.
    /// </param>
    public static ReleasedFamily Protect(
        TableFamily family, ISensitivity sensitivity, DisclosureRules rules, ReleasedFamily? previous = null)
    {
        rules.Checked();
        if (previous is null || !previous.Counts.HasShapeOf(family))
        {
            return Fresh(family, sensitivity, rules);
        }

        var held = new bool[family.Regions.Length];
        for (var region = 0; region < held.Length; region++)
        {
            held[region] = family.Distance(previous.Counts, region) < rules.MinimumCell;
        }

        return held.All(h => h)
            ? new(previous.Counts, HiddenOf(previous), previous.Moves, family.Regions, rules)
            : Together(family.WithRegionsOf(previous.Counts, held), held, sensitivity, rules, previous);
    }

    private static ReleasedFamily Fresh(TableFamily family, ISensitivity sensitivity, DisclosureRules rules)
    {
        var hidden = new bool[family.CellCount];
        var moves = ImmutableArray.CreateBuilder<ProtectionMove>();
        ProtectAll(family, sensitivity.Needs(family, rules), hidden, new bool[family.CellCount], moves);
        return new(family, hidden, moves.ToImmutable(), [], rules);
    }

    /// <summary>
    /// Held regions have the same counts in both releases, so a change of them must explain both: each earlier move through a held region
    /// is repeated here against some region, and no new move goes through one.
    /// </summary>
    private static ReleasedFamily Together(
        TableFamily family, bool[] held, ISensitivity sensitivity, DisclosureRules rules, ReleasedFamily previous)
    {
        var hidden = new bool[family.CellCount];
        var shownBefore = new bool[family.CellCount];
        var heldCells = new bool[family.CellCount];
        for (var cell = 0; cell < family.CellCount; cell++)
        {
            var region = family.Place(cell).Region;
            if (region != family.AllRegions && held[region])
            {
                hidden[cell] = previous.IsHidden(cell);
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
                Apply(
                    repeating.Repeating(move, regions[0], held) ?? throw new InvalidOperationException("A repeated move has no way to go."),
                    hidden,
                    moves);
            }
        }

        var needs = sensitivity.Needs(family, rules).Where(need => !heldCells[need.Cell]).ToList();
        ProtectAll(family, needs, hidden, heldCells, moves);
        return new(family, hidden, moves.ToImmutable(), [.. family.Regions.Where((_, i) => held[i])], rules);
    }

    private static void ProtectAll(
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
            Apply(
                search.Cheapest(need.Cell, need.Width) ?? throw new InvalidOperationException("A cell has no move that protects it."),
                hidden,
                moves);
        }
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

    private static bool[] HiddenOf(ReleasedFamily previous) =>
        [.. Enumerable.Range(0, previous.Counts.CellCount).Select(previous.IsHidden)];
}
