using Microsoft.Data.Sqlite;

namespace VocMatch.Benchmarks.Storage;

/// <summary>The table and statements that Orleans' ADO.NET provider needs on SQLite, in the file's fastest durable mode.</summary>
internal static class OfficialSqlite
{
    private const string Script =
        """
        PRAGMA journal_mode = WAL;
        CREATE TABLE OrleansQuery (QueryKey TEXT PRIMARY KEY, QueryText TEXT NOT NULL);
        CREATE TABLE storage
        (
            type TEXT NOT NULL, key TEXT NOT NULL, payload BLOB, modified_on TEXT NOT NULL, version INT NOT NULL,
            PRIMARY KEY (type, key)
        );
        INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
        ('ReadFromStorageKey',
         'SELECT payload AS PayloadBinary, version AS Version FROM storage WHERE type = @GrainTypeString AND key = @GrainIdExtensionString'),
        ('WriteToStorageKey',
         'BEGIN IMMEDIATE;
          UPDATE storage SET payload = @PayloadBinary, modified_on = datetime(''now''), version = version + 1
          WHERE type = @GrainTypeString AND key = @GrainIdExtensionString AND version = @GrainStateVersion
          RETURNING version AS NewGrainStateVersion;
          INSERT INTO storage (type, key, payload, modified_on, version)
          SELECT @GrainTypeString, @GrainIdExtensionString, @PayloadBinary, datetime(''now''), 1 WHERE @GrainStateVersion IS NULL
          ON CONFLICT DO NOTHING RETURNING version AS NewGrainStateVersion;
          COMMIT;'),
        ('ClearStorageKey',
         'UPDATE storage SET payload = NULL, version = version + 1
          WHERE type = @GrainTypeString AND key = @GrainIdExtensionString AND version = @GrainStateVersion
          RETURNING version AS NewGrainStateVersion');
        """;

    /// <returns>Connection string of the new file.</returns>
    public static string Create(string directory)
    {
        var connectionString = $"Data Source={Path.Combine(directory, "official.db")}";
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Script;
        command.ExecuteNonQuery();
        return connectionString;
    }
}
