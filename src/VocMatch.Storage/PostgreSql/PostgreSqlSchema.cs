using System.Collections.Immutable;
using Npgsql;
using VocMatch.Storage.Schema;

namespace VocMatch.Storage.PostgreSql;

/// <summary>Brings the database's schema up to this version's, and records each script it applied.</summary>
/// <remarks>Silos that start together wait for each other. Where nothing is pending no right to define tables is needed.</remarks>
internal static class PostgreSqlSchema
{
    /// <summary>Any number that nobody else locks on: "VocMatch" as ASCII.</summary>
    private const long LockKey = 0x566F634D61746368;

    public static ImmutableArray<SchemaScript> Scripts { get; } = SchemaScript.Of("PostgreSql");

    public static async Task Upgrade(NpgsqlConnection connection, ImmutableArray<SchemaScript> scripts)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await Execute(connection, $"SELECT pg_advisory_xact_lock({LockKey})");
        var applied = await Applied(connection);
        var pending = SchemaHistory.Pending(scripts, applied, $"Database {connection.Database}").ToList();
        if (pending.Count > 0)
        {
            await Execute(
                connection,
                "CREATE TABLE IF NOT EXISTS schema_script (number integer PRIMARY KEY, name text NOT NULL, digest text NOT NULL)");
        }

        foreach (var script in pending)
        {
            await Apply(connection, script);
        }

        await transaction.CommitAsync();
    }

    private static async Task Apply(NpgsqlConnection connection, SchemaScript script)
    {
        await Execute(connection, script.Sql);
        await using var record = new NpgsqlCommand("INSERT INTO schema_script (number, name, digest) VALUES ($1, $2, $3)", connection)
        {
            Parameters = { new() { Value = script.Number }, new() { Value = script.Name }, new() { Value = script.Digest } },
        };
        await record.ExecuteNonQueryAsync();
    }

    private static async Task<List<AppliedScript>> Applied(NpgsqlConnection connection)
    {
        var applied = new List<AppliedScript>();
        await using var exists = new NpgsqlCommand("SELECT to_regclass('schema_script') IS NOT NULL", connection);
        if (await exists.ExecuteScalarAsync() is not true)
        {
            return applied;
        }

        await using var select = new NpgsqlCommand("SELECT number, name, digest FROM schema_script", connection);
        await using var reader = await select.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            applied.Add(new(reader.GetInt32(0), reader.GetString(1), reader.GetString(2)));
        }

        return applied;
    }

    /// <summary>Scripts hold many statements and the @ of Orleans' parameters: they go to the server as they are.</summary>
    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
