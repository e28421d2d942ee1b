using Microsoft.Data.Sqlite;
using VocMatch.Storage.Databases;
using VocMatch.Storage.Schema;

namespace VocMatch.Storage.Sqlite;

/// <summary>Looks at an existing file before anything may write to it.</summary>
internal static class SqliteExamination
{
    /// <summary>Files up to this size are read through at the start; of larger ones only the schema and what a query touches.</summary>
    private const long ThoroughUpToBytes = 512L << 20;

    /// <exception cref="DatabaseRefusedException">The file is no sound database of ours, or a newer version's.</exception>
    public static void Examine(string file)
    {
        if (!File.Exists(file) || new FileInfo(file).Length == 0)
        {
            return;
        }

        try
        {
            using var connection = SqliteConnections.OpenForReading(file);
            RefuseForeign(connection, file);
            RefuseUnsound(connection, file);
            _ = SchemaHistory.Pending(SqliteSchema.Scripts, SqliteSchema.Applied(connection), file).Count();
        }
        catch (SqliteException failure) when (SqliteFailure.IsCorruption(failure))
        {
            throw new DatabaseRefusedException(
                $"{file} is damaged or no database ({failure.Message}). Restore a backup, or start with another data directory.",
                failure);
        }
    }

    private static void RefuseForeign(SqliteConnection connection, string file)
    {
        var tables = Scalar<long>(connection, "SELECT count(*) FROM sqlite_master");
        var owner = Scalar<long>(connection, "PRAGMA application_id");
        if (tables > 0 && owner != SqliteConnections.ApplicationId)
        {
            throw new DatabaseRefusedException($"{file} is a database of another application. Start with another data directory.");
        }
    }

    private static void RefuseUnsound(SqliteConnection connection, string file)
    {
        if (new FileInfo(file).Length > ThoroughUpToBytes)
        {
            return;
        }

        var verdict = Scalar<string>(connection, "PRAGMA quick_check(1)");
        if (verdict != "ok")
        {
            throw new DatabaseRefusedException(
                $"{file} is damaged ({verdict.Trim()}). Restore a backup, or start with another data directory.");
        }
    }

    private static T Scalar<T>(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)command.ExecuteScalar()!;
    }
}
