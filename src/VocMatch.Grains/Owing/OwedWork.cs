using Microsoft.Extensions.Logging;

namespace VocMatch.Grains.Owing;

/// <summary>
/// Does what a grain's row says is still owed to others: between the grain's turns, after every write, and again, ever more rarely, until
/// nothing is owed. What dies with the silo is done on the reminder (<see cref="WakeUp"/>).
/// </summary>
/// <param name="pay">Does what is owed now; false where some of it is left.</param>
internal sealed partial class OwedWork(Grain owner, Func<Task<bool>> pay, GrainsOptions options, ILogger logger)
{
    private bool _paying;
    private bool _again;
    private int _failures;
    private IGrainTimer? _repeat;

    /// <summary>Begins, or makes the work that is under way look once more.</summary>
    public void Start() => _ = Pay();

    /// <summary>Ends when nothing is owed, or when this attempt failed and another one is due, or at once where work is under way.</summary>
    public async Task Pay()
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
        }
        catch (Exception failure)
        {
            LogNotPaid(logger, owner.GrainContext.GrainId, failure);
        }

        _paying = false;
        _repeat?.Dispose();
        _repeat = null;
        if (paid)
        {
            _failures = 0;
        }
        else
        {
            RepeatLater();
        }
    }

    private void RepeatLater()
    {
        var pause = options.FirstRepeat * Math.Pow(2, Math.Min(_failures++, 20));
        _repeat = owner.RegisterGrainTimer(
            static (work, _) => work.Pay(),
            this,
            new GrainTimerCreationOptions(pause < options.LongestRepeat ? pause : options.LongestRepeat, Timeout.InfiniteTimeSpan)
            {
                Interleave = true,
                KeepAlive = true,
            });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Grain} could not finish what it owes; it will try again.")]
    private static partial void LogNotPaid(ILogger logger, GrainId grain, Exception failure);
}
