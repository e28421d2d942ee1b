using Microsoft.Data.Sqlite;
using VocMatch.Storage.Sqlite;
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
    public void Scripts_are_numbered_without_a_gap()
    {
        Assert.NotEmpty(SqliteSchema.Scripts);
        Assert.Equal(Enumerable.Range(1, SqliteSchema.Scripts.Length), SqliteSchema.Scripts.Select(s => s.Number));
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
