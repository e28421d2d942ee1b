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
        faults.ThrowOn(Fault.Write, stateName);
        await real.WriteStateAsync(stateName, grainId, grainState);
        faults.ThrowOn(Fault.WriteAcknowledgement, stateName);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        real.ClearStateAsync(stateName, grainId, grainState);
}

internal enum Fault
{
    /// <summary>A row cannot be read.</summary>
    Read,

    /// <summary>Nothing is written.</summary>
    Write,

    /// <summary>The row is written, but nobody is told.</summary>
    WriteAcknowledgement,

    /// <summary>The read side is away.</summary>
    ReadSide,
}

/// <summary>Which operations fail at present.</summary>
internal sealed class Faults
{
    private readonly HashSet<(Fault Fault, string State)> _failing = [];

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

    public void ThrowOn(Fault fault, string state = "")
    {
        lock (_failing)
        {
            if (_failing.Contains((fault, state)))
            {
                throw new InjectedFailureException($"{fault} {state}");
            }
        }
    }
}

/// <summary>Like a driver's exception: no serializer knows it, and it derives from what drivers derive theirs from.</summary>
internal sealed class InjectedFailureException(string what) : System.Data.Common.DbException(what);
