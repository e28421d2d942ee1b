using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Records;
using VocMatch.Storage.PendingWork;
using VocMatch.Storage.Reading;
using VocMatch.Storage.Tests.PostgreSql;
using VocMatch.Storage.Tests.Reading;
using VocMatch.Storage.Tests.Sqlite;
using Xunit;

namespace VocMatch.Storage.Tests.PendingWork;

/// <summary>Rows that name a time are found by it. Both databases must behave the same.</summary>
public abstract class DueRowsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000);

    private readonly string _name = $"due-{Guid.NewGuid():N}";

    protected abstract IServiceProvider Services { get; }

    protected abstract IGrainStorage Storage { get; }

    private IDueRows Rows => Services.GetRequiredService<IDueRows>();

    protected virtual void SkipUnlessAvailable()
    {
    }

    /// <summary>The plan names the index, and reads no row that none led to.</summary>
    private protected abstract Task AssertNoScan(SqlQuery query, string index);

    [SkippableFact]
    public async Task A_row_is_due_from_the_time_it_names_until_it_names_another_or_is_cleared()
    {
        SkipUnlessAvailable();
        var grain = GrainId.Create("any", $"{_name}-one");
        var state = new GrainState<Dated>(new() { WakeAt = At(0) });

        await Storage.WriteStateAsync(_name, grain, state);
        Assert.Empty(await Due(Now.AddMilliseconds(-1)));
        Assert.Equal([new DueRow(_name, $"{_name}-one", At(0))], await Due(Now));

        state.State = new() { WakeAt = At(5) };
        await Storage.WriteStateAsync(_name, grain, state);
        Assert.Empty(await Due(Now));
        Assert.Single(await Due(Now.AddMilliseconds(5)));

        state.State = new();
        await Storage.WriteStateAsync(_name, grain, state);
        Assert.Empty(await Due(DateTimeOffset.MaxValue));

        state.State = new() { WakeAt = At(0) };
        await Storage.WriteStateAsync(_name, grain, state);
        await Storage.ClearStateAsync(_name, grain, state);
        Assert.Empty(await Due(DateTimeOffset.MaxValue));
    }

    [SkippableFact]
    public async Task New_states_are_due_as_written_ones_are()
    {
        SkipUnlessAvailable();
        await Services.GetRequiredService<INewStates>().Insert<Dated>(
            _name, [new($"{_name}-a", new() { WakeAt = At(1) }), new($"{_name}-b", new()), new($"{_name}-c", new() { WakeAt = At(0) })]);

        Assert.Equal([$"{_name}-a", $"{_name}-c"], (await Due(Now.AddSeconds(1))).Select(row => row.Key).Order());
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Page_by_page_every_due_row_of_every_part_comes_once_and_the_longest_due_first(int most)
    {
        SkipUnlessAvailable();
        var random = new Random(most);
        var expected = new List<DueRow>();
        var states = new List<Contracts.Storing.NewState<Dated>>();
        for (var i = 0; i < 60; i++)
        {
            // Many at the same moment, some of them later than is asked for.
            var row = new DueRow(_name, $"{_name}-{i}", At(random.Next(4)));
            states.Add(new(row.Key, new() { WakeAt = row.WakeAt }));
            if (row.WakeAt <= At(2))
            {
                expected.Add(row);
            }
        }

        await Services.GetRequiredService<INewStates>().Insert(_name, states);
        var found = new List<DueRow>();
        for (var shard = 0; shard < Rows.Shards; shard++)
        {
            var part = new List<DueRow>();
            DueRow? last = null;
            while (true)
            {
                var page = await Rows.Due(shard, Now.AddMilliseconds(2), last, most, CancellationToken.None);
                Assert.True(page.Length <= most);
                part.AddRange(page);
                if (page.Length < most)
                {
                    break;
                }

                last = page[^1];
            }

            Assert.Equal(part.OrderBy(row => row.WakeAt).Select(row => row.WakeAt), part.Select(row => row.WakeAt));
            found.AddRange(part.Where(row => row.StateName == _name));
        }

        Assert.Equal(expected.OrderBy(row => row.Key), found.OrderBy(row => row.Key));
    }

    [SkippableFact]
    public async Task However_many_rows_there_are_only_due_ones_are_read()
    {
        SkipUnlessAvailable();
        await AssertNoScan(DueRows.Query(0, Now, null, 500), "grain_state_wake_at");
        await AssertNoScan(DueRows.Query(0, Now, new("placement", "p", At(0)), 500), "grain_state_wake_at");
    }

    private static long At(int milliseconds) => Now.ToUnixTimeMilliseconds() + milliseconds;

    private async Task<List<DueRow>> Due(DateTimeOffset now)
    {
        var all = new List<DueRow>();
        for (var shard = 0; shard < Rows.Shards; shard++)
        {
            all.AddRange((await Rows.Due(shard, now, null, 10_000, CancellationToken.None)).Where(row => row.StateName == _name));
        }

        return all;
    }

    public sealed record Dated : IDueState
    {
        public long? WakeAt { get; init; }
    }
}

public sealed class SqliteDueRowsTests(EmbeddedStore store) : DueRowsTests, IClassFixture<EmbeddedStore>
{
    protected override IServiceProvider Services => store.Services;

    protected override IGrainStorage Storage => store.GrainStorage;

    private protected override async Task AssertNoScan(SqlQuery query, string index)
    {
        var plan = await QueryPlan.OnSqlite(Services, query);
        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
    }
}

[Collection(PostgreSqlCollection.Name)]
public sealed class PostgreSqlDueRowsTests(PostgreSqlServer server, SiloOnPostgreSql silo) : DueRowsTests, IClassFixture<SiloOnPostgreSql>
{
    protected override IServiceProvider Services => silo.Services;

    protected override IGrainStorage Storage => Services.GetRequiredKeyedService<IGrainStorage>(VocMatchStorage.Name);

    protected override void SkipUnlessAvailable() => server.SkipUnlessRunning();

    private protected override async Task AssertNoScan(SqlQuery query, string index)
    {
        var plan = await QueryPlan.OnPostgreSql(
            Services,
            """
            INSERT INTO grain_state (grain_type, grain_key, payload, version, modified_on)
            SELECT 'filling', 'filling' || i, CASE i % 2
                WHEN 0 THEN jsonb_build_object('text', repeat('x', 900))
                ELSE jsonb_build_object('wakeAt', 9000000000000 + i, 'text', repeat('x', 900)) END, 1, now()
            FROM generate_series(1, 8000) AS i
            ON CONFLICT DO NOTHING;
            ANALYZE grain_state;
            """,
            query);
        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
    }
}
