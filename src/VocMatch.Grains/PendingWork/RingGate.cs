namespace VocMatch.Grains.PendingWork;

/// <summary>
/// Lets so many of those that ring at once work at a time. Silos that restart ring whatever was due meanwhile, and requests must find a store
/// that still answers them.
/// </summary>
internal sealed class RingGate(int atOnce)
{
    private readonly SemaphoreSlim _open = new(atOnce);

    /// <summary>Of this process: its silo has one pool of connections.</summary>
    public static RingGate OfProcess { get; } = new(16);

    /// <summary>Does the work in its turn, on the caller's scheduler.</summary>
    public async Task Pass(Func<Task> work)
    {
        await _open.WaitAsync();
        try
        {
            await work();
        }
        finally
        {
            _open.Release();
        }
    }
}
