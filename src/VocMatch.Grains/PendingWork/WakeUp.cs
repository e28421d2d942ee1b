using VocMatch.Domain.Runtime;

namespace VocMatch.Grains.PendingWork;

/// <summary>
/// The one reminder of a grain that owes something. It is set before the row that owes is written, so that no crash leaves a row that nobody
/// wakes up for; a reminder that finds nothing owed is taken away.
/// </summary>
/// <remarks>It is not taken away the moment the debt is paid: a busy grain would set and remove it with every write.</remarks>
internal sealed class WakeUp(Grain owner, GrainsOptions options, TimeProvider time)
{
    public const string Reminder = "owed";

    /// <summary>Between two rings while something is owed; Orleans allows no shorter period.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>A deadline that is farther away is looked at again on the way.</summary>
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(1);

    /// <summary>Of the time until it rings, so much more at most: what is due at one moment does not ring at one moment.</summary>
    private const double Spread = 0.25;

    private DateTimeOffset? _set;

    /// <summary>Makes sure that the grain is woken in time.</summary>
    /// <param name="owedAt">When something is to be done, also in the past; null where nothing is.</param>
    public async Task Expect(DateTimeOffset? owedAt)
    {
        if (owedAt is not { } at)
        {
            return;
        }

        var now = time.GetUtcNow();
        var due = at <= now ? now + options.WakeUpAfter : at;
        if (_set > now && _set <= due)
        {
            return;
        }

        await Set(due - now);
    }

    /// <summary>The reminder rang. It rings again soon while something is owed, later where that is due later, and else no more.</summary>
    /// <param name="owedAt">When something is still to be done; null where nothing is.</param>
    public async Task Rang(DateTimeOffset? owedAt)
    {
        if (owedAt is null)
        {
            _set = null;
            if (await owner.GetReminder(Reminder) is { } reminder)
            {
                await owner.UnregisterReminder(reminder);
            }
        }
        else if (owedAt - time.GetUtcNow() is { } wait && wait > Period)
        {
            await Set(wait);
        }
        else
        {
            _set = time.GetUtcNow() + Period;
        }
    }

    /// <summary>When a grain's reminder rings: never before the time, and up to a minute after it, each grain at its own moment.</summary>
    public static TimeSpan RingsIn(GrainId grain, TimeSpan wait)
    {
        var due = wait < Farthest ? wait : Farthest;
        var most = due * Spread < Period ? due * Spread : Period;
        return due + (most * (grain.GetUniformHashCode() / (double)uint.MaxValue));
    }

    private async Task Set(TimeSpan wait)
    {
        var due = RingsIn(owner.GrainContext.GrainId, wait);
        await owner.RegisterOrUpdateReminder(Reminder, due, Period);

        // Without the spread: whoever expects to be woken at the same time again is.
        _set = time.GetUtcNow() + (wait < Farthest ? wait : Farthest);
    }
}
