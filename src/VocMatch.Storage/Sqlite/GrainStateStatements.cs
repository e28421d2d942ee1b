using Microsoft.Data.Sqlite;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Records;
using VocMatch.Storage.States;

namespace VocMatch.Storage.Sqlite;

/// <summary>The statements on grain_state. Payloads go in and out as the UTF-8 they are, without a detour over UTF-16.</summary>
internal static class GrainStateStatements
{
    private const string SelectSql =
        "SELECT CAST(payload AS BLOB), version FROM grain_state WHERE grain_type = @type AND grain_key = @key";

    private const string SelectPartedSql =
        """
        SELECT CAST(payload AS BLOB), version, NULL AS kind, 0 AS number FROM grain_state WHERE grain_type = @type AND grain_key = @key
        UNION ALL
        SELECT CAST(payload AS BLOB), NULL, kind, number FROM grain_part WHERE grain_type = @type AND grain_key = @key
        ORDER BY kind, number
        """;

    private const string VersionSql = "SELECT version FROM grain_state WHERE grain_type = @type AND grain_key = @key";

    private const string WritePartSql =
        """
        INSERT INTO grain_part (grain_type, grain_key, kind, number, part_key, status, payload)
        VALUES (@type, @key, @kind, @number, @part_key, @status, CAST(@payload AS TEXT))
        ON CONFLICT (grain_type, grain_key, kind, number)
        DO UPDATE SET part_key = excluded.part_key, status = excluded.status, payload = excluded.payload
        """;

    private const string RemovePartsSql =
        "DELETE FROM grain_part WHERE grain_type = @type AND grain_key = @key AND kind = @kind";

    private const string RemovePartSql = $"{RemovePartsSql} AND number = @number";

    private const string ClearPartsSql = "DELETE FROM grain_part WHERE grain_type = @type AND grain_key = @key";

    private const string LastChangeSql =
        $"""
        SELECT max(number) FROM
        (
            SELECT max(change_number) AS number FROM grain_state WHERE grain_type = '{StateNames.Placement}' AND change_number IS NOT NULL
            UNION ALL
            SELECT max(change_number) FROM grain_state WHERE grain_type = '{StateNames.Student}' AND change_number IS NOT NULL
        )
        """;

    private const string SetState = "SET payload = CAST(@payload AS TEXT), version = version + 1, modified_on = @now, wake_at = @wake_at";

    private const string AtVersion = "WHERE grain_type = @type AND grain_key = @key AND version = @version";

    private const string PlainUpdateSql = $"UPDATE grain_state {SetState} {AtVersion}";

    private static readonly string[] s_parameters = [.. StateFacts.ColumnNames.Select(name => $"@{name}")];

    private static readonly string s_plainInsertSql = InsertSql([]);

    private static readonly string s_insertSql = InsertSql([.. StateFacts.ColumnNames, "change_number"]);

    private static readonly string s_updateSql = UpdateSql(StateFacts.ColumnNames, AtVersion);

    /// <summary>Touches none of the indexes over columns that last: SQLite writes every index of a column it is given, changed or not.</summary>
    private static readonly string s_updateLastingSql = UpdateSql(
        StateFacts.ColumnNames.Skip(StateFacts.LastingNames.Count),
        AtVersion + string.Concat(StateFacts.LastingNames.Select(name => $" AND {name} IS @{name}")));

    public static StoredState? Select(SqliteSession session, string type, string key)
    {
        using var reader = session.Statement(SelectSql).With("@type", type).With("@key", key).ExecuteReader();
        return reader.Read() ? new(reader.IsDBNull(0) ? null : reader.GetFieldValue<byte[]>(0), reader.GetInt64(1), []) : null;
    }

    /// <summary>The state's row and its parts, as they are at one moment.</summary>
    public static StoredState? SelectParted(SqliteSession session, string type, string key)
    {
        using var reader = session.Statement(SelectPartedSql).With("@type", type).With("@key", key).ExecuteReader();
        if (!reader.Read())
        {
            return null;
        }

        var (payload, version) = (reader.IsDBNull(0) ? null : reader.GetFieldValue<byte[]>(0), reader.GetInt64(1));
        var parts = new List<StoredPart>();
        while (reader.Read())
        {
            parts.Add(new(reader.GetString(2), reader.GetFieldValue<byte[]>(0)));
        }

        return new(payload, version, parts);
    }

    /// <summary>The version of a row, cleared or not; null where there is none.</summary>
    public static long? Version(SqliteSession session, string type, string key) =>
        session.Statement(VersionSql).With("@type", type).With("@key", key).ExecuteScalar() is long version ? version : null;

    /// <summary>Writes what of a state lies in rows of its own, once the state's row was written.</summary>
    public static void WriteParts(SqliteSession session, string type, string key, PartChanges parts)
    {
        foreach (var kind in parts.Replaced)
        {
            session.Statement(RemovePartsSql).With("@type", type).With("@key", key).With("@kind", kind).ExecuteNonQuery();
        }

        foreach (var (kind, number) in parts.Removed)
        {
            session.Statement(RemovePartSql).With("@type", type).With("@key", key).With("@kind", kind).With("@number", number).ExecuteNonQuery();
        }

        if (parts.Changed.Count == 0)
        {
            return;
        }

        var statement = session.Statement(WritePartSql).With("@type", type).With("@key", key);
        foreach (var part in parts.Changed)
        {
            statement.With("@kind", part.Kind).With("@number", part.Number).With("@part_key", part.Key).With("@status", part.Status)
                .With("@payload", part.Payload).ExecuteNonQuery();
        }
    }

    /// <summary>Takes the parts of a cleared state away.</summary>
    public static void RemoveParts(SqliteSession session, string type, string key) =>
        session.Statement(ClearPartsSql).With("@type", type).With("@key", key).ExecuteNonQuery();

    /// <returns>True where there was no row yet, not even a cleared one.</returns>
    public static bool Insert(SqliteSession session, StateRow row)
    {
        if (row.Facts is not { } facts)
        {
            return Write(session.Statement(s_plainInsertSql), row);
        }

        return Write(Searched(session, s_insertSql, row, facts), row);
    }

    /// <returns>True where the row was at the version.</returns>
    public static bool Update(SqliteSession session, StateRow row, long version)
    {
        if (row.Facts is not { } facts)
        {
            return Write(session.Statement(PlainUpdateSql).With("@version", version), row);
        }

        return Write(Searched(session, s_updateLastingSql, row, facts).With("@version", version), row)
            || Write(Searched(session, s_updateSql, row, facts).With("@version", version), row);
    }

    /// <summary>The greatest number that a change has; 0 where none has one.</summary>
    public static long LastChange(SqliteSession session) => session.Statement(LastChangeSql).ExecuteScalar() is long last ? last : 0;

    private static SqliteCommand Searched(SqliteSession session, string sql, StateRow row, StateFacts facts)
    {
        var statement = session.Statement(sql).With("@change_number", row.IsNumbered ? session.NextChange() : null);
        for (var i = 0; i < facts.Columns.Length; i++)
        {
            statement.With(s_parameters[i], facts.Columns[i]);
        }

        return statement;
    }

    private static bool Write(SqliteCommand statement, StateRow row) =>
        statement
            .With("@type", row.Type)
            .With("@key", row.Key)
            .With("@payload", row.Payload)
            .With("@now", row.WrittenOn.ToUnixTimeMilliseconds())
            .With("@wake_at", row.WakeAt)
            .ExecuteNonQuery() == 1;

    private static string InsertSql(IReadOnlyCollection<string> searched) =>
        $"""
        INSERT INTO grain_state (grain_type, grain_key, payload, version, modified_on, wake_at{string.Concat(searched.Select(name => $", {name}"))})
        VALUES (@type, @key, CAST(@payload AS TEXT), 1, @now, @wake_at{string.Concat(searched.Select(name => $", @{name}"))})
        ON CONFLICT (grain_type, grain_key) DO NOTHING
        """;

    private static string UpdateSql(IEnumerable<string> columns, string where) =>
        $"UPDATE grain_state {SetState}, change_number = @change_number{string.Concat(columns.Select(name => $", {name} = @{name}"))} {where}";
}

/// <summary>A state on its way into its row.</summary>
/// <param name="Payload">JSON as UTF-8; null clears the state.</param>
/// <param name="WakeAt">See <see cref="IDueState"/>; null where nothing is to be done.</param>
internal sealed record StateRow(string Type, string Key, byte[]? Payload, DateTimeOffset WrittenOn, long? WakeAt = null)
{
    /// <summary>Null of a state that nothing is searched of.</summary>
    public StateFacts? Facts { get; } = StateFacts.Of(Type, Payload);

    /// <summary>Whether its changes are numbered.</summary>
    public bool IsNumbered => Type is StateNames.Placement or StateNames.Student;
}

/// <param name="Payload">JSON as UTF-8; null where the state was cleared.</param>
/// <param name="Parts">Each kind's in order.</param>
internal sealed record StoredState(byte[]? Payload, long Version, IReadOnlyList<StoredPart> Parts);
