using System.Collections.Concurrent;
using Orleans.Storage;

namespace VocMatch.Grains.Tests.Platforms;

/// <summary>The real storage, which fails where a test says so.</summary>
internal sealed class FaultyStorage(IGrainStorage real, Faults faults) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        faults.ThrowOn(Fault.Read, stateName);
        await real.ReadStateAsync(stateName, grainId, grainState);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (faults.Strikes(Fault.Slow, stateName))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300));
        }

        faults.ThrowOn(Fault.Write, stateName);
        if (faults.Strikes(Fault.Unstorable, stateName))
        {
            throw new InvalidOperationException("No row can hold this state.");
        }

        if (faults.Strikes(Fault.Conflict, stateName))
        {
            throw new InconsistentStateException("Conflict", "stored", "held");
        }

        await real.WriteStateAsync(stateName, grainId, grainState);
        faults.Written.Enqueue((stateName, grainId.Key.ToString()!));
        faults.ThrowOn(Fault.WriteAcknowledgement, stateName);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        real.ClearStateAsync(stateName, grainId, grainState);
}

public enum Fault
{
    /// <summary>A row cannot be read.</summary>
    Read,

    /// <summary>Nothing is written.</summary>
    Write,

    /// <summary>Nothing is written, and nothing ever would be: storing has a defect.</summary>
    Unstorable,

    /// <summary>The row is written, but nobody is told.</summary>
    WriteAcknowledgement,

    /// <summary>Another activation has written the row.</summary>
    Conflict,

    /// <summary>The write takes its time.</summary>
    Slow,

    /// <summary>The read side is away.</summary>
    ReadSide,
}

/// <summary>Which operations fail at present.</summary>
internal sealed class Faults
{
    private readonly HashSet<(Fault Fault, string State)> _failing = [];
    private readonly Dictionary<(Fault Fault, string State), int> _once = [];

    /// <summary>Rows as they were written, one after another.</summary>
    public ConcurrentQueue<(string State, string Key)> Written { get; } = [];

    /// <summary>What the read side was asked, by the names of its members.</summary>
    public ConcurrentQueue<string> Readings { get; } = [];

    /// <summary>Lets one operation fail.</summary>
    /// <param name="after">How many of its kind succeed before.</param>
    public void Once(Fault fault, string state, int after)
    {
        lock (_failing)
        {
            _once[(fault, state)] = after;
        }
    }

    public void Begin(Fault fault, string state = "")
    {
        lock (_failing)
        {
            _failing.Add((fault, state));
        }
    }

    public void End(Fault fault, string state = "")
    {
        lock (_failing)
        {
            _failing.Remove((fault, state));
        }
    }

    /// <summary>Ends what <see cref="Once"/> began and did not come about.</summary>
    public void Calm()
    {
        lock (_failing)
        {
            _once.Clear();
        }
    }

    public void ThrowOn(Fault fault, string state = "")
    {
        if (Strikes(fault, state))
        {
            throw new InjectedFailureException($"{fault} {state}");
        }
    }

    /// <summary>Whether the operation is one that fails.</summary>
    public bool Strikes(Fault fault, string state)
    {
        lock (_failing)
        {
            if (_failing.Contains((fault, state)))
            {
                return true;
            }

            if (!_once.TryGetValue((fault, state), out var left))
            {
                return false;
            }

            _once[(fault, state)] = left - 1;
            return left == 0;
        }
    }
}

/// <summary>Like a driver's exception: no serializer knows it, and it derives from what drivers derive theirs from.</summary>
internal sealed class InjectedFailureException(string what) : System.Data.Common.DbException(what);
