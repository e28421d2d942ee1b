using VocMatch.Domain.Runtime;

namespace VocMatch.Grains.PendingWork;

/// <summary>
/// The one reminder of a grain with pending work. It is set before the row that has something to do is written, so that no crash leaves a row
/// that nobody wakes up for; a reminder that finds nothing to do is taken away.
/// </summary>
/// <remarks>It is not taken away the moment the work is done: a busy grain would set and remove it with every write.</remarks>
internal sealed class WakeUp(Grain owner, GrainsOptions options, TimeProvider time)
{
    public const string Reminder = "owed";

    /// <summary>Between two rings while something is to be done; Orleans allows no shorter period.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>A deadline that is farther away is looked at again on the way.</summary>
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(1);

    private DateTimeOffset? _set;

    /// <summary>
    /// 0 to 1, by the grain. What many grains have to do from one moment on, as after a freeze, falls due over a period and not in one second: a
    /// silo that starts after that rings each in the place that its first ring has in the period.
    /// </summary>
    private double Spread => owner.GetGrainId().GetUniformHashCode() / (double)uint.MaxValue;

    /// <summary>Makes sure that the grain is woken in time.</summary>
    /// <param name="dueAt">When something is to be done, also in the past; null where nothing is.</param>
    public async Task Expect(DateTimeOffset? dueAt)
    {
        if (dueAt is not { } at)
        {
            return;
        }

        var now = time.GetUtcNow();
        var due = at <= now ? now + (options.WakeUpAfter * (1 + Spread)) : at;
        if (_set > now && _set <= due)
        {
            return;
        }

        await Set(due - now);
    }

    /// <summary>The reminder rang. It rings again soon while something is to be done, later where that is due later, and else no more.</summary>
    /// <param name="dueAt">When something is still to be done; null where nothing is.</param>
    public async Task Rang(DateTimeOffset? dueAt)
    {
        if (dueAt is null)
        {
            _set = null;
            if (await owner.GetReminder(Reminder) is { } reminder)
            {
                await owner.UnregisterReminder(reminder);
            }
        }
        else if (dueAt - time.GetUtcNow() is { } wait && wait > Period)
        {
            await Set(wait);
        }
        else
        {
            _set = time.GetUtcNow() + Period;
        }
    }

    private async Task Set(TimeSpan wait)
    {
        var due = wait < Farthest ? wait : Farthest;
        await owner.RegisterOrUpdateReminder(Reminder, due, Period);
        _set = time.GetUtcNow() + due;
    }
}
