using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace VocMatch.Storage.Reading;

/// <summary>Streams a large result: one task reads rows, as many as there are cores parse them, the caller takes what is ready.</summary>
internal static class ParallelStream
{
    private const int BatchSize = 256;

    /// <summary>Bounds what waits between two stages, so that memory does not grow with the result.</summary>
    private const int BatchesInFlight = 16;

    /// <param name="read">Copies what is needed out of the current row.</param>
    /// <param name="parse">Runs on several threads at once.</param>
    /// <returns>In no order.</returns>
    public static async IAsyncEnumerable<T> Stream<TRow, T>(
        this IQueries queries,
        SqlQuery query,
        Func<DbDataReader, TRow> read,
        Func<TRow, T> parse,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var rows = Channel.CreateBounded<List<TRow>>(BatchesInFlight);
        var items = Channel.CreateBounded<T[]>(BatchesInFlight);
        var reading = CompleteWith(rows.Writer, ReadRows(queries, query, read, rows.Writer, stop.Token));
        var parsing = CompleteWith(
            items.Writer,
            Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount)
                .Select(_ => Task.Run(() => ParseRows(rows.Reader, parse, items.Writer, stop.Token), stop.Token))));
        try
        {
            await foreach (var batch in items.Reader.ReadAllAsync(cancellation))
            {
                foreach (var item in batch)
                {
                    yield return item;
                }
            }
        }
        finally
        {
            // The caller may have stopped early. A failure has reached the caller through the channel by now.
            await stop.CancelAsync();
            await Task.WhenAll(reading, parsing);
        }
    }

    private static async Task ReadRows<TRow>(
        IQueries queries,
        SqlQuery query,
        Func<DbDataReader, TRow> read,
        ChannelWriter<List<TRow>> rows,
        CancellationToken cancellation)
    {
        var batch = new List<TRow>(BatchSize);
        await queries.ForEach(
            query,
            row =>
            {
                batch.Add(read(row));
                if (batch.Count < BatchSize)
                {
                    return ValueTask.CompletedTask;
                }

                var full = batch;
                batch = new List<TRow>(BatchSize);
                return rows.WriteAsync(full, cancellation);
            },
            cancellation);
        await rows.WriteAsync(batch, cancellation);
    }

    private static async Task ParseRows<TRow, T>(
        ChannelReader<List<TRow>> rows,
        Func<TRow, T> parse,
        ChannelWriter<T[]> items,
        CancellationToken cancellation)
    {
        await foreach (var batch in rows.ReadAllAsync(cancellation))
        {
            var parsed = new T[batch.Count];
            for (var i = 0; i < parsed.Length; i++)
            {
                parsed[i] = parse(batch[i]);
            }

            await items.WriteAsync(parsed, cancellation);
        }
    }

    /// <summary>Passes the stage's end on to the next one, its failure too.</summary>
    private static async Task CompleteWith<T>(ChannelWriter<T> next, Task stage)
    {
        await stage.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        next.Complete(stage.IsCanceled ? new OperationCanceledException() : stage.Exception?.InnerException);
    }
}
