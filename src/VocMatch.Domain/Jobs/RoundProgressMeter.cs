using VocMatch.Contracts.Rounds;

namespace VocMatch.Domain.Jobs;

/// <summary>How far the present step has come. Reported from any thread.</summary>
internal sealed class RoundProgressMeter(TimeProvider time, ChangeSignal changed)
{
    /// <summary>Progress is counted row by row, and reported no more often than anybody reads it.</summary>
    private static readonly TimeSpan BetweenSignals = TimeSpan.FromMilliseconds(200);

    private long _signalledAt;
    private volatile RoundProgress _now = RoundProgress.None;
    private long _startedAt;

    public RoundProgress Now => _now;

    public void Report(string step, long done, long total)
    {
        if (_now.Step != step)
        {
            Interlocked.Exchange(ref _startedAt, time.GetTimestamp());
        }

        var elapsed = time.GetElapsedTime(Interlocked.Read(ref _startedAt)).TotalSeconds;
        int? left = done > 0 && total > done ? (int)Math.Min(int.MaxValue, elapsed * (total - done) / done) + 1 : null;
        _now = new(step, done, total, left);
        var signalled = Interlocked.Read(ref _signalledAt);
        if (time.GetElapsedTime(signalled) >= BetweenSignals
            && Interlocked.CompareExchange(ref _signalledAt, time.GetTimestamp(), signalled) == signalled)
        {
            changed.Raise();
        }
    }

    public void Stop()
    {
        _now = RoundProgress.None;
        changed.Raise();
    }
}
