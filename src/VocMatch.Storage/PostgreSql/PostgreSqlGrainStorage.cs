using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using VocMatch.Storage.States;

namespace VocMatch.Storage.PostgreSql;

/// <summary>Grain states in PostgreSQL, with the row's version as the ETag. A state's row and its parts are one statement, and so one transaction.</summary>
/// <remarks>
/// No more calls at once than there are connections: however many grains read and write, as after a restart, each waits for its turn, and none
/// is failed by the pool for waiting long. Clearing leaves a row without payload, so that a stale ETag from before can never match again.
/// </remarks>
internal sealed class PostgreSqlGrainStorage(PostgreSqlDatabase database, IActivatorProvider activators) : IGrainStorage
{
    private const string VersionSql = "SELECT version FROM grain_state WHERE grain_type = $1 AND grain_key = $2";

    private const string ReadSql = "SELECT version, payload FROM grain_state WHERE grain_type = $1 AND grain_key = $2";

    /// <summary>One statement sees one moment.</summary>
    private const string ReadPartedSql =
        """
        SELECT version, NULL AS kind, 0 AS number, payload FROM grain_state WHERE grain_type = $1 AND grain_key = $2
        UNION ALL
        SELECT NULL, kind, number, payload FROM grain_part WHERE grain_type = $1 AND grain_key = $2
        ORDER BY kind NULLS FIRST, number
        """;

    /// <summary>What is searched is looked up once a write, whether the row is new or changed.</summary>
    private const string StateSql =
        """
        WITH given AS MATERIALIZED
        (
            SELECT n.payload, s.* FROM (SELECT convert_from($4, 'UTF8')::jsonb AS payload OFFSET 0) n CROSS JOIN LATERAL searched($1, n.payload) s
        ),
        created AS
        (
            INSERT INTO grain_state
                (grain_type, grain_key, version, modified_on, payload, region, school, program, employer, occupation, apply_by, status,
                 entity_version, open_seats, changed_in)
            SELECT $1, $2, 1, now(), g.* FROM given g WHERE $3::integer IS NULL
            ON CONFLICT (grain_type, grain_key) DO NOTHING
            RETURNING version
        ),
        changed AS
        (
            UPDATE grain_state
            SET payload = g.payload, version = version + 1, modified_on = now(), region = g.region, school = g.school, program = g.program,
                employer = g.employer, occupation = g.occupation, apply_by = g.apply_by, status = g.status, entity_version = g.entity_version,
                open_seats = g.open_seats, changed_in = g.changed_in
            FROM given g
            WHERE grain_type = $1 AND grain_key = $2 AND version = $3::integer
            RETURNING version
        ),
        written AS (SELECT version FROM created UNION ALL SELECT version FROM changed)
        """;

    private const string WriteSql = $"{StateSql} SELECT version FROM written";

    /// <summary>No row is both removed and written, which one statement could not do.</summary>
    private const string WritePartedSql =
        $"""
        {StateSql},
        replaced AS
        (
            DELETE FROM grain_part p
            WHERE p.grain_type = $1 AND p.grain_key = $2 AND p.kind = ANY ($5) AND EXISTS (SELECT FROM written)
                AND NOT EXISTS (SELECT FROM unnest($8, $9) AS kept (kind, number) WHERE kept.kind = p.kind AND kept.number = p.number)
        ),
        removed AS
        (
            DELETE FROM grain_part p USING unnest($6, $7) AS gone (kind, number)
            WHERE p.grain_type = $1 AND p.grain_key = $2 AND p.kind = gone.kind AND p.number = gone.number AND EXISTS (SELECT FROM written)
        ),
        parts AS
        (
            INSERT INTO grain_part (grain_type, grain_key, kind, number, part_key, status, payload)
            SELECT $1, $2, p.kind, p.number, p.part_key, p.status, p.payload::jsonb
            FROM unnest($8, $9, $10, $11, $12) AS p (kind, number, part_key, status, payload)
            WHERE EXISTS (SELECT FROM written)
            ON CONFLICT (grain_type, grain_key, kind, number)
            DO UPDATE SET part_key = excluded.part_key, status = excluded.status, payload = excluded.payload
        )
        SELECT version FROM written
        """;

    private const string ClearSql =
        """
        WITH cleared AS
        (
            UPDATE grain_state
            SET payload = NULL, version = version + 1, modified_on = now(),
                (region, school, program, employer, occupation, apply_by, status, entity_version, open_seats, changed_in)
                    = (SELECT s.* FROM searched($1, NULL) s)
            WHERE grain_type = $1 AND grain_key = $2 AND version = $3
            RETURNING version
        ),
        removed AS (DELETE FROM grain_part WHERE grain_type = $1 AND grain_key = $2 AND EXISTS (SELECT FROM cleared))
        SELECT version FROM cleared
        """;

    private readonly SemaphoreSlim _free = new(database.StateConnections, database.StateConnections);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => InTurn(async () =>
    {
        // A state with parts is one value at one version: what is held is not read again.
        if (StateParts<T>.Any && grainState.RecordExists && grainState.ETag is { } held
            && await Version(stateName, grainId) is { } version && Text(version) == held)
        {
            return;
        }

        await using var command = database.States.CreateCommand(StateParts<T>.Any ? ReadPartedSql : ReadSql);
        Address(command, stateName, grainId);
        await using var reader = await command.ExecuteReaderAsync();
        int? found = null;
        byte[]? payload = null;
        var parts = new List<StoredPart>();
        while (await reader.ReadAsync())
        {
            if (found is null)
            {
                found = reader.GetInt32(0);
                payload = reader.IsDBNull(reader.FieldCount - 1) ? null : reader.GetFieldValue<byte[]>(reader.FieldCount - 1);
            }
            else
            {
                parts.Add(new(reader.GetString(1), reader.GetFieldValue<byte[]>(3)));
            }
        }

        grainState.State = StateParts<T>.Read(
            payload is not null && JsonSerializer.Deserialize<T>(payload, StateJson.Options) is { } state ? state : activators.GetActivator<T>().Create(),
            parts);
        grainState.RecordExists = payload is not null;
        grainState.ETag = found is { } at ? Text(at) : null;
    });

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => InTurn(async () =>
    {
        // Another state may stand there by the time that this one is written.
        var state = grainState.State!;
        var parts = StateParts<T>.ChangesOf(state, isNew: grainState.ETag is null);
        await using var command = database.States.CreateCommand(parts.IsEmpty ? WriteSql : WritePartedSql);
        Address(command, stateName, grainId);
        command.Parameters.Add(new NpgsqlParameter { Value = VersionOf(grainState.ETag) is { } version ? version : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = JsonSerializer.SerializeToUtf8Bytes(state, StateJson.Options) });
        if (!parts.IsEmpty)
        {
            PostgreSqlParts.Add(command, parts);
        }

        grainState.ETag = await Written(command, stateName, grainId, grainState.ETag);
        grainState.RecordExists = true;
        StateParts<T>.Store(state);
    });

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => InTurn(async () =>
    {
        if (VersionOf(grainState.ETag) is { } version)
        {
            await using var command = database.States.CreateCommand(ClearSql);
            Address(command, stateName, grainId);
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = version });
            grainState.ETag = await Written(command, stateName, grainId, grainState.ETag);
        }
        else if (await Version(stateName, grainId) is { } found && await Exists(stateName, grainId))
        {
            throw Conflict(stateName, grainId, null, Text(found));
        }

        grainState.State = activators.GetActivator<T>().Create();
        grainState.RecordExists = false;
    });

    private static void Address(NpgsqlCommand command, string stateName, GrainId grainId)
    {
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stateName });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = grainId.Key.ToString()! });
    }

    private static string Text(int version) => version.ToString(CultureInfo.InvariantCulture);

    private static int? VersionOf(string? etag) => etag is null ? null : int.Parse(etag, NumberStyles.None, CultureInfo.InvariantCulture);

    private static InconsistentStateException Conflict(string stateName, GrainId grainId, string? etag, string? stored) => new(
        $"The state '{stateName}' of {grainId} is not at the version it was read at.", stored ?? "none", etag ?? "none");

    private async Task<string> Written(NpgsqlCommand command, string stateName, GrainId grainId, string? etag) =>
        await command.ExecuteScalarAsync() is int version
            ? Text(version)
            : throw Conflict(stateName, grainId, etag, await Version(stateName, grainId) is { } stored ? Text(stored) : null);

    private async Task<int?> Version(string stateName, GrainId grainId)
    {
        await using var command = database.States.CreateCommand(VersionSql);
        Address(command, stateName, grainId);
        return await command.ExecuteScalarAsync() is int version ? version : null;
    }

    private async Task<bool> Exists(string stateName, GrainId grainId)
    {
        await using var command = database.States.CreateCommand($"{VersionSql} AND payload IS NOT NULL");
        Address(command, stateName, grainId);
        return await command.ExecuteScalarAsync() is int;
    }

    private async Task InTurn(Func<Task> call)
    {
        await database.Ready();
        await _free.WaitAsync();
        try
        {
            await call();
        }
        finally
        {
            _free.Release();
        }
    }
}

/// <summary>Parts as the columns of a statement.</summary>
internal static class PostgreSqlParts
{
    public static void Add(NpgsqlCommand command, PartChanges parts)
    {
        Column(command, parts.Replaced, kind => kind);
        Column(command, parts.Removed, part => part.Kind);
        Column(command, parts.Removed, part => part.Number);
        Add(command, parts.Changed);
    }

    public static void Add(NpgsqlCommand command, IReadOnlyList<PartRow> parts)
    {
        Column(command, parts, part => part.Kind);
        Column(command, parts, part => part.Number);
        Column(command, parts, part => part.Key);
        Column(command, parts, part => part.Status);
        Column(command, parts, part => System.Text.Encoding.UTF8.GetString(part.Payload));
    }

    public static void Column<TRow, T>(NpgsqlCommand command, IReadOnlyList<TRow> rows, Func<TRow, T> column) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. rows.Select(column)] });
}
