using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Storing;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Students;
using VocMatch.Storage.Reading;
using VocMatch.Storage.Rounds;
using VocMatch.Storage.Tests.PostgreSql;
using VocMatch.Storage.Tests.Reading;
using VocMatch.Storage.Tests.Sqlite;
using Xunit;

namespace VocMatch.Storage.Tests.Rounds;

/// <summary>What the views over the states tell of rounds. Both databases must behave the same.</summary>
public abstract class RoundReadingTests
{
    private readonly RoundId _round = RoundId.Parse($"round-{Guid.NewGuid():N}");

    protected abstract IServiceProvider Services { get; }

    private IRoundReading Reading => Services.GetRequiredService<IRoundReading>();

    private INewStates States => Services.GetRequiredService<INewStates>();

    protected abstract IGrainStorage Storage { get; }

    protected virtual void SkipUnlessAvailable()
    {
    }

    [SkippableFact]
    public async Task Every_student_who_saved_a_list_for_the_round_is_read_with_it_and_nobody_else()
    {
        SkipUnlessAvailable();
        var other = RoundId.Parse($"{_round}-b");
        await States.Insert(StateNames.Student,
        [
            Student("both", List(other, "x"), List(_round, "p2", "p1")),
            Student("other", List(other, "x")),
            Student("none"),
        ]);
        await States.Insert(StateNames.StudentIdentity,
            [new NewState<State<StudentIdentity>>($"{_round}-both", State<StudentIdentity>.Of(new() { Name = "Ada", BirthDate = new(2008, 5, 17) }))]);

        var listed = Assert.Single(await Reading.Listed(_round).ToListAsync());

        Assert.Equal($"{_round}-both", listed.Stored.Student.Id.Value);
        Assert.Equal(new DateOnly(2026, 5, 17), listed.Stored.Ages!.Eighteen);
        Assert.Equal(["p2", "p1"], listed.List.Ranked.Select(placement => placement.Value));
        Assert.True(listed.List.AgreesToCompletion);
    }

    [SkippableFact]
    public async Task Who_ranked_a_placement_is_found_while_the_round_has_no_public_result()
    {
        SkipUnlessAvailable();
        var (open, published) = (RoundId.Parse($"{_round}-open"), RoundId.Parse($"{_round}-done"));
        var wanted = PlacementId.Parse($"{_round}_p");
        await States.Insert(StateNames.Round, [Round("open", RoundPhase.Collecting), Round("done", RoundPhase.Published)]);
        await States.Insert(StateNames.Student,
        [
            Student("ranks", List(published, "x"), List(open, "x", wanted.Value)),
            Student("ranked", List(published, wanted.Value)),
            Student("alike", List(open, wanted.Value.Replace('_', '-'), wanted.Value + "2")),
        ]);

        Assert.Equal([StudentId.Parse($"{_round}-ranks")], await Reading.RankedBy(wanted));
    }

    [SkippableFact]
    public async Task Rounds_are_listed_by_phase()
    {
        SkipUnlessAvailable();
        await States.Insert(StateNames.Round, [Round("a", RoundPhase.Draft), Round("b", RoundPhase.Published), Round("c", RoundPhase.Draft)]);

        var drafts = (await Reading.Rounds("draft", new PageRequest(500, null))).Items.Where(round => round.Id.Value.StartsWith(_round.Value, StringComparison.Ordinal));

        Assert.Equal([$"{_round}-a", $"{_round}-c"], drafts.Select(round => round.Id.Value));
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Lists_are_found_by_round_and_by_placement_as_a_scan_finds_them_after_any_writes(int seed)
    {
        SkipUnlessAvailable();
        var random = new Random(seed);
        RoundPhase[] phases = [RoundPhase.Collecting, RoundPhase.Published, RoundPhase.Solved, RoundPhase.Draft];
        var rounds = phases.Select((phase, i) => (Id: RoundId.Parse($"{_round}-{i}"), Phase: phase)).ToList();
        await States.Insert(StateNames.Round, [.. rounds.Select((round, i) => Round($"{i}", round.Phase))]);
        var placements = Enumerable.Range(0, 9).Select(i => PlacementId.Parse($"{_round}_{i}")).ToList();
        var stored = Enumerable.Range(0, 12).ToDictionary(i => i, _ => new GrainState<StudentState>());
        for (var write = 0; write < 240; write++)
        {
            var number = random.Next(stored.Count);
            var (state, id) = (stored[number], GrainId.Create("student", $"{_round}-{number}"));
            if (state.RecordExists && random.Next(8) == 0)
            {
                await Storage.ClearStateAsync(StateNames.Student, id, state);
                continue;
            }

            // Now and then only something beside the lists.
            ImmutableArray<RoundList> lists = state.RecordExists && random.Next(3) == 0
                ? [.. Saved(state.State!)]
                : [.. rounds.Where(_ => random.Next(2) == 0).Select(round =>
                    List(round.Id, [.. placements.Where(_ => random.Next(3) == 0).OrderBy(_ => random.Next()).Select(p => p.Value)]))];
            state.State = Student($"{number}", lists).State;
            await Storage.WriteStateAsync(StateNames.Student, id, state);
        }

        var saved = stored.Where(entry => entry.Value.RecordExists)
            .SelectMany(entry => Saved(entry.Value.State!).Select(list => (Student: $"{_round}-{entry.Key}", List: list)))
            .ToList();
        Assert.NotEmpty(saved);
        foreach (var (round, _) in rounds)
        {
            var found = await Reading.Listed(round).ToDictionaryAsync(listed => listed.Stored.Student.Id.Value, listed => listed.List.Ranked.ToArray());
            var expected = saved.Where(one => one.List.Round == round).ToDictionary(one => one.Student, one => one.List.Ranked.ToArray());
            Assert.Equal(expected.Keys.Order(), found.Keys.Order());
            Assert.All(expected, one => Assert.Equal(one.Value, found[one.Key]));
        }

        var undecided = rounds.Where(round => round.Phase is RoundPhase.Collecting or RoundPhase.Solved).Select(round => round.Id).ToHashSet();
        foreach (var placement in placements)
        {
            Assert.Equal(
                saved.Where(one => undecided.Contains(one.List.Round) && one.List.Ranked.Contains(placement)).Select(one => one.Student).Distinct().Order(),
                (await Reading.RankedBy(placement)).Select(student => student.Value).Order());
        }
    }

    [SkippableFact]
    public async Task Lists_of_a_round_who_ranked_a_placement_and_what_changed_are_found_by_an_index()
    {
        SkipUnlessAvailable();
        var queries = Services.GetRequiredService<IQueries>();

        await AssertNoScan(RoundReading.ListedQuery(_round), ListIndexes.Round);
        await AssertNoScan(RoundReading.RankedByQuery(queries, PlacementId.Parse("p")), ListIndexes.Placement);
        await AssertNoScan(RoundReading.UndecidedQuery, "round_phase");
        await AssertNoScan(ReadSide.PlacementsSinceQuery(queries, RegionId.Parse("r3"), new(long.MaxValue)), "placement_change");
        await AssertNoScan(ReadSide.StudentsSinceQuery(queries, RegionId.Parse("r3"), new(long.MaxValue)), "student_change");
        await AssertNoScan(ReadSide.TagsQuery("tags_of_students"), "student_tags");
        await AssertNoScan(ReadSide.TagsQuery("tags_of_reserves"), "placement_tags");
        await AssertNoScan(ReadSide.StandingQuery(queries, [PlacementId.Parse("p-1"), PlacementId.Parse("p-2")]), PrimaryKey);
        await AssertNoScan(ReadSide.ApplicationsQuery(StudentId.Parse("s-1")), "student_application_student");
        await AssertNoScan(ReadSide.FindQuery(queries, "student", "id", ["s-1", "s-2"]), PrimaryKey);
        await AssertNoScan(ReadSide.NamesQuery(queries, "employer", ["e-1", "e-2"]), PrimaryKey);
        await AssertNoScan(ReadSide.FindQuery(queries, "placement", "employer", ["e-1", "e-2"]), "placement_employer");
    }

    protected abstract (string Round, string Placement) ListIndexes { get; }

    protected abstract string PrimaryKey { get; }

    /// <summary>The plan names the index, and reads no row that none led to.</summary>
    private protected abstract Task AssertNoScan(SqlQuery query, string index);

    private NewState<StudentState> Student(string name, params ImmutableArray<RoundList> lists)
    {
        var id = $"{_round}-{name}";
        return new(id, WithLists(new() { Entity = Entities.Student(id, "north", "school", "program") }, lists));
    }

    private static StudentState WithLists(StudentState state, ImmutableArray<RoundList> lists) =>
        lists.IsEmpty ? state : state with { Drafts = new() { Lists = lists.Aggregate(new PreferenceDrafts().Lists, (all, list) => all.Add(list)) } };

    private static IEnumerable<RoundList> Saved(StudentState state) => state.Drafts?.Lists ?? Enumerable.Empty<RoundList>();

    private NewState<State<Round>> Round(string name, RoundPhase phase)
    {
        var id = RoundId.Parse($"{_round}-{name}");
        var settings = new RoundSettings { Title = "Spring", Scope = new([RegionId.Parse("north")], []) };
        return new(id.Value, State<Round>.Of(new(id, phase, settings, 0, 0, RoundProgress.None, [], 1)) with { Schema = 2 });
    }

    private static RoundList List(RoundId round, params string[] ranked) =>
        new(round, [.. ranked.Select(placement => PlacementId.Parse(placement))], AgreesToCompletion: true, new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero), 1);
}

public sealed class SqliteRoundReadingTests(EmbeddedStore store) : RoundReadingTests, IClassFixture<EmbeddedStore>
{
    protected override IServiceProvider Services => store.Services;

    protected override IGrainStorage Storage => store.GrainStorage;

    protected override (string Round, string Placement) ListIndexes => ("student_list_round", "ranked_placement");

    protected override string PrimaryKey => "sqlite_autoindex_grain_state_1 (grain_type=? AND grain_key=?)";

    private protected override async Task AssertNoScan(SqlQuery query, string index)
    {
        var plan = await QueryPlan.OnSqlite(Services, query);
        Assert.Contains(index, plan, StringComparison.Ordinal);

        // What was asked for is read from end to end.
        var rest = plan.Replace("SCAN json_each", "", StringComparison.Ordinal).Replace("SCAN asked", "", StringComparison.Ordinal).Replace("SCAN given", "", StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN", rest, StringComparison.Ordinal);
    }
}

[Collection(PostgreSqlCollection.Name)]
public sealed class PostgreSqlRoundReadingTests(PostgreSqlServer server, SiloOnPostgreSql silo)
    : RoundReadingTests, IClassFixture<SiloOnPostgreSql>
{
    protected override IServiceProvider Services => silo.Services;

    protected override IGrainStorage Storage => Services.GetRequiredKeyedService<IGrainStorage>(VocMatchStorage.Name);

    protected override (string Round, string Placement) ListIndexes => ("student_list_round", "student_list_ranked");

    protected override string PrimaryKey => "grain_state_pkey";

    protected override void SkipUnlessAvailable() => server.SkipUnlessRunning();

    private protected override async Task AssertNoScan(SqlQuery query, string index)
    {
        var plan = await QueryPlan.OnPostgreSql(
            Services,
            """
            INSERT INTO grain_state (grain_type, grain_key, payload, version, modified_on)
            SELECT type, 'filling' || i, jsonb_build_object('entity', jsonb_build_object(
                'phase', 'closed', 'region', 'r' || i % 10, 'profile', jsonb_build_object('region', 'r' || i % 10), 'text', repeat('x', 900))), 1, now()
            FROM generate_series(1, 4000) AS i, unnest(array['student', 'placement', 'round', 'filling']) AS type
            ON CONFLICT DO NOTHING;
            INSERT INTO grain_part (grain_type, grain_key, kind, number, part_key, payload)
            SELECT 'student', 'filling' || i, 'list', 0, 'round' || i % 100, jsonb_build_object('ranked', jsonb_build_array('p' || i), 'text', repeat('x', 900))
            FROM generate_series(1, 4000) AS i
            ON CONFLICT DO NOTHING;
            INSERT INTO grain_part (grain_type, grain_key, kind, number, part_key, payload)
            SELECT 'placement', 'filling' || i, 'application', 0, 's' || i, jsonb_build_object('text', repeat('x', 900))
            FROM generate_series(1, 4000) AS i
            ON CONFLICT DO NOTHING;
            ANALYZE grain_state;
            ANALYZE grain_part;
            """,
            query);
        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
    }
}
