using System.Collections.Immutable;
using VocMatch.Alignment.Data;

namespace VocMatch.Alignment.Disclosure;

/// <summary>
/// Tables as they may be published: the counts and which of them are hidden. Keep it with the report: the next release of the same
/// tables is protected together with it.
/// </summary>
public sealed class ReleasedFamily
{
    private readonly bool[] _hidden;

    internal ReleasedFamily(
        TableFamily counts, bool[] hidden, ImmutableArray<ProtectionMove> moves, ImmutableArray<string> heldRegions, DisclosureRules rules)
    {
        Counts = counts;
        _hidden = hidden;
        Moves = moves;
        HeldRegions = heldRegions;
        Rules = rules;
    }

    /// <summary>The counts behind the release, hidden ones too: not for readers.</summary>
    public TableFamily Counts { get; }

    /// <summary>Regions whose figures repeat the release before, because too few units changed since.</summary>
    public ImmutableArray<string> HeldRegions { get; }

    public DisclosureRules Rules { get; }

    public int HiddenCells => _hidden.Count(hidden => hidden);

    internal ImmutableArray<ProtectionMove> Moves { get; }

    public bool IsHidden(int cell) => _hidden[cell];

    /// <summary>The exact count where it is shown, for rates; null where it is hidden.</summary>
    public int? Exact(int cell) => _hidden[cell] ? null : Counts[cell];

    /// <summary>The count as it is printed: rounded to the nearest multiple of the rounding base, half up; null where it is hidden.</summary>
    public int? Printed(int cell) => _hidden[cell] ? null : Rounded(Counts[cell]);

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

    private int Rounded(int count) => (count + (Rules.RoundingBase / 2)) / Rules.RoundingBase * Rules.RoundingBase;
}
