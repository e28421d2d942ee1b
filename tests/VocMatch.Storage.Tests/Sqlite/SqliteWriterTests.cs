using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using VocMatch.Storage.Sqlite;
using Xunit;

namespace VocMatch.Storage.Tests.Sqlite;

public sealed class SqliteWriterTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Writes_that_queue_up_behind_a_slow_one_are_committed_as_one_group()
    {
        await using var store = await Open();
        var commits = 0;
        using var gate = new ManualResetEventSlim();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var blocking = store.Database.Writer.Write(session =>
        {
            started.SetResult();
            SQLitePCL.raw.sqlite3_commit_hook(session.Connection.Handle, _ => Interlocked.Increment(ref commits) * 0, null);
            gate.Wait();
            return 0;
        });
        await started.Task;
        var queued = Enumerable.Range(0, 200).Select(i => Insert(store, Key(i))).ToList();
        gate.Set();

        await blocking;
        Assert.All(await Task.WhenAll(queued), Assert.True);

        Assert.Equal(2, commits);
    }

    [Fact]
    public async Task A_write_that_fails_leaves_the_others_of_its_group_alone()
    {
        await using var store = await Open();
        await store.Database.Writer.Write(session => session.Execute(
            "CREATE TRIGGER refusal BEFORE INSERT ON grain_state WHEN NEW.grain_key = 'broken' BEGIN SELECT RAISE(ABORT, 'refused'); END"));
        var (before, broken, conflict, after) = await InOneGroup(
            store,
            () => Insert(store, "before"),
            () => Insert(store, "broken"),
            () => Insert(store, "before"),
            () => Insert(store, "after"));

        Assert.True(await before);
        await Assert.ThrowsAsync<SqliteException>(() => broken);
        Assert.False(await conflict);
        Assert.True(await after);
        Assert.Equal(["after", "before"], await Keys(store));
    }

    [Fact]
    public async Task Work_of_many_statements_that_fails_half_way_leaves_nothing_behind()
    {
        await using var store = await Open();

        var failing = store.Database.Writer.Write<int>(session =>
        {
            GrainStateStatements.Insert(session, new("sample", "half", "{}"u8.ToArray(), Now));
            throw new InvalidOperationException("half way");
        });

        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        Assert.True(await Insert(store, "next"));
        Assert.Equal(["next"], await Keys(store));
    }

    [Fact]
    public async Task A_group_that_cannot_be_committed_fails_as_a_whole_and_the_next_one_succeeds()
    {
        await using var store = await Open();
        var (first, breaking, second, _) = await InOneGroup(
            store,
            () => Insert(store, "first"),
            () => store.Database.Writer.Write(session => session.Execute("ROLLBACK") == int.MinValue),
            () => Insert(store, "second"),
            () => Task.FromResult(true));

        await Assert.ThrowsAsync<SqliteException>(() => first);
        await Assert.ThrowsAsync<SqliteException>(() => breaking);
        await Assert.ThrowsAsync<SqliteException>(() => second);
        Assert.Empty(await Keys(store));
        Assert.True(await Insert(store, "later"));
        Assert.Equal(["later"], await Keys(store));
    }

    [Fact]
    public async Task On_a_full_disk_writes_fail_reads_go_on_and_space_brings_writing_back()
    {
        await using var store = await Open();
        Assert.True(await Insert(store, "small"));
        await store.Database.Writer.Write(session => LimitPages(session, 40));

        var (large, fits, alsoLarge, alsoFits) = await InOneGroup(
            store,
            () => Insert(store, "large", Large),
            () => Insert(store, "fits"),
            () => Insert(store, "also-large", Large),
            () => Insert(store, "also-fits"));

        Assert.Equal(SQLitePCL.raw.SQLITE_FULL, (await Assert.ThrowsAsync<SqliteException>(() => large)).SqliteErrorCode);
        await Assert.ThrowsAsync<SqliteException>(() => alsoLarge);
        Assert.True(await fits);
        Assert.True(await alsoFits);
        Assert.Equal(["also-fits", "fits", "small"], await Keys(store));

        await store.Database.Writer.Write(session => LimitPages(session, 1_000_000));
        Assert.True(await Insert(store, "large", Large));
        Assert.Equal("ok", await store.Database.Writer.Write(session => (string)session.Statement("PRAGMA integrity_check").ExecuteScalar()!));
    }

    [Fact]
    public async Task Shutting_down_completes_what_was_taken_and_refuses_what_comes_later()
    {
        using var directory = new TemporaryDirectory();
        var database = new SqliteDatabase(directory.Path);
        await database.Ready();
        var writer = database.Writer;
        var taken = Enumerable.Range(0, 3_000)
            .Select(i => writer.Write(session => GrainStateStatements.Insert(session, new("sample", Key(i), "{}"u8.ToArray(), Now))))
            .ToList();

        await database.DisposeAsync();

        Assert.All(taken, write => Assert.True(write.IsCompletedSuccessfully));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => writer.Write(_ => 0));
        await using var reopened = new SqliteDatabase(directory.Path);
        await reopened.Ready();
        Assert.Equal(3_000L, await reopened.Writer.Write(s => (long)s.Statement("SELECT count(*) FROM grain_state").ExecuteScalar()!));
    }

    [Fact]
    public async Task Shutting_down_leaves_no_log_to_recover()
    {
        using var directory = new TemporaryDirectory();
        await using (var database = new SqliteDatabase(directory.Path))
        {
            await database.Ready();
            await database.Writer.Write(session => GrainStateStatements.Insert(session, new("sample", "k", "{}"u8.ToArray(), Now)));
            using var reader = database.Readers.Borrow();
            Assert.NotNull(GrainStateStatements.Select(reader.Session, "sample", "k"));
            Assert.True(new FileInfo($"{directory.Database}-wal").Length > 0);
        }

        var log = new FileInfo($"{directory.Database}-wal");
        Assert.True(!log.Exists || log.Length == 0);
    }

    [Fact]
    public async Task Every_commit_is_flushed_to_disk()
    {
        await using var store = await Open();

        var (journal, synchronous) = await store.Database.Writer.Write(session => (
            (string)session.Statement("PRAGMA journal_mode").ExecuteScalar()!,
            (long)session.Statement("PRAGMA synchronous").ExecuteScalar()!));

        Assert.Equal("wal", journal);
        Assert.Equal(2, synchronous); // FULL
    }

    private static string Large { get; } = $"\"{new string('x', 300_000)}\"";

    private static string Key(int number) => number.ToString("D6", CultureInfo.InvariantCulture);

    private static async Task<EmbeddedStore> Open()
    {
        var store = new EmbeddedStore();
        await store.InitializeAsync();
        return store;
    }

    private static async Task<bool> Insert(EmbeddedStore store, string key, string payload = "{}")
    {
        var write = new GrainStateWrite(new("sample", key, Encoding.UTF8.GetBytes(payload), Now), expected: null, parts: null);
        await store.Database.Writer.Enqueue(write);
        return await write.Completion;
    }

    /// <summary>Holds the writer up in a group of its own until all four are queued.</summary>
    private static async Task<(Task<bool>, Task<bool>, Task<bool>, Task<bool>)> InOneGroup(
        EmbeddedStore store,
        Func<Task<bool>> first,
        Func<Task<bool>> second,
        Func<Task<bool>> third,
        Func<Task<bool>> fourth)
    {
        using var gate = new ManualResetEventSlim();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var blocking = store.Database.Writer.Write(_ =>
        {
            started.SetResult();
            gate.Wait();
            return 0;
        });
        await started.Task;
        var group = (first(), second(), third(), fourth());
        gate.Set();
        await blocking;
        return group;
    }

    private static int LimitPages(SqliteSession session, int pages)
    {
        SqliteConnections.Execute(session.Connection, $"PRAGMA max_page_count = {pages.ToString(CultureInfo.InvariantCulture)}");
        return 0;
    }

    private static Task<List<string>> Keys(EmbeddedStore store) => Task.Run(() =>
    {
        using var lease = store.Database.Readers.Borrow();
        using var reader = lease.Session.Statement("SELECT grain_key FROM grain_state ORDER BY grain_key").ExecuteReader();
        var keys = new List<string>();
        while (reader.Read())
        {
            keys.Add(reader.GetString(0));
        }

        return keys;
    });
}
