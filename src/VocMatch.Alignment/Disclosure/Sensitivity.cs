using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Disclosure;

/// <summary>A cell that must not be known more narrowly than <paramref name="Width"/>.</summary>
public readonly record struct ProtectionNeed(int Cell, int Width);

/// <summary>Which cells of a table need protection.</summary>
public interface ISensitivity
{
    IReadOnlyList<ProtectionNeed> Needs(TableFamily family, DisclosureRules rules);
}

/// <summary>Counts of persons: 1 up to one less than the minimum cell.</summary>
public sealed class SmallCounts : ISensitivity
{
    public IReadOnlyList<ProtectionNeed> Needs(TableFamily family, DisclosureRules rules)
    {
        var needs = new List<ProtectionNeed>();
        for (var cell = 0; cell < family.CellCount; cell++)
        {
            if (family[cell] > 0 && family[cell] < rules.MinimumCell)
            {
                needs.Add(new(cell, rules.MinimumWidth));
            }
        }

        return needs;
    }
}

/// <summary>
/// Sums over employers: fewer than three of them, or a largest that the second could estimate within p percent (the p % rule of A. Hundepool
/// et al., Statistical Disclosure Control, 2012, section 4.2: sensitive where <c>total - x1 - x2 &lt; p/100 x1</c>). The interval left to
/// a reader is at least p percent of the largest value.
/// </summary>
public sealed class EmployerDominance : ISensitivity
{
    private readonly Dictionary<(int Cell, EmployerId Employer), int> _values = [];

    public void Add(ReadOnlySpan<int> cells, EmployerId employer, int units)
    {
        if (units == 0)
        {
            return;
        }

        foreach (var cell in cells)
        {
            _values[(cell, employer)] = _values.GetValueOrDefault((cell, employer)) + units;
        }
    }

    public IReadOnlyList<ProtectionNeed> Needs(TableFamily family, DisclosureRules rules)
    {
        var cells = new (int Employers, int Largest, int Second)[family.CellCount];
        foreach (var ((cell, _), value) in _values)
        {
            var (employers, largest, second) = cells[cell];
            cells[cell] = value > largest ? (employers + 1, value, largest) : (employers + 1, largest, Math.Max(second, value));
        }

        var needs = new List<ProtectionNeed>();
        for (var cell = 0; cell < cells.Length; cell++)
        {
            var (employers, largest, second) = cells[cell];
            var rest = (long)family[cell] - largest - second;
            if (employers > 0 && (employers < rules.MinimumEmployers || rest * 100 < (long)rules.DominancePercent * largest))
            {
                needs.Add(new(cell, Math.Max(rules.MinimumWidth, ((rules.DominancePercent * largest) + 99) / 100)));
            }
        }

        return needs;
    }
}
