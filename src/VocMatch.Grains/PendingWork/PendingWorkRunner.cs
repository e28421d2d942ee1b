using Microsoft.Extensions.Logging;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Events;
using VocMatch.Grains.Records;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.PendingWork;

/// <summary>
/// Does what a grain's row says is still to be done for others: between the grain's turns, after every write, and again, ever more rarely,
/// until nothing is left. What dies with the silo is done when the time has come that the row names (<see cref="DueWorkGrain"/>). What fails
/// though nothing was lost is listed with the dead letters too, until it is done.
/// </summary>
/// <param name="work">Does what can be done now; false where some of it is left.</param>
/// <param name="due">When the grain's row has something to do, given the present: not after it for what is to be done at once; null where it has nothing.</param>
/// <param name="rows">That the grain is woken by.</param>
internal sealed partial class PendingWorkRunner(
    Grain owner,
    Func<Task<bool>> work,
    Func<DateTimeOffset, DateTimeOffset?> due,
    IDueRecord[] rows,
    DeadLetterStore deadLetters,
    GrainsOptions options,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>A store that fails at every write shall not be asked by one activation after another without a rest.</summary>
    private const int FailuresOfTheNext = 4;

    /// <summary>Failures after which the pause is as long as any.</summary>
    private const int RarelyFrom = 20;

    private bool _working;
    private bool _again;
    private int _failures;
    private int _wrong;
    private bool _listed;
    private bool _repeatDue;
    private bool _catchUpDue;

    /// <summary>
    /// 0 to 1, by the grain. What many grains have to do from one moment on, as after a freeze, falls due over a while, so that a silo which
    /// dies then leaves no crowd.
    /// </summary>
    private double Spread => owner.GetGrainId().GetUniformHashCode() / (double)uint.MaxValue;

    /// <summary>
    /// The time that a row names which has something to do at <paramref name="dueAt"/>. What is to be done at once is done by this activation:
    /// it names the time by which it is not, unless the silo dies.
    /// </summary>
    /// <param name="dueAt">Also in the past; null where nothing is to be done.</param>
    /// <returns>Unix time in milliseconds, never before <paramref name="dueAt"/>.</returns>
    public long? WakeAt(DateTimeOffset? dueAt)
    {
        var now = time.GetUtcNow();
        return dueAt is { } at ? (at <= now ? now + (options.WakeUpAfter * (1 + Spread)) : at.AddMilliseconds(1)).ToUnixTimeMilliseconds() : null;
    }

    /// <summary>The row is due: does what is left, and ends when that was tried.</summary>
    public async Task DoDueWork()
    {
        await Work();
        _catchUpDue = false;
        try
        {
            await CatchUp();
        }
        catch (Exception failure)
        {
            await Failed(failure);
        }
    }

    /// <summary>Begins the work unless it is under way or rests after a failure.</summary>
    public void StartIfIdle()
    {
        if (!_working && !_repeatDue)
        {
            Start();
        }
    }

    /// <summary>Something that belongs to the work, and was tried beside it, has failed: all is tried again later.</summary>
    public async Task Failed(Exception failure)
    {
        await Note(failure);
        if (!_repeatDue)
        {
            RepeatLater();
        }
    }

    /// <summary>Begins what is due, or makes the work that is under way look once more; does not wait for it.</summary>
    public void StartIfDue()
    {
        if (IsDue(time.GetUtcNow()))
        {
            Start();
        }
    }

    /// <summary>The pause is over. Does not wait for the work.</summary>
    /// <param name="listed">Whether the work is listed as failed.</param>
    public Task Repeat(bool listed)
    {
        _repeatDue = false;
        _listed |= listed;
        Start();
        return Task.CompletedTask;
    }

    /// <summary>Begins the work, or makes what is under way look once more; does not wait for it.</summary>
    public void Start() => _ = Work();

    private bool IsDue(DateTimeOffset now) => due(now) <= now;

    private async Task Work()
    {
        if (_working)
        {
            _again = true;
            return;
        }

        _working = true;
        var done = false;
        try
        {
            do
            {
                _again = false;
                done = await work();
                await Unlist();
                CatchUpLater();
            }
            while (_again);
        }
        catch (Exception failure)
        {
            done = false;
            await Note(failure);
        }

        _working = false;
        if (done)
        {
            _failures = 0;
        }
        else if (!_repeatDue)
        {
            RepeatLater();
        }
    }

    /// <summary>What was found out is written after a while, so that much of it, or the next command, is written with it.</summary>
    private void CatchUpLater()
    {
        var now = time.GetUtcNow();
        if (_catchUpDue || IsDue(now) || !Array.Exists(rows, row => row.IsBehind(now)))
        {
            return;
        }

        _catchUpDue = true;
        CallLater(options.AcknowledgementDelay, static self => self.WakeUp());
    }

    /// <summary>Writes what is behind where nothing is left to do at once.</summary>
    private async Task CatchUp()
    {
        var now = time.GetUtcNow();
        if (!IsDue(now))
        {
            foreach (var row in rows)
            {
                await row.CatchUp(now);
            }
        }
    }

    /// <summary>The one rule of what failed: a loss is tried again soon, a defect rarely and listed.</summary>
    private async Task Note(Exception failure)
    {
        if (StoreFailures.IsLoss(failure))
        {
            LogNotDone(logger, owner.GrainContext.GrainId, failure);
            return;
        }

        // What is half done must be finished whatever comes, so it is tried again; but rarely, and nobody may take it for an outage.
        LogWrong(logger, owner.GrainContext.GrainId, failure);
        _failures = RarelyFrom;
        await List(failure);
    }

    private async Task List(Exception wrong)
    {
        try
        {
            await deadLetters.Keep(owner.GrainContext.GrainId, ++_wrong, wrong, time.GetUtcNow());
            _listed = true;
        }
        catch (Exception failure) when (StoreFailures.IsLoss(failure))
        {
            // It is listed when it fails the next time.
            LogNotDone(logger, owner.GrainContext.GrainId, failure);
        }
    }

    private async Task Unlist()
    {
        if (_listed)
        {
            await deadLetters.Clear(owner.GrainContext.GrainId);
            (_listed, _wrong) = (false, 0);
        }
    }

    /// <summary>
    /// Calls the grain after a pause: this activation, or the next one where a failed write has ended this one. It does not wait for the
    /// time that the row names, which is for silos that die.
    /// </summary>
    private void RepeatLater()
    {
        _repeatDue = true;
        var pause = options.Repeats.After(Array.Exists(rows, row => row.HasFailed) ? FailuresOfTheNext : ++_failures, owner.GrainContext.GrainId.ToString());
        var listed = _listed;
        CallLater(pause, self => self.DoPendingWork(listed));
    }

    /// <summary>Calls this activation after a pause, or the next one where this has ended by then.</summary>
    private void CallLater(TimeSpan pause, Func<IPendingWorkGrain, Task> call)
    {
        var self = owner.AsReference<IPendingWorkGrain>();
        _ = Task.Run(async () =>
        {
            await Task.Delay(pause);
            try
            {
                await call(self);
            }
            catch (Exception failure) when (StoreFailures.IsLoss(failure))
            {
                LogNotDone(logger, self.GetGrainId(), failure);
            }
        });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Grain} could not finish its pending work, though nothing was lost; it will try again, rarely.")]
    private static partial void LogWrong(ILogger logger, GrainId grain, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Grain} could not finish its pending work; it will try again.")]
    private static partial void LogNotDone(ILogger logger, GrainId grain, Exception failure);
}
