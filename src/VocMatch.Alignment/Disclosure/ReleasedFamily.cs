using System.Collections.Immutable;
using VocMatch.Alignment.Data;

namespace VocMatch.Alignment.Disclosure;

/// <summary>
/// Tables as they may be published: the counts and which of them are hidden. Keep it with the report: later releases are protected
/// together with it.
/// </summary>
public sealed class ReleasedFamily
{
    private readonly bool[] _hidden;

    internal ReleasedFamily(
        TableFamily counts,
        bool[] hidden,
        ImmutableArray<ProtectionMove> moves,
        ImmutableArray<string> heldRegions,
        ImmutableArray<string> withheldRegions,
        DisclosureRules rules)
    {
        Counts = counts;
        _hidden = hidden;
        Moves = moves;
        HeldRegions = heldRegions;
        WithheldRegions = withheldRegions;
        Rules = rules;
    }

    /// <summary>The counts behind the release, hidden ones too: not for readers.</summary>
    public TableFamily Counts { get; }

    /// <summary>Regions whose figures repeat the release before, because too few units changed since.</summary>
    public ImmutableArray<string> HeldRegions { get; }

    /// <summary>Regions of which nothing is published, and that are in no total either.</summary>
    public ImmutableArray<string> WithheldRegions { get; }

    public DisclosureRules Rules { get; }

    public int HiddenCells => _hidden.Count(hidden => hidden);

    internal ImmutableArray<ProtectionMove> Moves { get; }

    public bool IsHidden(int cell) => _hidden[cell];

    /// <summary>The exact count where it is shown: for what are no persons. Null where it is hidden.</summary>
    public int? Exact(int cell) => _hidden[cell] ? null : Counts[cell];

    /// <summary>The count as it is printed: rounded to the nearest multiple of the rounding base, half up; null where it is hidden.</summary>
    public int? Printed(int cell) => _hidden[cell] ? null : Rounded(Counts[cell]);

    /// <summary>The release in a shape that holds at least its regions, states and categories.</summary>
    internal ReleasedFamily In(TableFamily shape)
    {
        if (Counts.HasShapeOf(shape))
        {
            return this;
        }

        var cells = Counts.CellsIn(shape);
        var hidden = new bool[shape.CellCount];
        for (var cell = 0; cell < cells.Length; cell++)
        {
            hidden[cells[cell]] = _hidden[cell];
        }

        var (regions, states) = (TableFamily.IndexesIn(Counts.Regions, shape.Regions), TableFamily.IndexesIn(Counts.States, shape.States));
        var categories = Counts.Classifications
            .Zip(shape.Classifications, (one, two) => TableFamily.IndexesIn(one.Categories, two.Categories))
            .ToArray();
        return new(Counts.In(shape), hidden, [.. Moves.Select(Moved)], HeldRegions, WithheldRegions, Rules);

        ProtectionMove Moved(ProtectionMove move) => move with
        {
            Region = new(regions[move.Region.First], regions[move.Region.Second], move.Region.SecondSign),
            State = new(states[move.State.First], states[move.State.Second], move.State.SecondSign),
            Categories = [.. move.Categories.Select((category, k) => categories[move.Classification < 0 ? k : move.Classification][category])],
            Cells = [.. move.Cells.Select(cell => cell with { Cell = cells[cell.Cell] })],
        };
    }

    /// <summary>SHA-256 over shape, counts and hidden cells.</summary>
    internal string Digest()
    {
        var rows = new CanonicalRows();
        rows.Add(Counts.Name, string.Join(';', Counts.Regions), string.Join(';', Counts.States));
        for (var cell = 0; cell < Counts.CellCount; cell++)
        {
            rows.Add(cell, Counts[cell], _hidden[cell]);
        }

        return rows.Sha256();
    }

    internal int Rounded(int count) => (count + (Rules.RoundingBase / 2)) / Rules.RoundingBase * Rules.RoundingBase;
}
