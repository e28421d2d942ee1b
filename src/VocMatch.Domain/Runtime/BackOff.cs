namespace VocMatch.Domain.Runtime;

/// <summary>How long what failed waits before it is tried again: twice as long each time up to a maximum, and not everybody equally long.</summary>
/// <param name="First">After the first failure.</param>
/// <param name="Max">The longest wait.</param>
public sealed record BackOff(TimeSpan First, TimeSpan Max)
{
    /// <summary>Doublings after which any wait is as long as it gets.</summary>
    private const int MaxDoublings = 30;

    /// <summary>The part of a wait that may be left out: what failed together is not tried again together.</summary>
    private const double Jitter = 0.25;

    /// <summary>The wait after so many failures in a row, at least 1: over three quarters of the doubled first one, and never more than it.</summary>
    /// <param name="failures">From 1 on.</param>
    /// <param name="who">Waits: the same one waits the same, another a little less or more.</param>
    public TimeSpan After(int failures, string who)
    {
        var whole = Math.Min(Max.Ticks, First.Ticks * Math.Pow(2, Math.Clamp(failures - 1, 0, MaxDoublings)));
        return TimeSpan.FromTicks((long)(whole * (1 - (Jitter * Share(who, failures)))));
    }

    /// <summary>0 to below 1, by FNV-1a (Fowler, Noll, Vo, 1991): unlike the runtime's hash it is the same in every process.</summary>
    private static double Share(string who, int failures)
    {
        const uint Offset = 2_166_136_261;
        const uint Prime = 16_777_619;
        var hash = Offset;
        foreach (var sign in who)
        {
            hash = unchecked((hash ^ sign) * Prime);
        }

        hash = unchecked((hash ^ (uint)failures) * Prime);
        return hash / (1d + uint.MaxValue);
    }
}
