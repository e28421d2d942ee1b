using System.Collections.Concurrent;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Grains.Tests.Platforms;

/// <summary>Counts the calls that grains of ours receive, and loses those that a test says are lost.</summary>
internal sealed class CountedCalls : IIncomingGrainCallFilter
{
    private readonly ConcurrentQueue<string> _received = [];

    /// <summary>By interface and method, <c>IMarketGrain.Upsert</c>.</summary>
    public Func<string, bool> IsLost { get; set; } = static _ => false;

    public IReadOnlyCollection<string> Received => _received;

    public void Clear() => _received.Clear();

    public int Of(string call) => _received.Count(received => received == call);

    public Task Invoke(IIncomingGrainCallContext context)
    {
        var call = $"{context.InterfaceMethod.DeclaringType!.Name}.{context.InterfaceMethod.Name}";
        if (context.InterfaceMethod.DeclaringType.Namespace!.StartsWith("VocMatch", StringComparison.Ordinal))
        {
            _received.Enqueue(call);
        }

        return IsLost(call) ? throw new StoreUnavailableException($"{call} is lost.") : context.Invoke();
    }
}
