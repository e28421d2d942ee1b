using Microsoft.Extensions.Logging;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Events;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.PendingWork;

/// <summary>
/// Does what a grain's row says is still to be done for others: between the grain's turns, after every write, and again, ever more rarely,
/// until nothing is left. What dies with the silo is done on the reminder (<see cref="WakeUp"/>). What fails though nothing was lost is listed
/// with the dead letters too, until it is done.
/// </summary>
/// <param name="work">Does what can be done now; false where some of it is left.</param>
/// <param name="due">When the grain's row has something to do, given the present: not after it for what is to be done at once; null where it has nothing.</param>
/// <param name="ended">Whether a failed write has ended the activation.</param>
internal sealed partial class PendingWorkRunner(
    Grain owner,
    Func<Task<bool>> work,
    Func<DateTimeOffset, DateTimeOffset?> due,
    Func<bool> ended,
    DeadLetterStore deadLetters,
    GrainsOptions options,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>A store that fails at every write shall not be asked by one activation after another without a rest.</summary>
    private const int FailuresOfTheNext = 4;

    /// <summary>Failures after which the pause is as long as any.</summary>
    private const int RarelyFrom = 20;

    private readonly WakeUp _wakeUp = new(owner, options, time);
    private bool _working;
    private bool _again;
    private int _failures;
    private int _wrong;
    private bool _listed;
    private bool _repeatDue;

    /// <summary>Makes sure that the grain is woken in time, before the row is written that has something to do then.</summary>
    /// <inheritdoc cref="WakeUp.Expect"/>
    public Task Expect(DateTimeOffset? dueAt) => _wakeUp.Expect(dueAt);

    /// <summary>The reminder rang.</summary>
    public Task Rang()
    {
        // Not waited for: whom it calls may be waiting for a turn of this grain.
        Start();
        return _wakeUp.Rang(due(time.GetUtcNow()));
    }

    /// <summary>Begins what is due, or makes the work that is under way look once more; does not wait for it.</summary>
    public void StartIfDue()
    {
        var now = time.GetUtcNow();
        if (due(now) <= now)
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

    private void Start() => _ = Work();

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
            }
            while (_again);
            await Unlist();
        }
        catch (Exception failure) when (StoreFailures.IsLoss(failure))
        {
            LogNotDone(logger, owner.GrainContext.GrainId, failure);
        }
        catch (Exception failure)
        {
            // What is half done must be finished whatever comes, so it is tried again; but rarely, and nobody may take it for an outage.
            LogWrong(logger, owner.GrainContext.GrainId, failure);
            _failures = RarelyFrom;
            await List(failure);
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
    /// reminder, which is for silos that die.
    /// </summary>
    private void RepeatLater()
    {
        _repeatDue = true;
        var pause = options.Repeats.After(ended() ? FailuresOfTheNext : ++_failures, owner.GrainContext.GrainId.ToString());
        var (self, listed) = (owner.AsReference<IPendingWorkGrain>(), _listed);
        _ = Task.Run(async () =>
        {
            await Task.Delay(pause);
            try
            {
                await self.DoPendingWork(listed);
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
