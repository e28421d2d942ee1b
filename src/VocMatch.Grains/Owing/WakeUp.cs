namespace VocMatch.Grains.Owing;

/// <summary>
/// The one reminder of a grain that owes something. It is set before the row that owes is written, so that no crash leaves a row that nobody
/// wakes up for; a reminder that finds nothing owed is taken away.
/// </summary>
/// <remarks>It is not taken away the moment the debt is paid: a busy grain would set and remove it with every write.</remarks>
internal sealed class WakeUp(Grain owner, TimeProvider time)
{
    public const string Reminder = "owed";

    /// <summary>How soon what a dead silo left undone is done; Orleans allows no shorter period.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>A deadline that is farther away is looked at again on the way.</summary>
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(1);

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
        var due = at <= now ? now + Period : at;
        if (_set > now && _set <= due)
        {
            return;
        }

        await Set(due - now);
    }

    /// <summary>The reminder rang, and what was due is done.</summary>
    /// <param name="owedAt">When something is still to be done; null where nothing is.</param>
    public async Task Rang(DateTimeOffset? owedAt)
    {
        if (owedAt is { } at)
        {
            var wait = at - time.GetUtcNow();
            await Set(wait > Period ? wait : Period);
        }
        else if (await owner.GetReminder(Reminder) is { } reminder)
        {
            await owner.UnregisterReminder(reminder);
            _set = null;
        }
    }

    private async Task Set(TimeSpan wait)
    {
        var due = wait < Farthest ? wait : Farthest;
        await owner.RegisterOrUpdateReminder(Reminder, due, Period);
        _set = time.GetUtcNow() + due;
    }
}
