using VocMatch.Storage.Sqlite;
using Xunit;

namespace VocMatch.Storage.Tests.Sqlite;

public sealed class SqliteReminderTableTests : IAsyncLifetime
{
    private static readonly DateTime StartAt = new(2027, 3, 1, 8, 30, 0, DateTimeKind.Utc);

    private readonly EmbeddedStore _store = new();

    private SqliteReminderTable Table => new(_store.Database);

    public Task InitializeAsync() => _store.InitializeAsync();

    public Task DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_reminder_is_read_back_as_it_was_stored()
    {
        var etag = await Table.UpsertRow(Entry("a", "deadline"));

        var row = await Table.ReadRow(Id("a"), "deadline");

        Assert.NotNull(row);
        Assert.Equal((Id("a"), "deadline", StartAt, TimeSpan.FromMinutes(5), etag), (row.GrainId, row.ReminderName, row.StartAt, row.Period, row.ETag));
        Assert.Equal(DateTimeKind.Utc, row.StartAt.Kind);
        Assert.Null(await Table.ReadRow(Id("a"), "other"));
    }

    [Fact]
    public async Task Storing_it_again_replaces_it_and_takes_a_new_version()
    {
        var first = await Table.UpsertRow(Entry("a", "deadline"));
        var second = await Table.UpsertRow(Entry("a", "deadline"));

        Assert.NotEqual(first, second);
        Assert.Single((await Table.ReadRows(Id("a"))).Reminders);
    }

    [Fact]
    public async Task Only_the_version_that_was_read_is_removed()
    {
        var etag = await Table.UpsertRow(Entry("a", "deadline"));

        Assert.False(await Table.RemoveRow(Id("a"), "deadline", "stale"));
        Assert.True(await Table.RemoveRow(Id("a"), "deadline", etag!));
        Assert.False(await Table.RemoveRow(Id("a"), "deadline", etag!));
    }

    [Fact]
    public async Task A_range_of_hashes_is_open_below_closed_above_and_wraps_around()
    {
        var ids = Enumerable.Range(0, 40).Select(i => Id($"g{i}")).OrderBy(id => id.GetUniformHashCode()).ToArray();
        foreach (var id in ids)
        {
            await Table.UpsertRow(new ReminderEntry { GrainId = id, ReminderName = "r", StartAt = StartAt, Period = TimeSpan.FromMinutes(5) });
        }

        var (low, high) = (ids[9].GetUniformHashCode(), ids[19].GetUniformHashCode());

        Assert.Equal(ids.Skip(10).Take(10), await Range(low, high));
        Assert.Equal(ids.Skip(20).Concat(ids.Take(10)), await Range(high, low));
        Assert.Equal(40, (await Table.ReadRows(7, 7)).Reminders.Count);
        await Table.TestOnlyClearTable();
        Assert.Empty(await Range(low, high));
    }

    private static GrainId Id(string key) => GrainId.Create("reminded", key);

    private static ReminderEntry Entry(string key, string name) =>
        new() { GrainId = Id(key), ReminderName = name, StartAt = StartAt, Period = TimeSpan.FromMinutes(5) };

    private async Task<GrainId[]> Range(uint begin, uint end) =>
        [
            .. (await Table.ReadRows(begin, end)).Reminders
                .Select(r => r.GrainId)
                .OrderBy(id => begin < end ? id.GetUniformHashCode() : unchecked(id.GetUniformHashCode() - begin)),
        ];
}
