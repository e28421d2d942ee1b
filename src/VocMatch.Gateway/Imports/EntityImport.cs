using System.Collections.Immutable;
using System.Threading.Channels;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Importing;
using VocMatch.Contracts.Outcomes;
using VocMatch.Data.Rows;
using VocMatch.Domain.Reading;
using VocMatch.Gateway.Tags;

namespace VocMatch.Gateway.Imports;

/// <summary>Writes rows to grains, many at a time; rows of one entity one after the other, in the order of their lines.</summary>
internal sealed class EntityImport<TRow>(RowKind<TRow> kind, IRoundReading rounds, TagWarnings tags) : IRowImport<TRow>
    where TRow : class
{
    /// <summary>Batches under way at once: while one is being stored the next ones are checked.</summary>
    private const int Lanes = 4;

    private const int MaxBatch = 256;

    public async Task<ImportReport> Run(
        IAsyncEnumerable<RowRead<TRow>> rows,
        bool dryRun,
        Action? advanced,
        CancellationToken cancellation)
    {
        var run = new ImportRun(new(DryRun: dryRun), new ImportTally(), new TouchedRounds(rounds), advanced);
        using var failing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var lanes = new Channel<(RowKey Key, RowRead<TRow> Read)>[Lanes];
        var workers = new Task[Lanes];
        for (var i = 0; i < Lanes; i++)
        {
            var lane = Channel.CreateBounded<(RowKey, RowRead<TRow>)>(
                new BoundedChannelOptions(MaxBatch) { SingleReader = true, SingleWriter = true });
            lanes[i] = lane;
            workers[i] = Work(lane.Reader, run, failing);
        }

        try
        {
            var firstLines = new Dictionary<RowKey, long>();
            await foreach (var read in rows.WithCancellation(failing.Token))
            {
                if (KeyOf(read) is not { } key)
                {
                    run.Refuse(read.Errors);
                }
                else if (!firstLines.TryAdd(key, read.Line))
                {
                    run.Refuse([key.Repeated(read.Line, kind.Column, firstLines[key])]);
                }
                else
                {
                    await lanes[(uint)string.GetHashCode(key.Entity, StringComparison.Ordinal) % Lanes].Writer.WriteAsync((key, read), failing.Token);
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
        var given = run.Tally.Tags;
        var unmatched = await tags.Unmatched([.. given.Keys], cancellation);
        return run.Tally.Report(dryRun) with
        {
            Warnings = unmatched.Count == 0 ? null : [.. unmatched
                .Select(one => new RowWarning(given[one.Tag].Line, one.Tag.Field, one.Tag.Tag, one.Sentence, given[one.Tag].Lines))
                .OrderBy(warning => warning.Line)
                .ThenBy(warning => warning.Field, StringComparer.Ordinal)
                .Take(ImportReport.MaxErrors)],
        };
    }

    /// <summary>Null where the line is wrong whatever is stored, or does not say what it is about.</summary>
    private RowKey? KeyOf(RowRead<TRow> read) =>
        read.Row is { } row ? kind.Key(row) : read.Patch is { } patch ? RowKey.Of(patch, kind.Column) : null;

    private async Task Work(ChannelReader<(RowKey Key, RowRead<TRow> Read)> lane, ImportRun run, CancellationTokenSource failing)
    {
        try
        {
            while (await lane.WaitToReadAsync(failing.Token))
            {
                var batch = new List<(RowKey Key, RowRead<TRow> Read)>(MaxBatch);
                while (batch.Count < MaxBatch && lane.TryRead(out var next))
                {
                    batch.Add(next);
                }

                var rows = new List<ResolvedRow>(batch.Count);
                foreach (var resolved in await ManyGrains.Ask(batch, one => Resolve(one.Key, one.Read, run)))
                {
                    if (resolved.Row is null)
                    {
                        run.Refuse(resolved.Errors);
                    }
                    else
                    {
                        rows.Add(resolved);
                    }
                }

                var outcomes = await Write([.. rows.Select(resolved => resolved.Row!)], run.Options);
                await ManyGrains.Send(rows.Zip(outcomes), written => Record(written.First, written.Second, run));
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await failing.CancelAsync();
            throw;
        }
    }

    /// <summary>What is stored is read where the line leaves things to it, and where it is to be compared with the line.</summary>
    private async Task<ResolvedRow> Resolve(RowKey key, RowRead<TRow> read, ImportRun run)
    {
        var stored = read.Patch is not null || run.Options.DryRun ? await kind.Stored(key) : null;
        var whole = stored is not null && read.Patch is { } patch ? patch.Over(stored.Row) : read;
        return new(key, read.Line, whole.Row, whole.Errors, stored);
    }

    private async Task Record(ResolvedRow resolved, Outcome<RowImported> outcome, ImportRun run)
    {
        if (!outcome.Succeeded)
        {
            run.Tally.Refuse(resolved.Line, outcome.Refusal);
        }
        else
        {
            run.Tally.Count(outcome.Value.Change);
            foreach (var tag in kind.Tags?.Invoke(resolved.Row!) ?? [])
            {
                run.Tally.Note(tag, resolved.Line);
            }

            if (run.Options.DryRun && outcome.Value.Change != Change.Unchanged)
            {
                run.Tally.Differ(await Difference(resolved, outcome.Value.Change, run));
            }
        }

        run.Advanced?.Invoke();
    }

    private async Task<RowDifference> Difference(ResolvedRow resolved, Change change, ImportRun run)
    {
        var fields = RowDifferences.Between(resolved.Stored?.Row, resolved.Row!, resolved.Stored is { InForce: true } ? "publish" : null);
        var touches = resolved.Stored is not null && kind.Touches is { } find ? await find(resolved.Row!, run.Rounds) : null;
        return new(resolved.Line, resolved.Key.Entity, change, fields, touches);
    }

    private async Task<ImmutableArray<Outcome<RowImported>>> Write(ImmutableArray<TRow> rows, WriteOptions options)
    {
        if (kind.WriteMany is { } writeMany && !options.DryRun)
        {
            return await writeMany(rows);
        }

        var outcomes = new Outcome<RowImported>[rows.Length];
        await ManyGrains.Send(Enumerable.Range(0, rows.Length).GroupBy(i => kind.Key(rows[i]).Entity, StringComparer.Ordinal), async same =>
        {
            foreach (var i in same)
            {
                outcomes[i] = await kind.Write(rows[i], options);
            }
        });
        return [.. outcomes];
    }

    private sealed record ImportRun(WriteOptions Options, ImportTally Tally, TouchedRounds Rounds, Action? Advanced)
    {
        public void Refuse(ImmutableArray<RowError> errors)
        {
            Tally.Refuse(errors);
            Advanced?.Invoke();
        }
    }

    private sealed record ResolvedRow(RowKey Key, long Line, TRow? Row, ImmutableArray<RowError> Errors, StoredRow<TRow>? Stored);
}
