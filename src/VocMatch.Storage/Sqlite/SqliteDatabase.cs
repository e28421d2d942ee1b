using VocMatch.Storage.Databases;

namespace VocMatch.Storage.Sqlite;

/// <summary>The embedded database: one writer, and as many readers as ask at once.</summary>
/// <remarks>Write-ahead log, so that readers never wait for the writer; every commit is flushed (synchronous = FULL).</remarks>
internal sealed class SqliteDatabase : IStorageDatabase, IAsyncDisposable
{
    public const string FileName = "vocmatch.db";

    private readonly string _file;
    private readonly Lazy<Task> _ready;
    private readonly SqliteReaders _readers;
    private SqliteWriter? _writer;

    public SqliteDatabase(string directory)
    {
        _file = Path.Combine(Path.GetFullPath(directory), FileName);
        _readers = new SqliteReaders(_file);
        _ready = new Lazy<Task>(() => Task.Run(Open));
    }

    /// <summary>Opens the writer; before <see cref="Ready"/> has completed there is none.</summary>
    public SqliteWriter Writer => _writer ?? throw new InvalidOperationException("The database has not been opened.");

    public SqliteReaders Readers => _readers;

    public Task Ready() => _ready.Value;

    public async ValueTask DisposeAsync()
    {
        if (_writer is { } writer)
        {
            _writer = null;
            await writer.DisposeAsync();
        }

        _readers.Dispose();
    }

    private void Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        SqliteExamination.Examine(_file);
        var connection = SqliteConnections.OpenForWriting(_file);
        try
        {
            SqliteSchema.Upgrade(connection, _file);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        _writer = new SqliteWriter(connection);
    }
}
