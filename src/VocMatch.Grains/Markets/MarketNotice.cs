using Microsoft.Extensions.Logging;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Markets;

/// <summary>What a market has still to be notified of: sent after every write, and again, ever more rarely, until it was acknowledged.</summary>
/// <param name="deliver">Sends the grain's present state; ends when that was acknowledged.</param>
/// <param name="acknowledged">Called when nothing is pending any more.</param>
internal sealed partial class MarketNotice(
    Grain owner, Func<Task> deliver, Action? acknowledged, GrainsOptions options, ILogger logger)
{
    private int _latest;
    private int _failures;
    private IGrainTimer? _repeat;

    /// <summary>True while the market has not acknowledged the last state that was sent.</summary>
    public bool IsPending { get; private set; }

    /// <summary>Notifies the market. Ends when it has acknowledged, or when this attempt failed and another one is due.</summary>
    public async Task Notify()
    {
        var mine = ++_latest;
        IsPending = true;
        try
        {
            await deliver();
        }
        catch (Exception failure)
        {
            if (!StoreFailures.IsLoss(failure))
            {
                // It is notified again all the same, as a market that is renewed may take it, but nobody may take it for an outage.
                LogWrong(logger, owner.GrainContext.GrainId, failure);
            }
            else if (_failures > 0)
            {
                LogNotDelivered(logger, owner.GrainContext.GrainId, _failures + 1, failure);
            }

            if (mine == _latest)
            {
                RepeatLater();
            }

            return;
        }

        if (mine == _latest)
        {
            IsPending = false;
            _failures = 0;
            _repeat?.Dispose();
            _repeat = null;
            acknowledged?.Invoke();
        }
    }

    /// <summary>Notifies the market, and waits for it a little: a caller who reads next shall find what was written.</summary>
    public Task NotifyPatiently() => Task.WhenAny(Notify(), Task.Delay(options.MarketPatience));

    private void RepeatLater()
    {
        var pause = options.Repeats.After(++_failures, owner.GrainContext.GrainId.ToString());
        _repeat?.Dispose();
        _repeat = owner.RegisterGrainTimer(
            static (notice, _) => notice.Notify(),
            this,
            new GrainTimerCreationOptions(pause, Timeout.InfiniteTimeSpan)
            {
                Interleave = true,
                KeepAlive = true,
            });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The market of {Grain} could not take what it was sent, though nothing was lost.")]
    private static partial void LogWrong(ILogger logger, Orleans.Runtime.GrainId grain, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The market of {Grain} did not acknowledge {Times} times in a row; it will be notified again.")]
    private static partial void LogNotDelivered(ILogger logger, Orleans.Runtime.GrainId grain, int times, Exception failure);
}
