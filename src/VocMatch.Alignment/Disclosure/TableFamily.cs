using System.Collections.Immutable;

namespace VocMatch.Alignment.Disclosure;

/// <summary>One way to classify: every unit falls into exactly one category.</summary>
public sealed record Classification(string Name, ImmutableArray<string> Categories);

/// <summary>Where a cell stands. An index equal to the dimension's length is its total.</summary>
/// <param name="Classification">-1 in the table of region x state that all classifications share.</param>
public readonly record struct CellPlace(int Region, int State, int Classification, int Category);

/// <summary>
/// Tables of region x state x category, one for each classification, with every total. All classify the same units, so that they share
/// the table of region x state: whoever reads one of them reads the margins of all.
/// </summary>
public sealed class TableFamily
{
    private readonly int[] _values;
    private readonly int[] _offsets;

    public TableFamily(
        string name, ImmutableArray<string> regions, ImmutableArray<string> states, ImmutableArray<Classification> classifications)
    {
        Name = name;
        Regions = regions;
        States = states;
        Classifications = classifications;
        _offsets = new int[classifications.Length + 1];
        _offsets[0] = MarginCells;
        for (var k = 0; k < classifications.Length; k++)
        {
            _offsets[k + 1] = _offsets[k] + (MarginCells * classifications[k].Categories.Length);
        }

        _values = new int[_offsets[^1]];
    }

    public string Name { get; }

    public ImmutableArray<string> Regions { get; }

    public ImmutableArray<string> States { get; }

    public ImmutableArray<Classification> Classifications { get; }

    public int CellCount => _values.Length;

    /// <summary>The region index of the nation's rows.</summary>
    public int AllRegions => Regions.Length;

    /// <summary>The state index of the totals over states.</summary>
    public int AllStates => States.Length;

    private int MarginCells => (Regions.Length + 1) * (States.Length + 1);

    public int this[int cell] => _values[cell];

    /// <summary>The cell of all categories.</summary>
    public int Cell(int region, int state) => (region * (States.Length + 1)) + state;

    public int Cell(int region, int state, int classification, int category) =>
        _offsets[classification] + (Cell(region, state) * Categories(classification)) + category;

    public int Categories(int classification) => Classifications[classification].Categories.Length;

    public CellPlace Place(int cell)
    {
        var k = -1;
        while (cell >= _offsets[k + 1])
        {
            k++;
        }

        var within = k < 0 ? cell : cell - _offsets[k];
        var categories = k < 0 ? 1 : Categories(k);
        var margin = within / categories;
        return new(margin / (States.Length + 1), margin % (States.Length + 1), k, k < 0 ? -1 : within % categories);
    }

    /// <summary>Counts units into their cell of every table and into all its totals.</summary>
    /// <param name="categories">The units' category in each classification.</param>
    public void Add(int region, int state, ReadOnlySpan<int> categories, int units)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(units);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(region, AllRegions);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(state, AllStates);
        foreach (var cell in CellsOf(region, state, categories))
        {
            _values[cell] = checked(_values[cell] + units);
        }
    }

    /// <summary>Every cell, totals too, that a unit is counted in.</summary>
    public int[] CellsOf(int region, int state, ReadOnlySpan<int> categories)
    {
        if (categories.Length != Classifications.Length)
        {
            throw new ArgumentException($"'{Name}' has {Classifications.Length} classifications, not {categories.Length}.");
        }

        var cells = new int[4 * (1 + categories.Length)];
        var next = 0;
        foreach (var r in (ReadOnlySpan<int>)[region, AllRegions])
        {
            foreach (var s in (ReadOnlySpan<int>)[state, AllStates])
            {
                cells[next++] = Cell(r, s);
                for (var k = 0; k < categories.Length; k++)
                {
                    cells[next++] = Cell(r, s, k, categories[k]);
                }
            }
        }

        return cells;
    }

    /// <summary>A family with the counts that another one of its shape had.</summary>
    /// <exception cref="InvalidDataException">There are more or fewer counts than cells.</exception>
    internal static TableFamily Restored(
        string name,
        ImmutableArray<string> regions,
        ImmutableArray<string> states,
        ImmutableArray<Classification> classifications,
        ImmutableArray<int> values)
    {
        var family = new TableFamily(name, regions, states, classifications);
        if (values.Length != family.CellCount)
        {
            throw new InvalidDataException($"The tables '{name}' have {family.CellCount} cells, not {values.Length}.");
        }

        values.CopyTo(family._values);
        return family;
    }

    /// <summary>A table of the same shape whose regions are taken from <paramref name="other"/> where <paramref name="held"/> says so.</summary>
    internal TableFamily WithRegionsOf(TableFamily other, bool[] held) => Rebuilt((region, cell) => held[region] ? other[cell] : this[cell]);

    /// <summary>The same without the units of some regions: they are in no total either.</summary>
    internal TableFamily Without(bool[] regions) => Rebuilt((region, cell) => regions[region] ? 0 : this[cell]);

    internal bool HasShapeOf(TableFamily other) =>
        Name == other.Name && Regions.SequenceEqual(other.Regions) && States.SequenceEqual(other.States)
        && Classifications.Length == other.Classifications.Length
        && Classifications.Zip(other.Classifications)
            .All(pair => pair.First.Name == pair.Second.Name && pair.First.Categories.SequenceEqual(pair.Second.Categories));

    /// <summary>An empty family with every region, state and category of both: a field that one of them does not know has nobody in it there.</summary>
    /// <exception cref="ArgumentException">They classify otherwise.</exception>
    internal TableFamily ShapeWith(TableFamily other) =>
        Classifications.Select(one => one.Name).SequenceEqual(other.Classifications.Select(one => one.Name))
            ? new(
                Name,
                Both(Regions, other.Regions),
                Both(States, other.States),
                [.. Classifications.Zip(other.Classifications, (one, two) => new Classification(one.Name, Both(one.Categories, two.Categories)))])
            : throw new ArgumentException($"'{Name}' is classified otherwise than '{other.Name}'.", nameof(other));

    /// <summary>The same counts in a shape that holds at least this one's regions, states and categories.</summary>
    internal TableFamily In(TableFamily shape)
    {
        if (HasShapeOf(shape))
        {
            return this;
        }

        var moved = new TableFamily(Name, shape.Regions, shape.States, shape.Classifications);
        var cells = CellsIn(shape);
        for (var cell = 0; cell < CellCount; cell++)
        {
            moved._values[cells[cell]] = this[cell];
        }

        return moved;
    }

    /// <summary>Where each cell stands in a shape that holds at least this one's regions, states and categories.</summary>
    internal int[] CellsIn(TableFamily shape)
    {
        var (regions, states) = (IndexesIn(Regions, shape.Regions), IndexesIn(States, shape.States));
        var categories = Classifications.Zip(shape.Classifications, (one, two) => IndexesIn(one.Categories, two.Categories)).ToArray();
        var cells = new int[CellCount];
        for (var cell = 0; cell < CellCount; cell++)
        {
            var place = Place(cell);
            cells[cell] = place.Classification < 0
                ? shape.Cell(regions[place.Region], states[place.State])
                : shape.Cell(regions[place.Region], states[place.State], place.Classification, categories[place.Classification][place.Category]);
        }

        return cells;
    }

    /// <summary>Indexes of names among others, with the total's, one past the last, behind them.</summary>
    internal static int[] IndexesIn(ImmutableArray<string> names, ImmutableArray<string> others) =>
        [.. names.Select(name => others.IndexOf(name)), others.Length];

    private static ImmutableArray<string> Both(ImmutableArray<string> one, ImmutableArray<string> two) =>
        [.. one, .. two.Where(name => !one.Contains(name))];

    /// <summary>A table of the same shape with other counts of the regions; totals follow from them.</summary>
    private TableFamily Rebuilt(Func<int, int, int> value)
    {
        var mixed = new TableFamily(Name, Regions, States, Classifications);
        for (var cell = 0; cell < CellCount; cell++)
        {
            var place = Place(cell);
            if (place.Region == AllRegions)
            {
                continue;
            }

            var units = value(place.Region, cell);
            mixed._values[cell] = units;
            var total = place.Classification < 0
                ? Cell(AllRegions, place.State)
                : Cell(AllRegions, place.State, place.Classification, place.Category);
            mixed._values[total] += units;
        }

        return mixed;
    }

    /// <summary>
    /// By how many units a region differs: the largest sum of differences over the cells of one table. One person more or
    /// less is 1, one who moved between cells is 2.
    /// </summary>
    internal int Distance(TableFamily other, int region)
    {
        var largest = 0;
        for (var state = 0; state < AllStates; state++)
        {
            largest += Math.Abs(this[Cell(region, state)] - other[Cell(region, state)]);
        }

        for (var k = 0; k < Classifications.Length; k++)
        {
            var sum = 0;
            for (var state = 0; state < AllStates; state++)
            {
                for (var category = 0; category < Categories(k); category++)
                {
                    var cell = Cell(region, state, k, category);
                    sum += Math.Abs(this[cell] - other[cell]);
                }
            }

            largest = Math.Max(largest, sum);
        }

        return largest;
    }
}
