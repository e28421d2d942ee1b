using System.Diagnostics;
using Microsoft.Data.Sqlite;
using VocMatch.Contracts.Storing;

namespace VocMatch.Gateway.Tests.Running;

/// <summary>Every row of every table of the host's database, as text, but for those that the clock makes it write whatever is asked.</summary>
internal static class DatabaseSnapshot
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    /// <summary>Reminders are due and are taken away, epochs are renewed, and months are kept, while a test looks.</summary>
    private static readonly IReadOnlyList<string> OfTheClock =
    [
        "reminder: ", "grain_state: demand-keeping|", "grain_state: demand-history|", "grain_state: write-probe|",
        "grain_state: epoch|", "grain_state: epoch-in-force|", "grain_state: skill-table|",
    ];

    /// <summary>Once nothing is being written any more: what earlier requests left to do is done.</summary>
    public static async Task<IReadOnlyList<string>> WhenQuiet(GatewayFixture gateway)
    {
        List<string> last = [];
        var unchanged = Stopwatch.StartNew();
        return await Eventually.Gives(
            () => Task.FromResult(Take(gateway)),
            rows =>
            {
                if (!rows.SequenceEqual(last))
                {
                    last = rows;
                    unchanged.Restart();
                }

                return unchanged.Elapsed > Rest && !IsAnythingLeft(gateway);
            },
            static _ => "the database comes to rest");
    }

    /// <summary>Whether a row of an offer names a time that is near: what was found out since it was written is not written yet.</summary>
    private static bool IsAnythingLeft(GatewayFixture gateway)
    {
        using var connection = Open(gateway);
        var soon = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeMilliseconds();
        return Query(
            connection,
            $"SELECT 1 FROM grain_state WHERE wake_at < {soon} AND grain_type IN ('{StateNames.Placement}', '{StateNames.Student}', '{StateNames.StudentIdentity}')").Count > 0;
    }

    private static SqliteConnection Open(GatewayFixture gateway)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(gateway.Data, "vocmatch.db"),
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static List<string> Take(GatewayFixture gateway)
    {
        using var connection = Open(gateway);
        return [.. Query(connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            .SelectMany(table => Query(connection, $"SELECT * FROM \"{table}\"").Order(StringComparer.Ordinal).Select(row => $"{table}: {row}"))
            .Where(row => !OfTheClock.Any(start => row.StartsWith(start, StringComparison.Ordinal)))];
    }

    private static List<string> Query(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : $"{reader.GetValue(i)}")));
        }

        return rows;
    }
}
