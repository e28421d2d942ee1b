using System.Collections.Immutable;
using System.Threading.Channels;
using VocMatch.Contracts.Importing;
using VocMatch.Contracts.Outcomes;
using VocMatch.Data.Rows;

namespace VocMatch.Gateway.Imports;

/// <summary>Writes rows to grains, many at a time; rows of one entity one after the other, in the order of their lines.</summary>
/// <param name="key">Id of the entity a row is about.</param>
/// <param name="write">Writes one row.</param>
/// <param name="writeMany">Writes many rows at once, where the kind can; never a dry run.</param>
internal sealed class EntityImport<TRow>(
    Func<TRow, string> key,
    Func<TRow, WriteOptions, Task<Outcome<RowImported>>> write,
    Func<ImmutableArray<TRow>, Task<ImmutableArray<Outcome<RowImported>>>>? writeMany = null) : IRowImport<TRow>
    where TRow : class
{
    /// <summary>Batches under way at once: while one is being stored the next ones are checked.</summary>
    private const int Lanes = 4;

    private const int MaxBatch = 256;

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
            var lane = Channel.CreateBounded<RowRead<TRow>>(new BoundedChannelOptions(MaxBatch) { SingleReader = true, SingleWriter = true });
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
        catch (OperationCanceledException) when (failing.IsCancellationRequested)
        {
            // Either way the workers end first: what is under way must not go on behind the back of whoever asked to stop.
        }
        finally
        {
            foreach (var lane in lanes)
            {
                lane.Writer.TryComplete();
            }
        }

        await Task.WhenAll(workers);
        cancellation.ThrowIfCancellationRequested();
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
            while (await lane.WaitToReadAsync(failing.Token))
            {
                var batch = new List<RowRead<TRow>>(MaxBatch);
                while (batch.Count < MaxBatch && lane.TryRead(out var read))
                {
                    batch.Add(read);
                }

                var outcomes = await Write([.. batch.Select(read => read.Row!)], options);
                for (var i = 0; i < batch.Count; i++)
                {
                    if (outcomes[i].Succeeded)
                    {
                        tally.Count(outcomes[i].Value!.Change);
                    }
                    else
                    {
                        tally.Refuse(batch[i].Line, outcomes[i].Refusal!);
                    }

                    advanced?.Invoke();
                }
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await failing.CancelAsync();
            throw;
        }
    }

    private async Task<ImmutableArray<Outcome<RowImported>>> Write(ImmutableArray<TRow> rows, WriteOptions options)
    {
        if (writeMany is not null && !options.DryRun)
        {
            return await writeMany(rows);
        }

        var outcomes = new Outcome<RowImported>[rows.Length];
        await Task.WhenAll(Enumerable.Range(0, rows.Length).GroupBy(i => key(rows[i]), StringComparer.Ordinal).Select(async same =>
        {
            foreach (var i in same)
            {
                outcomes[i] = await write(rows[i], options);
            }
        }));
        return [.. outcomes];
    }
}
