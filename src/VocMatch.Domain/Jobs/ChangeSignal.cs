namespace VocMatch.Domain.Jobs;

/// <summary>Completes everybody's wait for something to change. Safe for concurrent use.</summary>
internal sealed class ChangeSignal
{
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the next change. Whoever takes it before looking misses none.</summary>
    public Task Next => _next.Task;

    public void Raise() => Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}
