using System.Reflection;

namespace VocMatch.Grains.Tests.Records;

/// <summary>A row in memory, which several activations may hold at once.</summary>
internal sealed class MemoryTable<TState>(TState? state = null)
    where TState : class, new()
{
    public TState State { get; set; } = state ?? new();

    public int Version { get; set; }

    public int Reads { get; set; }
}

/// <summary>What one activation has read of the row.</summary>
internal sealed class MemoryRow<TState>(MemoryTable<TState> table) : IPersistentState<TState>
    where TState : class, new()
{
    public TState State { get; set; } = table.State;

    public string? Etag { get; private set; } = $"{table.Version}";

    public bool RecordExists => table.Version > 0;

    /// <summary>Thrown by the next write, before or after it has reached the row.</summary>
    public Exception? Failure { get; set; }

    public bool FailsAfterwards { get; set; }

    public Task ReadStateAsync()
    {
        table.Reads++;
        (State, Etag) = (table.State, $"{table.Version}");
        return Task.CompletedTask;
    }

    public Task WriteStateAsync() => Write(State);

    public Task ClearStateAsync() => Write(new TState());

    private Task Write(TState next)
    {
        if (Failure is { } before && !FailsAfterwards)
        {
            throw before;
        }

        if (Etag != $"{table.Version}")
        {
            throw new Orleans.Storage.InconsistentStateException("Another activation has written.", $"{table.Version}", Etag);
        }

        (table.State, table.Version) = (next, table.Version + 1);
        (State, Etag) = (next, $"{table.Version}");
        return Failure is { } after ? throw after : Task.CompletedTask;
    }
}

/// <summary>An activation that knows who it is and whether it is to end.</summary>
internal class MemoryContext : DispatchProxy
{
    public bool IsEnding { get; private set; }

    public static (IGrainContext Context, MemoryContext Self) Make()
    {
        var context = Create<IGrainContext, MemoryContext>();
        return (context, (MemoryContext)(object)context);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        switch (targetMethod!.Name)
        {
            case "get_GrainId":
                return GrainId.Create("test", "one");
            case nameof(IGrainContext.Deactivate):
                IsEnding = true;
                return null;
            default:
                throw new NotSupportedException(targetMethod.Name);
        }
    }
}
