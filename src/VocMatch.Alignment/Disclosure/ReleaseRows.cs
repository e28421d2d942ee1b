using System.Collections.Immutable;

namespace VocMatch.Alignment.Disclosure;

/// <summary>A released family as plain values, for an archive.</summary>
internal sealed record ReleaseRows(
    string Name,
    ImmutableArray<string> Regions,
    ImmutableArray<string> States,
    ImmutableArray<Classification> Classifications,
    ImmutableArray<int> Values,
    ImmutableArray<int> Hidden,
    ImmutableArray<MoveRow> Moves,
    ImmutableArray<string> HeldRegions,
    ImmutableArray<string> WithheldRegions,
    DisclosureRules Rules)
{
    public static ReleaseRows Of(ReleasedFamily family)
    {
        var counts = family.Counts;
        return new(
            counts.Name,
            counts.Regions,
            counts.States,
            counts.Classifications,
            [.. Enumerable.Range(0, counts.CellCount).Select(cell => counts[cell])],
            [.. Enumerable.Range(0, counts.CellCount).Where(family.IsHidden)],
            [.. family.Moves.Select(MoveRow.Of)],
            family.HeldRegions,
            family.WithheldRegions,
            family.Rules);
    }

    /// <exception cref="InvalidDataException">The values do not fill the tables.</exception>
    public ReleasedFamily ToFamily()
    {
        var counts = TableFamily.Restored(Name, Regions, States, Classifications, Values);
        var hidden = new bool[counts.CellCount];
        foreach (var cell in Hidden)
        {
            hidden[cell] = true;
        }

        return new(counts, hidden, [.. Moves.Select(move => move.ToMove())], HeldRegions, WithheldRegions, Rules);
    }
}

/// <summary>A protection move as plain values.</summary>
/// <param name="Region">Its factor: first, second, sign.</param>
/// <param name="Cells">Cell and sign in turn.</param>
internal sealed record MoveRow(
    ImmutableArray<int> Region,
    ImmutableArray<int> State,
    int Classification,
    ImmutableArray<int> Categories,
    ImmutableArray<int> Cells,
    int Up,
    int Down)
{
    public static MoveRow Of(ProtectionMove move) => new(
        [move.Region.First, move.Region.Second, move.Region.SecondSign],
        [move.State.First, move.State.Second, move.State.SecondSign],
        move.Classification,
        move.Categories,
        [.. move.Cells.SelectMany(cell => new[] { cell.Cell, cell.Sign })],
        move.Up,
        move.Down);

    public ProtectionMove ToMove() => new(
        new(Region[0], Region[1], Region[2]),
        new(State[0], State[1], State[2]),
        Classification,
        Categories,
        [.. Enumerable.Range(0, Cells.Length / 2).Select(i => new SignedCell(Cells[2 * i], Cells[(2 * i) + 1]))],
        Up,
        Down);
}
