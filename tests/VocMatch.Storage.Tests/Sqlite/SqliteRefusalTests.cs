using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using VocMatch.Storage.Databases;
using VocMatch.Storage.Sqlite;
using VocMatch.Storage.Tests.Conformance;
using Xunit;

namespace VocMatch.Storage.Tests.Sqlite;

public sealed class SqliteRefusalTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_alone()
    {
        File.WriteAllText(_directory.Database, string.Concat(Enumerable.Repeat("Dear diary, this is no database. ", 500)));

        await AssertRefusedAndUntouched("no database");
    }

    [Fact]
    public async Task A_damaged_database_is_refused_and_left_alone()
    {
        await CreateWithRows();
        var bytes = File.ReadAllBytes(_directory.Database);
        bytes.AsSpan(4096 * 2, bytes.Length - (4096 * 4)).Fill(0xA5);
        File.WriteAllBytes(_directory.Database, bytes);

        await AssertRefusedAndUntouched("damaged");
    }

    [Fact]
    public async Task A_database_cut_short_is_refused_and_left_alone()
    {
        await CreateWithRows();
        var bytes = File.ReadAllBytes(_directory.Database);
        File.WriteAllBytes(_directory.Database, bytes[..(bytes.Length / 2)]);

        await AssertRefusedAndUntouched("damaged");
    }

    [Fact]
    public async Task A_newer_database_is_refused_and_left_alone()
    {
        await CreateWithRows();
        Execute("INSERT INTO schema_script (number, name, digest) VALUES (9999, '9999-later', 'x')");

        await AssertRefusedAndUntouched("newer version");
    }

    [Fact]
    public async Task A_database_made_by_other_scripts_is_refused_and_left_alone()
    {
        await CreateWithRows();
        Execute("UPDATE schema_script SET digest = 'another' WHERE number = 1");

        await AssertRefusedAndUntouched("0001-grain-state");
    }

    [Fact]
    public async Task A_database_of_another_application_is_refused_and_left_alone()
    {
        Execute("CREATE TABLE recipes (name TEXT)");

        await AssertRefusedAndUntouched("another application");
    }

    [Fact]
    public async Task An_older_database_is_brought_up_to_date_and_keeps_its_rows()
    {
        using (var connection = SqliteConnections.OpenForWriting(_directory.Database))
        {
            SqliteSchema.Upgrade(connection, _directory.Database, SqliteSchema.Scripts[..1]);
            SqliteConnections.Execute(
                connection,
                """
                INSERT INTO grain_state (grain_type, grain_key, payload, version, modified_on)
                VALUES ('school', 's1', '{"schema":1,"entity":{"id":"s1","profile":{"name":"North College","region":"r1"},"version":3}}', 3, 0)
                """);
        }

        await using var database = new SqliteDatabase(_directory.Path);
        await database.Ready();

        using var lease = database.Readers.Borrow();
        Assert.Equal("r1", lease.Session.Statement("SELECT region FROM school WHERE id = 's1'").ExecuteScalar());
        Assert.Equal(SqliteSchema.Scripts.Length, SqliteSchema.Applied(lease.Session.Connection).Count);
    }

    [Fact]
    public async Task What_is_searched_is_the_same_in_a_database_brought_up_to_date_and_in_a_new_one()
    {
        using var anew = new TemporaryDirectory();
        (string Type, string Key, string? Payload)[] rows =
        [
            ("placement", "p1", """{"schema":1,"entity":{"id":"p1","status":"published","posting":{"employer":"e1","occupation":"o1","applyBy":"2027-01-01T00:00:00Z"},"region":"r1","openSeats":2,"version":7}}"""),
            ("placement", "gone", null),
            ("student", "s1", """{"schema":1,"entity":{"id":"s1","profile":{"school":"sc1","program":"pr1","region":"r2"},"version":3},"drafts":{"lists":[{"round":"ro1","ranked":["p1","p2"]},{"round":"ro2","ranked":[]}]}}"""),
            ("student", "s2", """{"schema":1,"entity":{"id":"s2","profile":{"school":"sc1","program":"pr1","region":"r2"},"version":1}}"""),
            ("program", "pr1", """{"schema":1,"entity":{"id":"pr1","status":"draft","content":{"school":"sc1","title":"Care"}}}"""),
            ("school", "sc1", """{"schema":1,"entity":{"id":"sc1","profile":{"name":"North","region":"r2"}}}"""),
            ("round", "ro1", """{"schema":1,"entity":{"id":"ro1","phase":"collecting"}}"""),
            ("other", "x", """{"schema":1,"entity":{"region":"r1","status":"published"}}"""),
        ];
        using (var connection = SqliteConnections.OpenForWriting(_directory.Database))
        {
            SqliteSchema.Upgrade(connection, _directory.Database, SqliteSchema.Scripts[..7]);
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO grain_state (grain_type, grain_key, payload, version, modified_on) VALUES (@type, @key, @payload, 1, 0)";
            foreach (var (type, key, payload) in rows)
            {
                insert.With("@type", type).With("@key", key).With("@payload", payload).ExecuteNonQuery();
            }
        }

        await using var upgraded = new SqliteDatabase(_directory.Path);
        await using var fresh = new SqliteDatabase(anew.Path);
        await upgraded.Ready();
        await fresh.Ready();
        await fresh.Writer.Write(session => Array.ConvertAll(rows, row => GrainStateStatements.Insert(
            session, new(row.Type, row.Key, row.Payload is null ? null : Encoding.UTF8.GetBytes(row.Payload), DateTimeOffset.UnixEpoch))));
        await fresh.Writer.Write(session =>
        {
            GrainStateStatements.WriteParts(session, "student", "s1", new(
                [
                    new("list", 0, "ro1", null, """{"round":"ro1","ranked":["p1","p2"]}"""u8.ToArray()),
                    new("list", 1, "ro2", null, """{"round":"ro2","ranked":[]}"""u8.ToArray()),
                ],
                [],
                []));
            return true;
        });

        const string Columns = "grain_type, grain_key, region, school, program, employer, occupation, apply_by, status, entity_version, open_seats";
        foreach (var (sql, count) in (ReadOnlySpan<(string, int)>)
            [
                ($"SELECT {Columns} FROM grain_state", rows.Length),
                ("SELECT student, round, list FROM student_list", 2),
                ("SELECT placement, student, round FROM ranked_placement", 2),
            ])
        {
            var expected = Rows(fresh, sql);
            Assert.Equal(count, expected.Count);
            Assert.Equal(expected, Rows(upgraded, sql));
        }
    }

    [Fact]
    public async Task Whoever_had_a_reminder_before_is_due_after_an_upgrade_and_has_none()
    {
        using (var connection = SqliteConnections.OpenForWriting(_directory.Database))
        {
            SqliteSchema.Upgrade(connection, _directory.Database, SqliteSchema.Scripts[..8]);
            SqliteConnections.Execute(
                connection,
                """
                INSERT INTO grain_state (grain_type, grain_key, payload, version, modified_on) VALUES
                ('placement', 'p1', '{"schema":1}', 4, 0), ('placement', 'p2', '{"schema":1}', 1, 0), ('student', 's/1', '{"schema":1}', 1, 0),
                ('round-measuring', 'r1', '{"schema":1,"isOwed":true}', 1, 0), ('demand-keeping', 'all', '{"schema":1}', 1, 0),
                ('report-job', 'j1', '{"entity":{"phase":"running"}}', 1, 0), ('report-job', 'j2', '{"entity":{"phase":"done"}}', 1, 0);
                INSERT INTO reminder (grain_id, name, grain_hash, start_at, period, etag) VALUES
                ('placement/p1', 'owed', 1, 0, 1, 'e'), ('placement/gone', 'owed', 1, 0, 1, 'e'), ('student/s/1', 'owed', 1, 0, 1, 'e'),
                ('roundmeasuring/r1', 'owed', 1, 0, 1, 'e'), ('demandkeeping/all', 'month', 1, 0, 1, 'e'), ('other/o', 'kept', 1, 0, 1, 'e')
                """);
        }

        await using var upgraded = new SqliteDatabase(_directory.Path);
        await upgraded.Ready();

        Assert.Equal(
            ["demand-keeping|all|0", "placement|p1|0", "report-job|j1|0", "round-measuring|r1|0", "student|s/1|0"],
            Rows(upgraded, "SELECT grain_type, grain_key, wake_at FROM due_row"));
        Assert.Equal(["5"], Rows(upgraded, "SELECT count(*) FROM grain_state WHERE payload ->> '$.wakeAt' = 0"));
        Assert.Equal(["other/o"], Rows(upgraded, "SELECT grain_id FROM reminder"));
    }

    [Fact]
    public async Task Offers_applications_and_lists_of_rows_from_before_are_read_and_written_as_parts_after_an_upgrade()
    {
        using (var connection = SqliteConnections.OpenForWriting(_directory.Database))
        {
            SqliteSchema.Upgrade(connection, _directory.Database, SqliteSchema.Scripts[..8]);
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO grain_state (grain_type, grain_key, payload, version, modified_on) VALUES (@type, @key, @payload, 1, 0)";
            insert.With("@type", "placement").With("@key", "p1").With("@payload", OldRows.Placement).ExecuteNonQuery();
            insert.With("@type", "student").With("@key", "s1").With("@payload", OldRows.Student).ExecuteNonQuery();
        }

        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        await using var database = new SqliteDatabase(_directory.Path);
        await OldRows.AssertKept(new SqliteGrainStorage(database, services.GetRequiredService<IActivatorProvider>(), TimeProvider.System));

        Assert.Equal(
            ["placement|application|1|new", "placement|offer|2|accepted", "student|list|1|null", "student|offer|1|null"],
            Rows(database, "SELECT grain_type, kind, count(*), min(status) FROM grain_part GROUP BY grain_type, kind"));
        Assert.Equal(["p1|s1|ro1", "p2|s1|ro1"], Rows(database, "SELECT placement, student, round FROM ranked_placement"));
        Assert.Equal(["2|0"], Rows(database, "SELECT count(*), sum(payload LIKE '%\"o1\",\"placement\"%' OR payload LIKE '%ranked%') FROM grain_state"));
    }

    [Fact]
    public async Task What_grows_with_a_round_and_in_registers_is_read_and_written_as_parts_after_an_upgrade()
    {
        using (var connection = SqliteConnections.OpenForWriting(_directory.Database))
        {
            SqliteSchema.Upgrade(connection, _directory.Database, SqliteSchema.Scripts[..12]);
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO grain_state (grain_type, grain_key, payload, version, modified_on) VALUES (@type, @key, @payload, 1, 0)";
            insert.With("@type", "round").With("@key", "ro1").With("@payload", OldRows.Round).ExecuteNonQuery();
            insert.With("@type", "round-register").With("@key", "all").With("@payload", OldRows.RoundRegister).ExecuteNonQuery();
            insert.With("@type", "report-editions").With("@key", "all").With("@payload", OldRows.Editions).ExecuteNonQuery();
            insert.With("@type", "report-register").With("@key", "all").With("@payload", OldRows.Reports).ExecuteNonQuery();
        }

        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        await using var database = new SqliteDatabase(_directory.Path);
        await database.Ready();

        Assert.Equal(
            OldRows.Parts,
            Rows(database, """
                SELECT grain_type, kind, group_concat(part_key) FROM (SELECT * FROM grain_part ORDER BY grain_type, kind, number)
                GROUP BY grain_type, kind ORDER BY grain_type || '|' || kind
                """));
        Assert.Equal(
            ["report-editions|2|null", "report-register|2|null", "round-register|2|1", "round|2|null"],
            Rows(database, """
                SELECT grain_type, payload ->> '$.schema', json_array_length(payload, '$.register.claims') FROM grain_state
                WHERE grain_type <> 'dead-letter' ORDER BY grain_type
                """));
        Assert.Equal(
            ["round/ro1:1|tasks"],
            Rows(database, "SELECT grain_key, payload ->> '$.entity.receiver' FROM grain_state WHERE grain_type = 'dead-letter'"));
        await OldRows.AssertRoundKept(new SqliteGrainStorage(database, services.GetRequiredService<IActivatorProvider>(), TimeProvider.System));
    }

    [Fact]
    public void Scripts_are_numbered_without_a_gap()
    {
        Assert.NotEmpty(SqliteSchema.Scripts);
        Assert.Equal(Enumerable.Range(1, SqliteSchema.Scripts.Length), SqliteSchema.Scripts.Select(s => s.Number));
    }

    private static List<string> Rows(SqliteDatabase database, string sql)
    {
        using var lease = database.Readers.Borrow();
        using var reader = lease.Session.Statement(sql).ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "null" : reader.GetValue(i))));
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }

    private async Task AssertRefusedAndUntouched(string because)
    {
        var before = File.ReadAllBytes(_directory.Database);
        await using (var database = new SqliteDatabase(_directory.Path))
        {
            var refusal = await Assert.ThrowsAsync<DatabaseRefusedException>(database.Ready);
            Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
            Assert.Contains(_directory.Database, refusal.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, File.ReadAllBytes(_directory.Database));
    }

    private async Task CreateWithRows()
    {
        await using var database = new SqliteDatabase(_directory.Path);
        await database.Ready();
        await database.Writer.Write(session => session.Execute(
            """
            INSERT INTO grain_state (grain_type, grain_key, payload, version, modified_on)
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
            SELECT 'sample', 'k' || i, '{"text":"' || hex(zeroblob(500)) || '"}', 1, 0 FROM n
            """));
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_directory.Database};Pooling=False");
        connection.Open();
        SqliteConnections.Execute(connection, sql);
    }
}
