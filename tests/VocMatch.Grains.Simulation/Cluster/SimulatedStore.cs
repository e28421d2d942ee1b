namespace VocMatch.Grains.Simulation.Cluster;

/// <summary>Rows with versions. A row is immutable, so what was read stays what it was.</summary>
public sealed class SimulatedStore<TRow>(TRow[] initial)
    where TRow : class
{
    private readonly TRow[] _initial = [.. initial];
    private readonly (TRow Row, long Version)[] _rows = [.. initial.Select(r => (r, 0L))];
    private readonly TRow[] _before = [.. initial];

    public int Count => _rows.Length;

    /// <summary>Rows that changed since this was last cleared.</summary>
    public List<int> Changed { get; } = [];

    public (TRow Row, long Version) Read(int key) => _rows[key];

    /// <returns>False where the row is at another version.</returns>
    public bool TryWrite(int key, TRow row, long expectedVersion)
    {
        if (_rows[key].Version != expectedVersion)
        {
            return false;
        }

        _before[key] = _rows[key].Row;
        Set(key, row);
        return true;
    }

    public void Overwrite(int key, TRow row) => TryWrite(key, row, _rows[key].Version);

    /// <summary>The row's last write never reached the disk.</summary>
    public void TakeBack(int key) => Set(key, _before[key]);

    public void Forget(int key) => Set(key, _initial[key]);

    private void Set(int key, TRow row)
    {
        _rows[key] = (row, _rows[key].Version + 1);
        Changed.Add(key);
    }
}
