using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using VocMatch.Storage.Databases;
using VocMatch.Storage.PostgreSql;
using VocMatch.Storage.Tests.Conformance;
using Xunit;

namespace VocMatch.Storage.Tests.PostgreSql;

[Collection(PostgreSqlCollection.Name)]
public sealed class PostgreSqlRefusalTests(PostgreSqlServer server)
{
    [SkippableTheory]
    [InlineData("synchronous_commit=off", "synchronous_commit")]
    public async Task A_server_that_gives_durability_away_is_refused(string setting, string named)
    {
        server.SkipUnlessRunning();
        var connectionString = $"{await server.CreateDatabase()};Options=-c {setting}";

        var refusal = await Assert.ThrowsAsync<DatabaseRefusedException>(() => Ready(connectionString));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_newer_database_is_refused()
    {
        server.SkipUnlessRunning();
        var connectionString = await server.CreateDatabase();
        await Ready(connectionString);
        await Execute(connectionString, "INSERT INTO schema_script (number, name, digest) VALUES (9999, '9999-later', 'x')");

        var refusal = await Assert.ThrowsAsync<DatabaseRefusedException>(() => Ready(connectionString));

        Assert.Contains("9999-later", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Texts are folded by the service alone: a database's own idea of letters would find others.</summary>
    [SkippableFact]
    public async Task A_database_has_no_search_of_texts_of_its_own()
    {
        server.SkipUnlessRunning();
        var connectionString = await server.CreateDatabase();
        await Ready(connectionString);

        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("SELECT to_regproc('contains_text') IS NULL AND EXISTS (SELECT FROM schema_script WHERE number = 9)");
        Assert.Equal(true, await command.ExecuteScalarAsync());
    }

    [SkippableFact]
    public async Task An_older_database_is_brought_up_to_date_and_keeps_its_rows()
    {
        server.SkipUnlessRunning();
        var connectionString = await server.CreateDatabase();
        await using (var source = NpgsqlDataSource.Create(connectionString))
        {
            await using var connection = await source.OpenConnectionAsync();
            await PostgreSqlSchema.Upgrade(connection, PostgreSqlSchema.Scripts[..1]);
        }

        await Execute(
            connectionString,
            """
            INSERT INTO grain_state (grain_type, grain_key, payload, version, modified_on)
            VALUES ('school', 's1', '{"schema":1,"entity":{"id":"s1","profile":{"name":"North College","region":"r1"},"version":3}}', 3, now())
            """);

        await Ready(connectionString);

        Assert.Equal("r1", await Execute(connectionString, "SELECT region FROM school WHERE id = 's1'"));
    }

    [SkippableFact]
    public async Task What_is_searched_of_rows_from_before_is_found_after_an_upgrade()
    {
        server.SkipUnlessRunning();
        var connectionString = await server.CreateDatabase();
        await using (var source = NpgsqlDataSource.Create(connectionString))
        {
            await using var connection = await source.OpenConnectionAsync();
            await PostgreSqlSchema.Upgrade(connection, PostgreSqlSchema.Scripts[..8]);
        }

        await Execute(
            connectionString,
            """
            INSERT INTO grain_state (grain_type, grain_key, payload, version, modified_on) VALUES
            ('placement', 'p1', '{"entity":{"status":"published","posting":{"employer":"e1","occupation":"o1"},"region":"r1","openSeats":2,"version":7}}', 1, now()),
            ('student', 's1', '{"entity":{"profile":{"region":"r2"},"version":3},"drafts":{"lists":[{"round":"ro1","ranked":["p1"]}]}}', 1, now()),
            ('student', 's2', '{"entity":{"profile":{"region":"r2"},"version":3}}', 1, now()),
            ('other', 'x', '{"entity":{"region":"r1","status":"published"}}', 1, now())
            """);

        await Ready(connectionString);

        Assert.Equal("p1", await Execute(connectionString, "SELECT string_agg(id, ',') FROM placement WHERE region = 'r1' AND open_seats = 2 AND employer = 'e1'"));
        Assert.Equal("s1", await Execute(connectionString, """SELECT string_agg(student, ',') FROM student_list WHERE round = 'ro1' AND list -> 'ranked' @> '"p1"'"""));
        Assert.Equal(3L, await Execute(connectionString, "SELECT count(*) FROM grain_state WHERE region IS NOT NULL"));
    }

    [SkippableFact]
    public async Task Whoever_had_a_reminder_before_is_due_after_an_upgrade_and_has_none()
    {
        server.SkipUnlessRunning();
        var connectionString = await server.CreateDatabase();
        await using (var source = NpgsqlDataSource.Create(connectionString))
        {
            await using var connection = await source.OpenConnectionAsync();
            await PostgreSqlSchema.Upgrade(connection, PostgreSqlSchema.Scripts[..10]);
        }

        await Execute(
            connectionString,
            """
            INSERT INTO grain_state (grain_type, grain_key, payload, version, modified_on) VALUES
            ('placement', 'p1', '{"schema":1}', 4, now()), ('placement', 'p2', '{"schema":1}', 1, now()), ('student', 's/1', '{"schema":1}', 1, now()),
            ('round-measuring', 'r1', '{"schema":1,"isOwed":true}', 1, now()), ('demand-keeping', 'all', '{"schema":1}', 1, now()),
            ('report-job', 'j1', '{"entity":{"phase":"running"}}', 1, now()), ('report-job', 'j2', '{"entity":{"phase":"done"}}', 1, now());
            INSERT INTO reminder (service_id, grain_id, name, grain_hash, start_at, period, version)
            SELECT 'vocmatch', given.id, given.name, 1, now(), 1, 0
            FROM (VALUES ('placement/p1', 'owed'), ('placement/gone', 'owed'), ('student/s/1', 'owed'),
                ('roundmeasuring/r1', 'owed'), ('demandkeeping/all', 'month'), ('other/o', 'kept')) AS given (id, name)
            """);

        await Ready(connectionString);

        Assert.Equal(
            "demand-keeping/all, placement/p1, report-job/j1, round-measuring/r1, student/s/1",
            await Execute(connectionString, "SELECT string_agg(grain_type || '/' || grain_key, ', ' ORDER BY grain_type) FROM due_row WHERE wake_at = 0"));
        Assert.Equal("other/o", await Execute(connectionString, "SELECT string_agg(grain_id, ',') FROM reminder"));
    }

    [SkippableFact]
    public async Task A_write_of_a_version_that_knows_no_parts_fails_and_leaves_the_row_as_it_is()
    {
        server.SkipUnlessRunning();
        var connectionString = await server.CreateDatabase();
        string before;
        await using (var source = NpgsqlDataSource.Create(connectionString))
        {
            await using var connection = await source.OpenConnectionAsync();
            await PostgreSqlSchema.Upgrade(connection, PostgreSqlSchema.Scripts[..10]);
            before = (string)(await Execute(connectionString, "SELECT querytext FROM orleansquery WHERE querykey = 'WriteToStorageKey'"))!;
        }

        await Ready(connectionString);
        await Execute(
            connectionString,
            """INSERT INTO grain_state (grain_type, grain_key, payload, version, modified_on) VALUES ('placement', 'p', '{"entity":{"version":1}}', 1, now())""");
        var late = before
            .Replace("@GrainTypeString", "'placement'", StringComparison.Ordinal)
            .Replace("@GrainIdExtensionString", "'=p'", StringComparison.Ordinal)
            .Replace("@GrainStateVersion", "1", StringComparison.Ordinal)
            .Replace("@PayloadBinary", """'{"entity":{"version":2}}'::bytea""", StringComparison.Ordinal);

        await Assert.ThrowsAsync<PostgresException>(() => Execute(connectionString, late));

        Assert.Equal(1, await Execute(connectionString, "SELECT version FROM grain_state WHERE grain_key = 'p'"));
    }

    [SkippableFact]
    public async Task Offers_applications_and_lists_of_rows_from_before_are_read_and_written_as_parts_after_an_upgrade()
    {
        server.SkipUnlessRunning();
        var connectionString = await server.CreateDatabase();
        await using (var source = NpgsqlDataSource.Create(connectionString))
        {
            await using var connection = await source.OpenConnectionAsync();
            await PostgreSqlSchema.Upgrade(connection, PostgreSqlSchema.Scripts[..10]);
        }

        await Execute(
            connectionString,
            $"""
            INSERT INTO grain_state (grain_type, grain_key, payload, version, modified_on)
            VALUES ('placement', 'p1', '{OldRows.Placement}', 1, now()), ('student', 's1', '{OldRows.Student}', 1, now())
            """);
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        await using var database = new PostgreSqlDatabase(connectionString);

        await OldRows.AssertKept(new PostgreSqlGrainStorage(database, services.GetRequiredService<IActivatorProvider>()));

        Assert.Equal(
            "application new, offer accepted, list -, offer -",
            await Execute(connectionString, """
                SELECT string_agg(DISTINCT kind || ' ' || coalesce(status, '-'), ', ') FROM grain_part
                WHERE status IS DISTINCT FROM 'held'
                """) is string kinds ? string.Join(", ", kinds.Split(", ").OrderBy(kind => kind.EndsWith('-')).ThenBy(kind => kind, StringComparer.Ordinal)) : null);
        Assert.Equal("s1", await Execute(connectionString, """SELECT string_agg(student, ',') FROM student_list WHERE round = 'ro1' AND list -> 'ranked' @> '"p2"'"""));
        Assert.Equal(0L, await Execute(connectionString, "SELECT count(*) FROM grain_state WHERE payload::text LIKE '%ranked%' OR payload::text LIKE '%changes%'"));
    }

    [SkippableFact]
    public async Task What_grows_with_a_round_and_in_registers_is_read_and_written_as_parts_after_an_upgrade()
    {
        server.SkipUnlessRunning();
        var connectionString = await server.CreateDatabase();
        await using (var source = NpgsqlDataSource.Create(connectionString))
        {
            await using var connection = await source.OpenConnectionAsync();
            await PostgreSqlSchema.Upgrade(connection, PostgreSqlSchema.Scripts[..14]);
        }

        await Execute(
            connectionString,
            $"""
            INSERT INTO grain_state (grain_type, grain_key, payload, version, modified_on)
            VALUES ('round', 'ro1', '{OldRows.Round}', 1, now()), ('round-register', 'all', '{OldRows.RoundRegister}', 1, now()),
                ('report-editions', 'all', '{OldRows.Editions}', 1, now()), ('report-register', 'all', '{OldRows.Reports}', 1, now())
            """);
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        await using var database = new PostgreSqlDatabase(connectionString);
        await database.Ready();

        Assert.Equal(
            string.Join(' ', OldRows.Parts),
            await Execute(connectionString, """
                SELECT string_agg(line, ' ' ORDER BY line COLLATE "C") FROM
                (
                    SELECT grain_type || '|' || kind || '|' || string_agg(part_key, ',' ORDER BY number) AS line FROM grain_part GROUP BY grain_type, kind
                ) AS part
                """));
        Assert.Equal(
            "tasks",
            await Execute(connectionString, "SELECT payload #>> '{entity,receiver}' FROM grain_state WHERE grain_type = 'dead-letter' AND grain_key = 'round/ro1:1'"));
        await OldRows.AssertRoundKept(new PostgreSqlGrainStorage(database, services.GetRequiredService<IActivatorProvider>()));
    }

    [SkippableFact]
    public async Task A_silo_of_before_cannot_write_a_round_whose_parts_it_does_not_see()
    {
        server.SkipUnlessRunning();
        var connectionString = await server.CreateDatabase();
        await using var database = new PostgreSqlDatabase(connectionString);
        await database.Ready();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => Execute(
            connectionString,
            $"INSERT INTO grain_state (grain_type, grain_key, payload, version, modified_on) VALUES ('round', 'ro1', '{OldRows.Round}', 1, now())"));

        Assert.Equal("grain_state_schema", refused.ConstraintName);
    }

    [SkippableFact]
    public async Task Many_processes_that_start_together_apply_each_script_once()
    {
        server.SkipUnlessRunning();
        var connectionString = await server.CreateDatabase();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Ready(connectionString)));

        Assert.Equal((long)PostgreSqlSchema.Scripts.Length, await Execute(connectionString, "SELECT count(*) FROM schema_script"));
    }

    [SkippableFact]
    public async Task A_role_that_may_define_nothing_starts_where_nothing_is_pending()
    {
        server.SkipUnlessRunning();
        var asOwner = await server.CreateDatabase();
        await Execute(asOwner, await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "roles.sql")));
        var owner = asOwner.Replace("Username=vocmatch", "Username=vocmatch_owner", StringComparison.Ordinal);
        var app = asOwner.Replace("Username=vocmatch", "Username=vocmatch_app", StringComparison.Ordinal);

        await Assert.ThrowsAsync<PostgresException>(() => Ready(app));
        await Ready(owner);
        await Ready(app);

        Assert.Equal(0L, await Execute(app, "SELECT count(*) FROM placement"));
    }

    private static async Task Ready(string connectionString)
    {
        await using var database = new PostgreSqlDatabase(connectionString);
        await database.Ready();
    }

    private static async Task<object?> Execute(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
