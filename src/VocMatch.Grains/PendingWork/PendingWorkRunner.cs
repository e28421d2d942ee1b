using Microsoft.Extensions.Logging;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Events;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.PendingWork;

/// <summary>
/// Does what a grain's row says is still owed to others: between the grain's turns, after every write, and again, ever more rarely, until
/// nothing is owed. What dies with the silo is done on the reminder (<see cref="WakeUp"/>). What fails though nothing was lost is listed with
/// the dead letters too, until it is done.
/// </summary>
/// <param name="pay">Does what is owed now; false where some of it is left.</param>
/// <param name="ended">Whether a failed write has ended the activation.</param>
internal sealed partial class PendingWorkRunner(
    Grain owner, Func<Task<bool>> pay, Func<bool> ended, DeadLetterStore deadLetters, GrainsOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>A store that fails at every write shall not be asked by one activation after another without a rest.</summary>
    private const int FailuresOfTheNext = 4;

    /// <summary>Failures after which the pause is as long as any.</summary>
    private const int RarelyFrom = 20;

    private bool _paying;
    private bool _again;
    private int _failures;
    private int _wrong;
    private bool _listed;
    private bool _repeatDue;

    /// <summary>Begins, or makes the work that is under way look once more.</summary>
    public void Start() => _ = Pay();

    /// <summary>The pause is over.</summary>
    /// <param name="listed">Whether the work is listed as failed.</param>
    public void Repeat(bool listed)
    {
        _repeatDue = false;
        _listed |= listed;
        Start();
    }

    private async Task Pay()
    {
        if (_paying)
        {
            _again = true;
            return;
        }

        _paying = true;
        var paid = false;
        try
        {
            do
            {
                _again = false;
                paid = await pay();
            }
            while (_again);
            await Unlist();
        }
        catch (Exception failure) when (StoreFailures.IsLoss(failure))
        {
            LogNotPaid(logger, owner.GrainContext.GrainId, failure);
        }
        catch (Exception failure)
        {
            // What is half done must be finished whatever comes, so it is tried again; but rarely, and nobody may take it for an outage.
            LogWrong(logger, owner.GrainContext.GrainId, failure);
            _failures = RarelyFrom;
            await List(failure);
        }

        _paying = false;
        if (paid)
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
            LogNotPaid(logger, owner.GrainContext.GrainId, failure);
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
                LogNotPaid(logger, self.GetGrainId(), failure);
            }
        });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Grain} could not finish what it owes, though nothing was lost; it will try again, rarely.")]
    private static partial void LogWrong(ILogger logger, GrainId grain, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Grain} could not finish what it owes; it will try again.")]
    private static partial void LogNotPaid(ILogger logger, GrainId grain, Exception failure);
}
