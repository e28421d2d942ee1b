using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace VocMatch.Storage.Sqlite;

/// <summary>The one thread that writes: it commits whatever has queued up as one group, so that many writes share one flush to disk.</summary>
/// <remarks>
/// While a group is being flushed the next one gathers; a lone write waits for nobody. A write is acknowledged after the commit
/// of its group. What fails a statement fails its own write only; what fails the transaction fails the group's writes.
/// </remarks>
internal sealed class SqliteWriter : IAsyncDisposable
{
    /// <summary>Callers wait where so many writes are queued.</summary>
    private const int QueueCapacity = 16_384;

    /// <summary>Bounds what a single commit holds up.</summary>
    private const int GroupSize = 1_024;

    private readonly Channel<PendingWrite> _queue = Channel.CreateBounded<PendingWrite>(
        new BoundedChannelOptions(QueueCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteSession _session;

    public SqliteWriter(SqliteConnection connection)
    {
        _session = new SqliteSession(connection);
        new Thread(WriteGroups) { Name = "VocMatch SQLite writer", IsBackground = true }.Start();
    }

    /// <summary>Runs the work in a group's transaction, and completes when it is on disk.</summary>
    /// <exception cref="ObjectDisposedException">The writer is shutting down.</exception>
    public async Task<T> Write<T>(Func<SqliteSession, T> work, CancellationToken cancellation = default)
    {
        var write = new PendingWrite<T>(work);
        await Enqueue(write, cancellation);
        return await write.Completion;
    }

    public async ValueTask Enqueue(PendingWrite write, CancellationToken cancellation = default)
    {
        try
        {
            await _queue.Writer.WriteAsync(write, cancellation);
        }
        catch (ChannelClosedException closed)
        {
            throw new ObjectDisposedException("The store is shutting down and takes no more writes.", closed);
        }
    }

    /// <summary>Takes no more writes, and returns when those already taken are on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _ended.Task;
    }

    private void WriteGroups()
    {
        var group = new List<PendingWrite>(GroupSize);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            while (group.Count < GroupSize && _queue.Reader.TryRead(out var write))
            {
                group.Add(write);
            }

            WriteGroup(group);
        }

        SqliteConnections.EmptyLog(_session.Connection);
        _session.Dispose();
        _ended.SetResult();
    }

    private void WriteGroup(List<PendingWrite> group)
    {
        var failures = new Dictionary<PendingWrite, Exception>(ReferenceEqualityComparer.Instance);
        try
        {
            _session.Execute("BEGIN IMMEDIATE");
            foreach (var write in group)
            {
                RunAlone(write, failures);
            }

            _session.Execute("COMMIT");
        }
        catch (Exception failure)
        {
            RollBack();
            if (group.Count > 1 && SqliteFailure.IsFull(failure))
            {
                // One large write must not take the small ones with it that still fit.
                group.ForEach(write => WriteGroup([write]));
                return;
            }

            group.ForEach(write => write.Fail(failures.GetValueOrDefault(write, failure)));
            return;
        }

        foreach (var write in group)
        {
            if (failures.TryGetValue(write, out var failure))
            {
                write.Fail(failure);
            }
            else
            {
                write.Succeed();
            }
        }
    }

    /// <summary>Keeps a failure of this write from the others of the group.</summary>
    private void RunAlone(PendingWrite write, Dictionary<PendingWrite, Exception> failures)
    {
        var savepoint = write.NeedsSavepoint;
        if (savepoint)
        {
            _session.Execute("SAVEPOINT write_of_group");
        }

        try
        {
            write.Run(_session);
        }
        catch (Exception failure) when (!SqliteFailure.EndsTransaction(failure))
        {
            failures.Add(write, failure);
            if (savepoint)
            {
                _session.Execute("ROLLBACK TO write_of_group");
            }
        }

        if (savepoint)
        {
            _session.Execute("RELEASE write_of_group");
        }
    }

    /// <summary>SQLite may have rolled back by itself already.</summary>
    private void RollBack()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(_session.Connection.Handle) == 0)
        {
            _session.Execute("ROLLBACK");
        }
    }
}
