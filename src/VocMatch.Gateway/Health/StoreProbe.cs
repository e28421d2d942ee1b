using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Reading;
using VocMatch.Domain.Reading;

namespace VocMatch.Gateway.Health;

/// <summary>Whether the store takes writes and answers reads, asked at most once in a while however often health is.</summary>
internal sealed partial class StoreProbe(IGrainFactory grains, IReadSide reading, TimeProvider time, ILogger<StoreProbe> logger)
{
    /// <summary>One row for all gateways: what is asked is whether it can be written, not by whom.</summary>
    private const string Row = "ready";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(4);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private string? _missing = "the store was not asked yet";
    private DateTimeOffset _askAgain;

    /// <summary>What is wrong with the store, as a sentence; null where nothing is.</summary>
    public async Task<string?> Missing(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (time.GetUtcNow() >= _askAgain)
            {
                _missing = await Ask();
                _askAgain = time.GetUtcNow() + Every;
            }

            return _missing;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<string?> Ask()
    {
        try
        {
            await grains.GetGrain<IWriteProbeGrain>(Row).Write().WaitAsync(Timeout);
        }
        catch (Exception failure)
        {
            LogNoWrites(logger, failure);
            return "The store takes no writes.";
        }

        try
        {
            using var timeout = new CancellationTokenSource(Timeout);
            await reading.DeadLetters(new PageRequest(1, null), timeout.Token);
        }
        catch (Exception failure)
        {
            LogNoReads(logger, failure);
            return "The store does not answer.";
        }

        return null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store takes no writes.")]
    private static partial void LogNoWrites(ILogger logger, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store does not answer.")]
    private static partial void LogNoReads(ILogger logger, Exception failure);
}
