namespace VocMatch.Benchmarks.Platform;

/// <summary>Looks at the anonymous memory of a process many times a second, since Linux keeps no peak of it. This process, where none is named.</summary>
internal sealed class PeakMemory : IDisposable
{
    private const int PeriodMilliseconds = 20;

    private readonly int _process;
    private readonly Timer _timer;
    private long _megabytes;

    public PeakMemory(int? process = null)
    {
        _process = process ?? Environment.ProcessId;
        _timer = new(_ => Look(), null, 0, PeriodMilliseconds);
    }

    /// <summary>The most since it looked first.</summary>
    public long Megabytes => Interlocked.Read(ref _megabytes);

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var now = ProcessMemory.Of(_process).AnonymousMegabytes;
        for (var most = Megabytes; now > most; most = Megabytes)
        {
            if (Interlocked.CompareExchange(ref _megabytes, now, most) == most)
            {
                break;
            }
        }
    }
}
