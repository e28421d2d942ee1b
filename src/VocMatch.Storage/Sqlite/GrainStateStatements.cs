using Microsoft.Data.Sqlite;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Records;

namespace VocMatch.Storage.Sqlite;

/// <summary>The statements on grain_state. Payloads go in and out as the UTF-8 they are, without a detour over UTF-16.</summary>
internal static class GrainStateStatements
{
    private const string SelectSql =
        "SELECT CAST(payload AS BLOB), version FROM grain_state WHERE grain_type = @type AND grain_key = @key";

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
        return reader.Read() ? new(reader.IsDBNull(0) ? null : reader.GetFieldValue<byte[]>(0), reader.GetInt64(1)) : null;
    }

    /// <returns>True where there was no row yet, not even a cleared one.</returns>
    public static bool Insert(SqliteSession session, StateRow row)
    {
        if (row.Facts is not { } facts)
        {
            return Write(session.Statement(s_plainInsertSql), row);
        }

        var inserted = Write(Searched(session, s_insertSql, row, facts), row);
        if (inserted && facts.Lists.Count > 0)
        {
            StudentLists.Replace(session, row.Key, facts.Lists);
        }

        return inserted;
    }

    /// <returns>True where the row was at the version.</returns>
    public static bool Update(SqliteSession session, StateRow row, long version)
    {
        if (row.Facts is not { } facts)
        {
            return Write(session.Statement(PlainUpdateSql).With("@version", version), row);
        }

        var updated = Write(Searched(session, s_updateLastingSql, row, facts).With("@version", version), row)
            || Write(Searched(session, s_updateSql, row, facts).With("@version", version), row);
        if (updated && row.MayHaveLists)
        {
            StudentLists.Replace(session, row.Key, facts.Lists);
        }

        return updated;
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

    public bool MayHaveLists => Type == StateNames.Student;

    /// <summary>Whether its changes are numbered.</summary>
    public bool IsNumbered => Type is StateNames.Placement or StateNames.Student;
}

/// <param name="Payload">JSON as UTF-8; null where the state was cleared.</param>
internal sealed record StoredState(byte[]? Payload, long Version);
