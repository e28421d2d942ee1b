using VocMatch.Alignment.Disclosure;

namespace VocMatch.Alignment.Tests.Disclosure;

/// <summary>What a reader sees of one release: the shape of its tables and its shown figures, exact.</summary>
/// <param name="Empty">Cells of which a reader knows from elsewhere that nobody is in them; null for none.</param>
/// <param name="Sums">Sums of cells that are shown as well, exact.</param>
internal sealed record Publication(
    TableFamily Shape, Func<int, int?> Shown, Func<CellPlace, bool>? Empty = null, IReadOnlyList<(int[] Cells, int Value)>? Sums = null)
{
    /// <summary>A release, with all that it says: of a region that is withheld nobody is in any total.</summary>
    public static Publication Of(ReleasedFamily released, Func<CellPlace, bool>? empty = null) => new(
        released.Counts,
        released.Exact,
        place => (place.Region < released.Counts.AllRegions && released.WithheldRegions.Contains(released.Counts.Regions[place.Region])) || empty?.Invoke(place) == true);
}

/// <summary>
/// A reader with all tables and all totals of one or more releases, who solves every equation between them. Where releases count the same
/// units in a region, the reader is taken to know even that.
/// </summary>
internal sealed class TableAttacker
{
    private readonly Publication[] _publications;
    private readonly CellPlace[] _places;
    private readonly int _leaves;
    private readonly LinearSystem _system;

    /// <param name="sameMargins">Whether both are about the same persons: those of a category are as many in both, whatever became of them.</param>
    public TableAttacker(Publication[] publications, Func<int, bool> sameRegion, bool sameMargins = false)
    {
        _publications = publications;
        _places = [.. Leaves(publications[0].Shape)];
        _leaves = _places.Length;
        _system = new(_leaves * publications.Length);
        for (var p = 0; p < publications.Length; p++)
        {
            Read(publications[p], p * _leaves);
        }

        for (var p = 1; p < publications.Length; p++)
        {
            foreach (var (index, leaf) in _places.Index())
            {
                if (sameRegion(leaf.Region))
                {
                    _system.Require([(index, 1), ((p * _leaves) + index, -1)], 0);
                }
            }
        }

        if (sameMargins)
        {
            var shape = publications[0].Shape;
            foreach (var leaf in _places.Where(leaf => leaf.State == 0))
            {
                var both = LeavesOf(shape, leaf with { State = shape.AllStates }).ToList();
                _system.Require([.. both.Select(one => (one, 1.0)), .. both.Select(one => (_leaves + one, -1.0))], 0);
            }
        }

        Assert.True(_system.Solve(), "what was published contradicts itself");
    }

    /// <summary>Bounds of the difference of a cell between two releases.</summary>
    public (double Lowest, double Highest) DifferenceBounds(int first, int second, int cell)
    {
        var shape = _publications[first].Shape;
        var leaves = LeavesOf(shape, shape.Place(cell)).ToList();
        (int, double)[] terms = [.. leaves.Select(leaf => ((first * _leaves) + leaf, 1.0)), .. leaves.Select(leaf => ((second * _leaves) + leaf, -1.0))];
        return (_system.Minimum(terms), _system.Maximum(terms));
    }

    public (double Lowest, double Highest) Bounds(int publication, int cell)
    {
        var shape = _publications[publication].Shape;
        var sum = LeavesOf(shape, shape.Place(cell)).Select(leaf => (publication * _leaves) + leaf).ToList();
        return (_system.Minimum(sum), _system.Maximum(sum));
    }

    private void Read(Publication publication, int offset)
    {
        var shape = publication.Shape;
        for (var cell = 0; cell < shape.CellCount; cell++)
        {
            if (publication.Shown(cell) is { } value)
            {
                _system.Require(LeavesOf(shape, shape.Place(cell)).Select(leaf => (offset + leaf, 1.0)), value);
            }
        }

        foreach (var (cells, value) in publication.Sums ?? [])
        {
            _system.Require(cells.SelectMany(cell => LeavesOf(shape, shape.Place(cell))).Select(leaf => (offset + leaf, 1.0)), value);
        }

        foreach (var (index, leaf) in _places.Index())
        {
            if (publication.Empty?.Invoke(leaf) == true)
            {
                _system.Require([(offset + index, 1.0)], 0);
            }
        }

        for (var region = 0; region < shape.AllRegions; region++)
        {
            for (var state = 0; state < shape.AllStates; state++)
            {
                for (var k = 1; k < shape.Classifications.Length; k++)
                {
                    var first = LeavesOf(shape, new(region, state, 0, -1)).Select(leaf => (offset + leaf, 1.0));
                    var other = LeavesOf(shape, new(region, state, k, -1)).Select(leaf => (offset + leaf, -1.0));
                    _system.Require(first.Concat(other), 0);
                }
            }
        }
    }

    private static IEnumerable<CellPlace> Leaves(TableFamily shape) => shape.Classifications.IsEmpty
        ? from region in Enumerable.Range(0, shape.AllRegions)
          from state in Enumerable.Range(0, shape.AllStates)
          select new CellPlace(region, state, -1, -1)
        : Classified(shape);

    private static IEnumerable<CellPlace> Classified(TableFamily shape) =>
        from k in Enumerable.Range(0, shape.Classifications.Length)
        from region in Enumerable.Range(0, shape.AllRegions)
        from state in Enumerable.Range(0, shape.AllStates)
        from category in Enumerable.Range(0, shape.Categories(k))
        select new CellPlace(region, state, k, category);

    private IEnumerable<int> LeavesOf(TableFamily shape, CellPlace place) =>
        _places
            .Index()
            .Where(l => (shape.Classifications.IsEmpty || l.Item.Classification == Math.Max(place.Classification, 0))
                && (place.Region == shape.AllRegions || place.Region == l.Item.Region)
                && (place.State == shape.AllStates || place.State == l.Item.State)
                && (place.Category < 0 || place.Category == l.Item.Category))
            .Select(l => l.Index);
}
