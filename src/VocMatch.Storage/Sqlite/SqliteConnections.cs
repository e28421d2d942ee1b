using Microsoft.Data.Sqlite;

namespace VocMatch.Storage.Sqlite;

/// <summary>Opens connections with the settings everything else relies on.</summary>
internal static class SqliteConnections
{
    /// <summary>Marks a file as ours: "VocM".</summary>
    public const int ApplicationId = 0x566F634D;

    /// <summary>Pages of 4 KiB written to the log, 128 MiB, before they are moved to the file: a page that is written often is moved once.</summary>
    private const int CheckpointPages = 32_768;

    public static SqliteConnection OpenForWriting(string file)
    {
        var connection = Open(file, SqliteOpenMode.ReadWriteCreate);
        Execute(connection, "PRAGMA journal_mode = WAL");
        Execute(connection, "PRAGMA synchronous = FULL");
        Execute(connection, $"PRAGMA wal_autocheckpoint = {CheckpointPages}");
        Execute(connection, "PRAGMA cache_size = -65536");
        return connection;
    }

    /// <summary>
    /// Moves what the log holds to the file, so that the next start has nothing to recover: the last connection to close would do that by
    /// itself, but not where it only reads.
    /// </summary>
    public static void EmptyLog(SqliteConnection connection)
    {
        try
        {
            Execute(connection, "PRAGMA busy_timeout = 200");
            Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException)
        {
            // On a full disk, say. Nothing is lost: the log stays, and the next start reads it.
        }
    }

    public static SqliteConnection OpenForReading(string file) => Open(file, SqliteOpenMode.ReadOnly);

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = false,
        }.ConnectionString);
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA busy_timeout = 10000");
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        return connection;
    }
}
