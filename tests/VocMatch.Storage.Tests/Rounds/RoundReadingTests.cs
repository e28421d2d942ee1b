using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Storing;
using VocMatch.Contracts.Students;
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

    private NewState<StoredStudentState> Student(string name, params ImmutableArray<RoundList> lists)
    {
        var id = $"{_round}-{name}";
        return new(id, new(1, Entities.Student(id, "north", "school", "program"), lists.IsEmpty ? null : new(lists)));
    }

    private NewState<State<Round>> Round(string name, RoundPhase phase)
    {
        var id = RoundId.Parse($"{_round}-{name}");
        var settings = new RoundSettings { Title = "Spring", Scope = new([RegionId.Parse("north")], []) };
        return new(id.Value, State<Round>.Of(new(id, phase, settings, 0, 0, RoundProgress.None, [], 1)));
    }

    private static RoundList List(RoundId round, params string[] ranked) =>
        new(round, [.. ranked.Select(placement => PlacementId.Parse(placement))], AgreesToCompletion: true, new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero), 1);

    /// <summary>As much of a student's state as the view over the lists looks at.</summary>
    private sealed record StoredStudentState(int Schema, Student Entity, StoredLists? Drafts);

    private sealed record StoredLists(ImmutableArray<RoundList> Lists);
}

public sealed class SqliteRoundReadingTests(EmbeddedStore store) : RoundReadingTests, IClassFixture<EmbeddedStore>
{
    protected override IServiceProvider Services => store.Services;
}

[Collection(PostgreSqlCollection.Name)]
public sealed class PostgreSqlRoundReadingTests(PostgreSqlServer server, SiloOnPostgreSql silo)
    : RoundReadingTests, IClassFixture<SiloOnPostgreSql>
{
    protected override IServiceProvider Services => silo.Services;

    protected override void SkipUnlessAvailable() => server.SkipUnlessRunning();
}
