using Microsoft.Data.Sqlite;

namespace VocMatch.Storage.Sqlite;

/// <summary>The statements on grain_state. Payloads go in and out as the UTF-8 they are, without a detour over UTF-16.</summary>
internal static class GrainStateStatements
{
    private const string SelectSql =
        "SELECT CAST(payload AS BLOB), version FROM grain_state WHERE grain_type = @type AND grain_key = @key";

    private const string InsertSql =
        """
        INSERT INTO grain_state (grain_type, grain_key, payload, version, modified_on)
        VALUES (@type, @key, CAST(@payload AS TEXT), 1, @now)
        ON CONFLICT (grain_type, grain_key) DO NOTHING
        """;

    private const string UpdateSql =
        """
        UPDATE grain_state SET payload = CAST(@payload AS TEXT), version = version + 1, modified_on = @now
        WHERE grain_type = @type AND grain_key = @key AND version = @version
        """;

    public static StoredState? Select(SqliteSession session, string type, string key)
    {
        using var reader = session.Statement(SelectSql).With("@type", type).With("@key", key).ExecuteReader();
        return reader.Read() ? new(reader.IsDBNull(0) ? null : reader.GetFieldValue<byte[]>(0), reader.GetInt64(1)) : null;
    }

    /// <returns>True where there was no row yet, not even a cleared one.</returns>
    public static bool Insert(SqliteSession session, string type, string key, byte[] payload, DateTimeOffset now) =>
        Write(session.Statement(InsertSql), type, key, payload, now);

    /// <param name="payload">Null clears the state.</param>
    /// <returns>True where the row was at the version.</returns>
    public static bool Update(SqliteSession session, string type, string key, byte[]? payload, long version, DateTimeOffset now) =>
        Write(session.Statement(UpdateSql).With("@version", version), type, key, payload, now);

    private static bool Write(SqliteCommand statement, string type, string key, byte[]? payload, DateTimeOffset now) =>
        statement
            .With("@type", type)
            .With("@key", key)
            .With("@payload", payload)
            .With("@now", now.ToUnixTimeMilliseconds())
            .ExecuteNonQuery() == 1;
}

/// <param name="Payload">JSON as UTF-8; null where the state was cleared.</param>
internal sealed record StoredState(byte[]? Payload, long Version);
