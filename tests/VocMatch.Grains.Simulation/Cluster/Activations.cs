namespace VocMatch.Grains.Simulation.Cluster;

/// <summary>What a turn wants: the row to write, and what follows once it is durable.</summary>
/// <param name="Next">The same object as was given where nothing changes.</param>
public readonly record struct Turn<TRow>(TRow Next, Action? Then)
    where TRow : class;

/// <summary>The grains of one kind: their rows, and on each silo what was last read of them.</summary>
public sealed class Activations<TRow>(TRow[] initial, int silos)
    where TRow : class
{
    private readonly (TRow? Row, long Version)[][] _cached = [.. Enumerable.Range(0, silos).Select(_ => new (TRow?, long)[initial.Length])];

    public SimulatedStore<TRow> Store { get; } = new(initial);

    public int Count => Store.Count;

    public TRow Row(int key) => Store.Read(key).Row;

    public IEnumerable<TRow> Rows() => Enumerable.Range(0, Count).Select(Row);

    public (TRow Row, long Version) Activate(int silo, int key)
    {
        if (_cached[silo][key].Row is null)
        {
            _cached[silo][key] = Store.Read(key);
        }

        return (_cached[silo][key].Row!, _cached[silo][key].Version);
    }

    public void Deactivate(int silo, int key) => _cached[silo][key] = default;

    public void DeactivateAll(int silo) => Array.Clear(_cached[silo]);

    public void Keep(int silo, int key, TRow row, long version) => _cached[silo][key] = (row, version);
}
