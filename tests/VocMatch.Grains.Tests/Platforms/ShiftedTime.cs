namespace VocMatch.Grains.Tests.Platforms;

/// <summary>The machine's clock, put forward as far as a test says. Timers run as ever.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long _aheadTicks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _aheadTicks));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _aheadTicks, by.Ticks);
}
