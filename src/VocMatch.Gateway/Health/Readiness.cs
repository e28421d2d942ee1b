namespace VocMatch.Gateway.Health;

/// <summary>Whether this process is done starting: what a load balancer asks before it sends anybody here.</summary>
public sealed class Readiness
{
    private volatile string? _waitingFor = "the start";

    /// <summary>What is still missing, or null when nothing is.</summary>
    public string? WaitingFor => _waitingFor;

    public void WaitFor(string what) => _waitingFor = what;

    public void Reached() => _waitingFor = null;
}
