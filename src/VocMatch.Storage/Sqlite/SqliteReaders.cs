using System.Collections.Concurrent;

namespace VocMatch.Storage.Sqlite;

/// <summary>Read-only connections with their prepared statements, kept open and lent to one caller at a time.</summary>
internal sealed class SqliteReaders(string file) : IDisposable
{
    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private volatile bool _disposed;

    /// <summary>Lends a session until the lease is disposed; its statements must have been closed by then.</summary>
    public Lease Borrow()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new(this, _idle.TryTake(out var session) ? session : new SqliteSession(SqliteConnections.OpenForReading(file)));
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }

    private void Return(SqliteSession session)
    {
        _idle.Add(session);
        if (_disposed)
        {
            Dispose();
        }
    }

    public readonly struct Lease(SqliteReaders owner, SqliteSession session) : IDisposable
    {
        public SqliteSession Session => session;

        public void Dispose() => owner.Return(session);
    }
}
