using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using VocMatch.Storage.Schema;

namespace VocMatch.Storage.Sqlite;

/// <summary>Brings a file's schema up to this version's, and records each script it applied.</summary>
internal static class SqliteSchema
{
    public static ImmutableArray<SchemaScript> Scripts { get; } = SchemaScript.Of("Sqlite");

    public static void Upgrade(SqliteConnection connection, string file) => Upgrade(connection, file, Scripts);

    /// <summary>All pending scripts in one transaction: another process waits for it, and a kill leaves the schema as it was.</summary>
    public static void Upgrade(SqliteConnection connection, string file, ImmutableArray<SchemaScript> scripts)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        SqliteConnections.Execute(connection, $"PRAGMA application_id = {SqliteConnections.ApplicationId}");
        SqliteConnections.Execute(
            connection,
            "CREATE TABLE IF NOT EXISTS schema_script (number INTEGER PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL) STRICT");
        foreach (var script in SchemaHistory.Pending(scripts, Applied(connection), file))
        {
            SqliteConnections.Execute(connection, script.Sql);
            using var record = connection.CreateCommand();
            record.CommandText = "INSERT INTO schema_script (number, name, digest) VALUES (@number, @name, @digest)";
            record.With("@number", script.Number).With("@name", script.Name).With("@digest", script.Digest).ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public static IReadOnlyCollection<AppliedScript> Applied(SqliteConnection connection)
    {
        var applied = new List<AppliedScript>();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_script'";
        if ((long)command.ExecuteScalar()! == 0)
        {
            return applied;
        }

        command.CommandText = "SELECT number, name, digest FROM schema_script";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            applied.Add(new(reader.GetInt32(0), reader.GetString(1), reader.GetString(2)));
        }

        return applied;
    }
}
