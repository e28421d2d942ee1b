using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace VocMatch.Benchmarks.Platform;

/// <summary>The least that storing rows can cost: each as text under its key, in one transaction, with the same driver.</summary>
internal static class PlainInserts
{
    /// <param name="keyType">SQLite's type of the key: INTEGER or TEXT.</param>
    /// <param name="rows">Made while they are stored: what that costs is counted.</param>
    /// <returns>Rows a second.</returns>
    public static double Measure(string keyType, IEnumerable<(object Key, string Payload)> rows)
    {
        var file = Path.GetTempFileName();
        try
        {
            using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
            connection.Open();
            using var create = connection.CreateCommand();
            create.CommandText = $"PRAGMA journal_mode = WAL; CREATE TABLE plain (key {keyType} PRIMARY KEY, payload TEXT NOT NULL)";
            create.ExecuteNonQuery();
            var clock = Stopwatch.StartNew();
            using var transaction = connection.BeginTransaction();
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO plain (key, payload) VALUES (@key, @payload)";
            var key = insert.Parameters.AddWithValue("@key", null);
            var payload = insert.Parameters.Add("@payload", SqliteType.Text);
            var stored = 0;
            foreach (var row in rows)
            {
                (key.Value, payload.Value) = (row.Key, row.Payload);
                insert.ExecuteNonQuery();
                stored++;
            }

            transaction.Commit();
            return stored / clock.Elapsed.TotalSeconds;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
