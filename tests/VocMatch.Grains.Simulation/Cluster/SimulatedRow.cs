using System.Collections.Immutable;
using System.Reflection;
using Orleans.Storage;
using VocMatch.Domain.Records;

namespace VocMatch.Grains.Simulation.Cluster;

/// <summary>A row as the record holds it: all of it is content.</summary>
internal sealed record SimulatedState<TRow>(TRow Row) : IEntityState<SimulatedState<TRow>, TRow>
    where TRow : class
{
    public TRow Entity => Row;

    public long Version => 0;

    public ImmutableArray<IdempotencyRecord> Operations => [];

    public SimulatedState<TRow> AtVersion(long version) => this;

    public SimulatedState<TRow> WithOperations(ImmutableArray<IdempotencyRecord> operations) => this;
}

/// <summary>What one activation has read of a row, over a store that fails as the cluster's faults say.</summary>
internal sealed class SimulatedRow<TRow> : IPersistentState<SimulatedState<TRow>>
    where TRow : class
{
    private readonly SimulatedCluster _cluster;
    private readonly SimulatedStore<TRow> _store;
    private readonly int _silo;
    private readonly int _key;
    private long _version;

    public SimulatedRow(SimulatedCluster cluster, SimulatedStore<TRow> store, int silo, int key)
    {
        (_cluster, _store, _silo, _key) = (cluster, store, silo, key);
        Read();
    }

    public SimulatedState<TRow> State { get; set; } = null!;

    public string Etag => _version.ToString(provider: null);

    public bool RecordExists => true;

    public Task ReadStateAsync()
    {
        if (_cluster.Bug is not Bug.StaleAnswer && _store.Read(_key).Version != _version)
        {
            Read();
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync()
    {
        if (_cluster.CrashesBeforeWrite(_silo) || _cluster.FailsBeforeWrite())
        {
            throw new TimeoutException("Nothing was written.");
        }

        if (_cluster.Bug is Bug.NoVersionCheck)
        {
            _store.Overwrite(_key, State.Row);
        }
        else if (!_store.TryWrite(_key, State.Row, _version))
        {
            _cluster.CountConflict();
            throw new InconsistentStateException("Another activation has written the row.");
        }

        if (_cluster.CrashesAfterWrite(_silo) || _cluster.FailsAfterWrite())
        {
            throw new TimeoutException("It was written, and nobody is told.");
        }

        _version = _store.Read(_key).Version;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync() => throw new NotSupportedException("No simulated grain takes its row away.");

    private void Read()
    {
        (var row, _version) = _store.Read(_key);
        State = new(row);
    }
}

/// <summary>As much of an activation as a record asks for: its name, and an end.</summary>
internal class SimulatedContext : DispatchProxy
{
    private static readonly GrainId Id = GrainId.Create("simulated", "grain");

    private Action _end = null!;

    public static IGrainContext Ending(Action end)
    {
        var context = Create<IGrainContext, SimulatedContext>();
        ((SimulatedContext)(object)context)._end = end;
        return context;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        switch (targetMethod!.Name)
        {
            case "get_GrainId":
                return Id;
            case nameof(IGrainContext.Deactivate):
                _end();
                return null;
            default:
                throw new NotSupportedException(targetMethod.Name);
        }
    }
}
