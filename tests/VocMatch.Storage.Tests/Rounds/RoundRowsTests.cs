using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Reading;
using VocMatch.Storage.Tests.PostgreSql;
using VocMatch.Storage.Tests.Sqlite;
using Xunit;

namespace VocMatch.Storage.Tests.Rounds;

/// <summary>Rows of rounds. Both databases must behave the same.</summary>
public abstract class RoundRowsTests
{
    private readonly RoundLock _lock = new(RoundId.Parse($"round-{Guid.NewGuid():N}"), 2);

    protected abstract IServiceProvider Services { get; }

    private IRoundRows Rows => Services.GetRequiredService<IRoundRows>();

    protected virtual void SkipUnlessAvailable()
    {
    }

    [SkippableFact]
    public async Task Rows_come_back_as_they_were_frozen_in_the_order_of_their_ids()
    {
        SkipUnlessAvailable();
        var input = new FrozenInput(_lock);
        await Rows.Add(input, [new FrozenEmployer(EmployerId.Parse("e"), 3)]);
        await Rows.Add(input, [Placement("b"), Placement("a"), Placement("B")]);
        await Rows.Add(input, [Student("s2"), Student("s10")]);

        Assert.Equal(new FrozenEmployer(EmployerId.Parse("e"), 3), Assert.Single(await Rows.Employers(input).ToListAsync()));
        Assert.Equal(["B", "a", "b"], await Rows.Placements(input).Select(row => row.Id.Value).ToListAsync());
        Assert.Equal(["s10", "s2"], await Rows.Students(input).Select(row => row.Id.Value).ToListAsync());
        var student = await Rows.Student(input, StudentId.Parse("s2"));
        Assert.Equal(71_300_001, student!.Applications[0].PriorityMillionths);
        Assert.Equal(new FrozenPair(PlacementId.Parse("a"), "agreed, \"in writing\""), student.Fixed);
        Assert.Null(await Rows.Student(input, StudentId.Parse("s3")));
    }

    [SkippableFact]
    public async Task More_rows_than_a_page_are_all_read_once()
    {
        SkipUnlessAvailable();
        var students = Enumerable.Range(0, 4_100).Select(i => Student(i.ToString("D5", CultureInfo.InvariantCulture))).ToList();
        await Rows.Add(new FrozenInput(_lock), students);
        await Rows.Add(_lock, 1, [.. students.Select(student => new Assignment(student.Id, PlacementId.Parse("a"), 1, 2))]);

        Assert.Equal(students.Select(student => student.Id), await Rows.Students(new(_lock)).Select(row => row.Id).ToListAsync());
        Assert.Equal(students.Select(student => student.Id), await Rows.Assignments(_lock, 1).Select(row => row.Student).ToListAsync());
        var page = await Rows.Assignments(_lock, 1, new PageRequest(100, null));
        var next = await Rows.Assignments(_lock, 1, new PageRequest(100, page.NextCursor));
        Assert.Equal((students[0].Id, students[100].Id), (page.Items[0].Student, next.Items[0].Student));
    }

    [SkippableFact]
    public async Task A_clearing_removes_this_lock_and_those_before_it_and_no_other()
    {
        SkipUnlessAvailable();
        var (before, after) = (_lock with { Number = 1 }, _lock with { Number = 3 });
        foreach (var under in (RoundLock[])[before, _lock, after])
        {
            await Rows.Add(new FrozenInput(under), [Placement("a")]);
            await Rows.WriteDocument(under, "certificate", [1, 2, 3]);
        }

        await Rows.Clear(_lock);

        Assert.Empty(await Rows.Placements(new(before)).ToListAsync());
        Assert.Null(await Rows.Document(_lock, "certificate"));
        Assert.Single(await Rows.Placements(new(after)).ToListAsync());
        Assert.Equal([1, 2, 3], (await Rows.Document(after, "certificate"))!);
    }

    [SkippableFact]
    public async Task A_row_of_the_same_id_is_replaced_and_passes_and_issues_stay_apart()
    {
        SkipUnlessAvailable();
        var first = new FrozenInput(_lock);
        await Rows.Add(first, [Placement("a")]);
        await Rows.Add(first, [Placement("a") with { Seats = 9 }]);
        await Rows.Add(first with { Pass = 2 }, [Placement("a") with { Seats = 1 }]);
        await Rows.Add(first with { Issue = 2 }, [Placement("a") with { Seats = 2 }]);

        Assert.Equal(9, Assert.Single(await Rows.Placements(first).ToListAsync()).Seats);
        Assert.Equal(1, Assert.Single(await Rows.Placements(first with { Pass = 2 }).ToListAsync()).Seats);
        Assert.Equal(2, Assert.Single(await Rows.Placements(first with { Issue = 2 }).ToListAsync()).Seats);
    }

    private static FrozenPlacement Placement(string id) => new(PlacementId.Parse(id), EmployerId.Parse("e"), 5, [new Reserve("rural", 2)]);

    private static FrozenStudent Student(string id) => new(
        StudentId.Parse(id),
        1,
        ["rural"],
        [new(PlacementId.Parse("a"), 1, 71_300_001, new(40_00, 15_00, 10_00, 6_30))],
        [new(PlacementId.Parse("b"), 2, "minimumAge", "18 is asked, it is 17")],
        [],
        new(PlacementId.Parse("a"), "agreed, \"in writing\""));
}

public sealed class SqliteRoundRowsTests(EmbeddedStore store) : RoundRowsTests, IClassFixture<EmbeddedStore>
{
    protected override IServiceProvider Services => store.Services;
}

[Collection(PostgreSqlCollection.Name)]
public sealed class PostgreSqlRoundRowsTests(PostgreSqlServer server, SiloOnPostgreSql silo)
    : RoundRowsTests, IClassFixture<SiloOnPostgreSql>
{
    protected override IServiceProvider Services => silo.Services;

    protected override void SkipUnlessAvailable() => server.SkipUnlessRunning();
}
