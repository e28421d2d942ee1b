using Microsoft.Extensions.Logging;

namespace VocMatch.Grains.Owing;

/// <summary>
/// Does what a grain's row says is still owed to others: between the grain's turns, after every write, and again, ever more rarely, until
/// nothing is owed. What dies with the silo is done on the reminder (<see cref="WakeUp"/>).
/// </summary>
/// <param name="pay">Does what is owed now; false where some of it is left.</param>
/// <param name="ended">Whether a failed write has ended the activation.</param>
internal sealed partial class OwedWork(Grain owner, Func<Task<bool>> pay, Func<bool> ended, GrainsOptions options, ILogger logger)
{
    /// <summary>A store that fails at every write shall not be asked by one activation after another without a rest.</summary>
    private const int PausesOfTheNext = 10;

    /// <summary>Failures after which the pause is as long as any.</summary>
    private const int RarelyFrom = 20;

    private bool _paying;
    private bool _again;
    private int _failures;
    private bool _repeatDue;

    /// <summary>Begins, or makes the work that is under way look once more.</summary>
    public void Start() => _ = Pay();

    /// <summary>The pause is over.</summary>
    public void Repeat()
    {
        _repeatDue = false;
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

    /// <summary>
    /// Calls the grain after a pause: this activation, or the next one where a failed write has ended this one. It does not wait for the
    /// reminder, which is for silos that die.
    /// </summary>
    private void RepeatLater()
    {
        _repeatDue = true;
        var pause = ended() ? options.FirstRepeat * PausesOfTheNext : options.FirstRepeat * Math.Pow(2, Math.Min(_failures++, RarelyFrom));
        var self = owner.AsReference<IOwingGrain>();
        _ = Task.Run(async () =>
        {
            await Task.Delay(pause < options.LongestRepeat ? pause : options.LongestRepeat);
            try
            {
                await self.PayWhatIsOwed();
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
