using VocMatch.Domain.Runtime;

namespace VocMatch.Grains.Markets;

/// <summary>What a market has still to be notified of: sent after every write, and again with the grain's pending work until it was acknowledged.</summary>
/// <param name="deliver">Sends the grain's present state; ends when that was acknowledged.</param>
/// <param name="acknowledged">Called when nothing is pending any more.</param>
/// <param name="failed">Has it tried again.</param>
internal sealed class MarketNotice(Func<Task> deliver, Action? acknowledged, Func<Exception, Task> failed, GrainsOptions options)
{
    private int _latest;
    private bool _hasFailed;

    /// <summary>True while the market has not acknowledged the last state that was sent.</summary>
    public bool IsPending { get; private set; }

    /// <summary>Notifies the market. Ends when it has acknowledged, or when this attempt failed and another one is due.</summary>
    public async Task Notify()
    {
        try
        {
            await Deliver();
        }
        catch (Exception failure)
        {
            await failed(failure);
        }
    }

    /// <summary>Notifies the market, and waits for it a little: a caller who reads next shall find what was written.</summary>
    public Task NotifyWithTimeout() => Task.WhenAny(Notify(), Task.Delay(options.MarketTimeout));

    /// <summary>Notifies the market again after other work, where it could not be notified before.</summary>
    public async Task<bool> After(Func<Task<bool>> work)
    {
        try
        {
            return await work();
        }
        finally
        {
            if (_hasFailed)
            {
                await Deliver();
            }
        }
    }

    private async Task Deliver()
    {
        var mine = ++_latest;
        (IsPending, _hasFailed) = (true, false);
        try
        {
            await deliver();
        }
        catch
        {
            // A later state that is under way, or has arrived, makes up for this one.
            if (mine != _latest)
            {
                return;
            }

            _hasFailed = true;
            throw;
        }

        if (mine == _latest)
        {
            IsPending = false;
            acknowledged?.Invoke();
        }
    }
}
