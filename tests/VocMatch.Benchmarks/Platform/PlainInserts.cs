using System.Diagnostics;
using System.Text;
using Microsoft.Data.Sqlite;

namespace VocMatch.Benchmarks.Platform;

/// <summary>The least that storing import lines can cost: each line as text under its number, in one transaction, with the same driver.</summary>
internal static class PlainInserts
{
    /// <returns>Rows a second.</returns>
    public static double Measure(byte[] lines)
    {
        var file = Path.GetTempFileName();
        try
        {
            using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
            connection.Open();
            using var create = connection.CreateCommand();
            create.CommandText = "PRAGMA journal_mode = WAL; CREATE TABLE line (number INTEGER PRIMARY KEY, payload TEXT NOT NULL)";
            create.ExecuteNonQuery();
            var clock = Stopwatch.StartNew();
            using var transaction = connection.BeginTransaction();
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO line (number, payload) VALUES (@number, @payload)";
            var number = insert.Parameters.Add("@number", SqliteType.Integer);
            var payload = insert.Parameters.Add("@payload", SqliteType.Text);
            var rows = 0;
            using var reader = new StreamReader(new MemoryStream(lines), Encoding.UTF8);
            while (reader.ReadLine() is { } line)
            {
                number.Value = rows++;
                payload.Value = line;
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
            return rows / clock.Elapsed.TotalSeconds;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
