using System.Threading.Channels;
using VocMatch.Contracts.Outcomes;
using VocMatch.Data.Rows;

namespace VocMatch.Gateway.Imports;

/// <summary>Writes rows to grains, many at a time; rows of one entity one after the other, in the order of their lines.</summary>
/// <param name="key">Id of the entity a row is about.</param>
/// <param name="write">Writes one row.</param>
internal sealed class EntityImport<TRow>(Func<TRow, string> key, Func<TRow, WriteOptions, Task<Outcome<Imported>>> write) : IRowImport<TRow>
    where TRow : class
{
    /// <summary>Rows under way at once: enough to fill the storage's group commits.</summary>
    private const int Lanes = 128;

    private const int LaneCapacity = 8;

    private static readonly WriteOptions Writing = new();

    private static readonly WriteOptions Trying = new(DryRun: true);

    public async Task<ImportReport> Run(
        IAsyncEnumerable<RowRead<TRow>> rows,
        bool dryRun,
        Action? advanced,
        CancellationToken cancellation)
    {
        var tally = new ImportTally();
        var options = dryRun ? Trying : Writing;
        using var failing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var lanes = new Channel<RowRead<TRow>>[Lanes];
        var workers = new Task[Lanes];
        for (var i = 0; i < Lanes; i++)
        {
            var lane = Channel.CreateBounded<RowRead<TRow>>(new BoundedChannelOptions(LaneCapacity) { SingleReader = true, SingleWriter = true });
            lanes[i] = lane;
            workers[i] = Work(lane.Reader, options, tally, advanced, failing);
        }

        try
        {
            await foreach (var read in rows.WithCancellation(failing.Token))
            {
                if (read.Row is { } row)
                {
                    await lanes[(uint)string.GetHashCode(key(row), StringComparison.Ordinal) % Lanes].Writer.WriteAsync(read, failing.Token);
                }
                else
                {
                    tally.Refuse(read.Errors);
                    advanced?.Invoke();
                }
            }
        }
        catch (OperationCanceledException) when (failing.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            // A worker failed and stopped the reading; what it failed with is thrown below.
        }
        finally
        {
            foreach (var lane in lanes)
            {
                lane.Writer.TryComplete();
            }
        }

        await Task.WhenAll(workers);
        return tally.Report(dryRun);
    }

    private async Task Work(
        ChannelReader<RowRead<TRow>> lane,
        WriteOptions options,
        ImportTally tally,
        Action? advanced,
        CancellationTokenSource failing)
    {
        try
        {
            await foreach (var read in lane.ReadAllAsync(failing.Token))
            {
                var outcome = await write(read.Row!, options);
                if (outcome.Succeeded)
                {
                    tally.Count(outcome.Value.Change);
                }
                else
                {
                    tally.Refuse(read.Line, outcome.Refusal);
                }

                advanced?.Invoke();
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await failing.CancelAsync();
            throw;
        }
    }
}

/// <summary>What one row did.</summary>
internal sealed record Imported(Change Change);
