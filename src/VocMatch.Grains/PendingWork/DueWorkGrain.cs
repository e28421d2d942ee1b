using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Grains;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.PendingWork;

/// <summary>Calls the grains of one part of the rows when they are due. Key: the part, see <see cref="IDueRows"/>.</summary>
[Alias("VocMatch.IDueWorkGrain")]
internal interface IDueWorkGrain : IGrainWithIntegerKey
{
    /// <summary>Looks for such rows from now on, on whichever silo there is.</summary>
    Task Begin();
}

/// <remarks>The only reminders of the platform are those of these grains: some few, however many rows have something to do.</remarks>
internal sealed partial class DueWorkGrain(IDueRows rows, DueGrains owners, GrainsOptions options, TimeProvider time, ILogger<DueWorkGrain> logger)
    : Grain, IDueWorkGrain, IRemindable
{
    /// <summary>Grains called at once: however many are due in one moment, calls of people find their turn between them.</summary>
    public const int AtOnce = 16;

    private const string Reminder = "due";

    /// <summary>Rows read at once.</summary>
    private const int Page = 500;

    /// <summary>Orleans allows no shorter period.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>Rows that were still due after their grain was called, and when it is called again.</summary>
    private Dictionary<(string StateName, string Key), (int Times, DateTimeOffset Next)> _called = [];

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(
            static (grain, cancellation) => grain.Look(cancellation),
            this,
            new GrainTimerCreationOptions(options.DueWorkInterval * Random.Shared.NextDouble(), options.DueWorkInterval) { Interleave = true, KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task Begin() => this.RegisterOrUpdateReminder(Reminder, Period, Period);

    /// <summary>It has activated the grain where its silo was lost; the timer does the rest.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    private async Task Look(CancellationToken cancellation)
    {
        try
        {
            var seen = new Dictionary<(string, string), (int, DateTimeOffset)>();
            for (DueRow? last = null; !cancellation.IsCancellationRequested;)
            {
                var page = await rows.Due((int)this.GetPrimaryKeyLong(), time.GetUtcNow(), last, Page, cancellation);
                await ManyGrains.Send(page, async row => seen[(row.StateName, row.Key)] = await Call(row), AtOnce);
                if (page.Length < Page)
                {
                    break;
                }

                last = page[^1];
            }

            // Who is not due any more has done what it had to.
            _called = seen;
        }
        catch (Exception failure) when (StoreFailures.IsLoss(failure))
        {
            LogNotRead(logger, this.GetPrimaryKeyLong(), failure);
        }
    }

    /// <summary>Calls the grain unless it was called a little while ago for the same: it tries again by itself while it is active.</summary>
    private async Task<(int Times, DateTimeOffset Next)> Call(DueRow row)
    {
        var (times, next) = _called.GetValueOrDefault((row.StateName, row.Key));
        if (next > time.GetUtcNow() || owners.Find(row) is not { } grain)
        {
            return (times, next);
        }

        try
        {
            await grain.WakeUp();
        }
        catch (Exception failure) when (StoreFailures.IsLoss(failure))
        {
            LogNotReached(logger, grain.GetGrainId(), failure);
        }
        catch (Exception failure)
        {
            // A grain that cannot even be activated takes none of the others with it.
            LogWrong(logger, grain.GetGrainId(), failure);
        }

        return (times + 1, time.GetUtcNow() + options.Repeats.After(times + 1, row.Key));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Part {Shard} of the rows that are due could not be read; it is read again.")]
    private static partial void LogNotRead(ILogger logger, long shard, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Grain} could not be called for its due work, though the store and the network work; it is tried again.")]
    private static partial void LogWrong(ILogger logger, GrainId grain, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Grain} could not do what was due; it is called again.")]
    private static partial void LogNotReached(ILogger logger, GrainId grain, Exception failure);
}
