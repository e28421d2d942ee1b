using Npgsql;
using VocMatch.Storage.Databases;

namespace VocMatch.Storage.PostgreSql;

/// <summary>Makes sure that what the server acknowledges has been flushed to disk.</summary>
internal static class PostgreSqlDurability
{
    /// <exception cref="DatabaseRefusedException">A setting gives durability away, or the encoding is not UTF-8.</exception>
    public static async Task Check(NpgsqlConnection connection)
    {
        foreach (var setting in new[] { "fsync", "full_page_writes", "synchronous_commit" })
        {
            if (await Setting(connection, setting) == "off")
            {
                throw new DatabaseRefusedException(
                    $"PostgreSQL runs with {setting} = off: it would acknowledge writes that a crash then loses. Switch it on.");
            }
        }

        var encoding = await Setting(connection, "server_encoding");
        if (encoding != "UTF8")
        {
            throw new DatabaseRefusedException($"The database's encoding is {encoding}; it has to be UTF8.");
        }
    }

    private static async Task<string> Setting(NpgsqlConnection connection, string name)
    {
        await using var command = new NpgsqlCommand("SELECT current_setting($1)", connection) { Parameters = { new() { Value = name } } };
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
