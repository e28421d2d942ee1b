using Microsoft.Extensions.Logging.Abstractions;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Simulation.Cluster;

/// <summary>What a turn wants: the row to write, and what follows once it is durable.</summary>
/// <param name="Next">The same object as was given where nothing changes.</param>
public readonly record struct Turn<TRow>(TRow Next, Action? Then)
    where TRow : class;

/// <summary>The grains of one kind: their rows, and on each silo the record of each that is active there.</summary>
public sealed class Activations<TRow>(SimulatedCluster cluster, TRow[] initial)
    where TRow : class
{
    private readonly EntityRecord<SimulatedState<TRow>, TRow>?[][] _active =
        [.. Enumerable.Range(0, SimulatedCluster.Silos).Select(_ => new EntityRecord<SimulatedState<TRow>, TRow>?[initial.Length])];

    public SimulatedStore<TRow> Store { get; } = new(initial);

    public int Count => Store.Count;

    public TRow Row(int key) => Store.Read(key).Row;

    public IEnumerable<TRow> Rows() => Enumerable.Range(0, Count).Select(Row);

    /// <summary>The row as a silo has read it last.</summary>
    public TRow Remembered(int silo, int key) => Activate(silo, key).Entity!;

    /// <summary>The record that the grains themselves use, over a row of the simulated store.</summary>
    internal EntityRecord<SimulatedState<TRow>, TRow> Activate(int silo, int key) => _active[silo][key] ??= new(
        new SimulatedRow<TRow>(cluster, Store, silo, key),
        SimulatedContext.Ending(() => _active[silo][key] = null),
        TimeProvider.System,
        NullLogger<GrainRecord<SimulatedState<TRow>>>.Instance);

    public void DeactivateAll(int silo) => Array.Clear(_active[silo]);
}
