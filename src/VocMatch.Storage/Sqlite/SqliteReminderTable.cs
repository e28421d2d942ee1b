using Microsoft.Data.Sqlite;

namespace VocMatch.Storage.Sqlite;

/// <summary>Orleans' reminders in the embedded database.</summary>
internal sealed class SqliteReminderTable(SqliteDatabase database) : IReminderTable
{
    private const string Columns = "SELECT grain_id, name, start_at, period, etag FROM reminder";

    public Task StartAsync(CancellationToken cancellationToken) => database.Ready();

    public Task<ReminderTableData> ReadRows(GrainId grainId) =>
        Task.FromResult(new ReminderTableData(Read($"{Columns} WHERE grain_id = @grain", s => s.With("@grain", grainId.ToString()))));

    /// <summary>The range is open at its beginning, closed at its end, and wraps around where begin is not below end.</summary>
    public Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        var within = begin < end ? "grain_hash > @begin AND grain_hash <= @end" : "(grain_hash > @begin OR grain_hash <= @end)";
        return Task.FromResult(new ReminderTableData(
            Read($"{Columns} WHERE {within}", s => s.With("@begin", (long)begin).With("@end", (long)end))));
    }

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        Task.FromResult(
            Read(
                $"{Columns} WHERE grain_id = @grain AND name = @name",
                s => s.With("@grain", grainId.ToString()).With("@name", reminderName)).SingleOrDefault());

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        var etag = Guid.NewGuid().ToString("N");
        await database.Writer.Write(session => session
            .Statement(
                """
                INSERT INTO reminder (grain_id, name, grain_hash, start_at, period, etag)
                VALUES (@grain, @name, @hash, @start, @period, @etag)
                ON CONFLICT (grain_id, name) DO UPDATE
                SET grain_hash = excluded.grain_hash, start_at = excluded.start_at, period = excluded.period, etag = excluded.etag
                """)
            .With("@grain", entry.GrainId.ToString())
            .With("@name", entry.ReminderName)
            .With("@hash", (long)entry.GrainId.GetUniformHashCode())
            .With("@start", entry.StartAt.Ticks)
            .With("@period", entry.Period.Ticks)
            .With("@etag", etag)
            .ExecuteNonQuery());
        return etag;
    }

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        await database.Writer.Write(session => session
            .Statement("DELETE FROM reminder WHERE grain_id = @grain AND name = @name AND etag = @etag")
            .With("@grain", grainId.ToString())
            .With("@name", reminderName)
            .With("@etag", eTag)
            .ExecuteNonQuery()) > 0;

    public Task TestOnlyClearTable() => database.Writer.Write(session => session.Execute("DELETE FROM reminder"));

    private List<ReminderEntry> Read(string sql, Action<SqliteCommand> set)
    {
        using var lease = database.Readers.Borrow();
        var statement = lease.Session.Statement(sql);
        set(statement);
        var entries = new List<ReminderEntry>();
        using var reader = statement.ExecuteReader();
        while (reader.Read())
        {
            entries.Add(new ReminderEntry
            {
                GrainId = GrainId.Parse(reader.GetString(0)),
                ReminderName = reader.GetString(1),
                StartAt = new DateTime(reader.GetInt64(2), DateTimeKind.Utc),
                Period = new TimeSpan(reader.GetInt64(3)),
                ETag = reader.GetString(4),
            });
        }

        return entries;
    }
}
