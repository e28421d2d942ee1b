using System.Text.Json;
using Npgsql;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Reading;
using VocMatch.Storage.States;

namespace VocMatch.Storage.PostgreSql;

internal sealed class PostgreSqlNewStates(PostgreSqlDatabase database) : INewStates
{
    private const string InsertSql =
        """
        WITH given AS MATERIALIZED (SELECT key, payload::jsonb AS payload FROM unnest($2, $3) AS state (key, payload)),
        inserted AS
        (
            INSERT INTO grain_state
                (grain_type, grain_key, payload, version, modified_on, region, school, program, employer, occupation, apply_by, status,
                 entity_version, open_seats, changed_in)
            SELECT $1, g.key, g.payload, 1, now(), s.* FROM given g CROSS JOIN LATERAL searched($1, g.payload) s
            ON CONFLICT (grain_type, grain_key) DO NOTHING
            RETURNING grain_key
        ),
        parts AS
        (
            INSERT INTO grain_part (grain_type, grain_key, kind, number, part_key, status, payload)
            SELECT $1, p.key, p.kind, p.number, p.part_key, p.status, p.payload::jsonb
            FROM unnest($4, $5, $6, $7, $8, $9) AS p (key, kind, number, part_key, status, payload)
            WHERE p.key IN (SELECT grain_key FROM inserted)
        )
        SELECT grain_key FROM inserted
        """;

    public async Task<IReadOnlyList<bool>> Insert<TState>(
        string stateName,
        IReadOnlyList<NewState<TState>> states,
        CancellationToken cancellation)
    {
        await database.Ready();
        var inserted = new HashSet<string>(StringComparer.Ordinal);
        await using var command = database.DataSource.CreateCommand(InsertSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stateName });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. states.Select(s => s.Key)] });
        command.Parameters.Add(new NpgsqlParameter<string[]>
        {
            TypedValue = [.. states.Select(s => JsonSerializer.Serialize(s.State, StateJson.Options))],
        });
        var parts = states.DistinctBy(s => s.Key).SelectMany(s => StateParts<TState>.ChangesOf(s.State, isNew: true).Changed, (s, part) => (s.Key, Part: part)).ToList();
        PostgreSqlParts.Column(command, parts, part => part.Key);
        PostgreSqlParts.Add(command, [.. parts.Select(part => part.Part)]);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            inserted.Add(reader.GetString(0));
        }

        // Of a key given twice the first was inserted.
        return [.. states.Select(s => inserted.Remove(s.Key))];
    }
}
