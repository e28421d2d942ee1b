using System.Collections.Immutable;

namespace VocMatch.Alignment.Disclosure;

/// <summary>
/// Sums over some regions of a release, for any groups and as many as are asked for. A sum is shown where all its parts are, or where no
/// <see cref="ProtectionMove"/> of the release changes it: then whatever moves explain the release explain it with every such sum too,
/// and all hidden cells stay as wide as they were, whichever groups a reader adds up.
/// </summary>
internal sealed class GroupSums
{
    private readonly ReleasedFamily _released;
    private readonly ImmutableArray<int> _regions;
    private readonly bool _isKnown;
    private readonly bool _isWholly;
    private readonly bool _overHidden;

    /// <summary>Sums, by the first region's place in them, that some move changes.</summary>
    private readonly HashSet<CellPlace> _changed;

    /// <param name="regions">Each once.</param>
    /// <param name="overHidden">False where a sum may be sensitive for what is not in the release (who the employers are): then only what is shown is added up.</param>
    public GroupSums(ReleasedFamily released, IReadOnlyCollection<string> regions, bool overHidden = true)
    {
        var counts = released.Counts;
        _released = released;
        _regions = [.. regions.Distinct(StringComparer.Ordinal).Select(region => counts.Regions.IndexOf(region))];
        _isKnown = !_regions.Contains(-1) && !regions.Any(released.WithheldRegions.Contains);
        _isWholly = _isKnown && _regions.Length == counts.AllRegions;

        // Where a release hides everything, nothing was found along which its cells could be moved.
        _overHidden = overHidden && released.HiddenCells < counts.CellCount;
        var members = _regions.ToHashSet();
        _changed =
        [
            .. from move in released.Moves
               from sum in move.Cells
                   .Select(cell => (Place: counts.Place(cell.Cell), cell.Sign))
                   .Where(cell => members.Contains(cell.Place.Region))
                   .GroupBy(cell => cell.Place with { Region = 0 })
               where sum.Sum(cell => cell.Sign) != 0
               select sum.Key,
        ];
    }

    /// <summary>Rounded as counts are; null where it is hidden.</summary>
    public int? Printed(int state, int classification = -1, int category = -1) => Exact(state, classification, category) is { } sum ? _released.Rounded(sum) : null;

    public int? Exact(int state, int classification = -1, int category = -1)
    {
        var counts = _released.Counts;
        if (!_isKnown)
        {
            return null;
        }

        if (_isWholly)
        {
            return _released.Exact(Cell(counts.AllRegions));
        }

        var sum = _regions.Sum(region => counts[Cell(region)]);
        return _regions.All(region => !_released.IsHidden(Cell(region))) ? sum
            : _overHidden && (sum == 0 || sum >= _released.Rules.MinimumCell) && !_changed.Contains(new(0, state, classification, category)) ? sum
            : null;

        int Cell(int region) => classification < 0 ? counts.Cell(region, state) : counts.Cell(region, state, classification, category);
    }
}
