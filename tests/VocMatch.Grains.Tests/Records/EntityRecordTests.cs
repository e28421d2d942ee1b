using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Json;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Schools;
using VocMatch.Domain.Records;
using VocMatch.Domain.Schools;
using VocMatch.Grains.Records;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Records;

/// <summary>The record over a row in memory: what it answers, what it keeps, and when it gives up.</summary>
public sealed class EntityRecordTests
{
    private static readonly WriteOptions Keyed = new(OperationId: "key", ContentDigest: "digest");

    private readonly MemoryTable<SchoolState> _table = new();

    [Fact]
    public async Task What_changes_nothing_is_answered_from_the_row_and_not_from_memory()
    {
        var stale = Activation();
        Scene.Succeed(await Put(stale, "North"));
        Scene.Succeed(await Put(Activation(), "South"));

        var answer = Scene.Succeed(await Put(stale, "North"));

        Assert.Equal((Change.Changed, 3L), (answer.Change, answer.Entity.Version));
        Assert.Equal("North", _table.State.Entity!.Profile.Name);
    }

    [Fact]
    public async Task A_condition_that_a_stale_activation_finds_unmet_is_held_against_the_row()
    {
        var stale = Activation();
        Scene.Succeed(await Put(stale, "North"));
        Scene.Succeed(await Put(Activation(), "South"));

        Assert.Equal(3, Scene.Succeed(await Put(stale, "West", new(ExpectedVersion: 2))).Entity.Version);
    }

    [Fact]
    public async Task A_refusal_of_a_stale_activation_is_decided_again_on_the_row()
    {
        var stale = Activation();
        Scene.Succeed(await Put(Activation(), "South"));

        var answer = await stale.Write<School>(
            WriteOptions.Default,
            static state => ValueTask.FromResult<Outcome<SchoolState>>(state.Entity is null ? Refusal.NotFound("The school") : state),
            static (state, _) => state.Entity!);

        Assert.Equal("South", Scene.Succeed(answer).Profile.Name);
    }

    [Fact]
    public async Task A_dry_run_writes_nothing_whichever_way_it_is_decided()
    {
        var record = Activation();
        Assert.Equal(1, Scene.Succeed(await Put(record, "North", Keyed with { DryRun = true })).Entity.Version);
        Scene.Succeed(await record.Decide<School>(
            Keyed with { DryRun = true }, state => ValueTask.FromResult(new Decision<SchoolState, Outcome<School>>(Named(state, "South"), School("South")))));

        Assert.Equal(0, _table.Version);
    }

    [Fact]
    public async Task An_answer_that_is_the_entity_is_kept_without_it_until_the_entity_is_replaced()
    {
        var record = Activation();
        var first = Scene.Succeed(await Put(record, "North", Keyed));

        Assert.DoesNotContain("North", Assert.Single(_table.State.Operations).Answer, StringComparison.Ordinal);
        Assert.True(RecordJson.Same(first, Scene.Succeed(await Put(Activation(), "North", Keyed))));

        Scene.Succeed(await Put(record, "South"));

        Assert.Contains("North", Assert.Single(_table.State.Operations).Answer, StringComparison.Ordinal);
        Assert.True(RecordJson.Same(first, Scene.Succeed(await Put(Activation(), "North", Keyed))));
        Assert.Equal("South", _table.State.Entity!.Profile.Name);
    }

    /// <summary>As rows of before have it: the whole answer, under the first name of the member.</summary>
    [Fact]
    public async Task A_row_of_before_answers_a_repeated_operation()
    {
        var north = School("North") with { Version = 1 };
        var answer = JsonSerializer.Serialize(RecordJson.Write(new Written<School>(north, Change.Created)));
        var row = $$"""
            {"schema":1,"entity":{{RecordJson.Write(north)}},"receipts":[{"operationId":"key","contentDigest":"digest","takenAt":"2026-03-02T08:00:00Z","answer":{{answer}}}]}
            """;
        (_table.State, _table.Version) = (JsonSerializer.Deserialize<SchoolState>(row, WireJson.Options)!, 1);

        var repeated = Scene.Succeed(await Put(Activation(), "North", Keyed));

        Assert.Equal((Change.Created, 1L, 1), (repeated.Change, repeated.Entity.Version, _table.Version));
        Assert.Contains("\"receipts\":[", JsonSerializer.Serialize(_table.State, WireJson.Options), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failed_write_ends_the_activation_and_shows_what_was_committed(bool afterwards)
    {
        var (context, self) = MemoryContext.Make();
        var row = new MemoryRow<SchoolState>(_table);
        var record = Record(row, context);
        Scene.Succeed(await Put(record, "North"));
        (row.Failure, row.FailsAfterwards) = (new TimeoutException(), afterwards);

        Scene.Refuse(await Put(record, "South"), RefusalKind.Unavailable);

        Assert.True(record.HasFailed && self.IsEnding);
        Assert.Equal("North", record.Entity!.Profile.Name);
        Assert.Equal(afterwards ? "South" : "North", Activation().Entity!.Profile.Name);
    }

    [Fact]
    public async Task A_write_that_is_wrong_is_thrown_at_whoever_asked_for_it()
    {
        var row = new MemoryRow<SchoolState>(_table) { Failure = new OrleansException("wrapped", new InvalidOperationException("defect")) };

        await Assert.ThrowsAsync<OrleansException>(() => Put(Record(row, MemoryContext.Make().Context), "North"));
        row.Failure = new OrleansException("wrapped", new IOException("disk"));
        Scene.Refuse(await Put(Record(row, MemoryContext.Make().Context), "North"), RefusalKind.Unavailable);
    }

    [Fact]
    public async Task A_plain_row_that_is_not_written_is_thrown_and_not_remembered()
    {
        var (context, self) = MemoryContext.Make();
        var row = new MemoryRow<SchoolState>(_table) { Failure = new TimeoutException() };
        var record = new GrainRecord<SchoolState>(row, context, NullLogger<GrainRecord<SchoolState>>.Instance);

        await Assert.ThrowsAsync<TimeoutException>(() => record.Write(Named(new(), "North")));

        Assert.True(self.IsEnding);
        Assert.Null(record.State.Entity);
    }

    private EntityRecord<SchoolState, School> Activation() => Record(new(_table), MemoryContext.Make().Context);

    private static EntityRecord<SchoolState, School> Record(MemoryRow<SchoolState> row, IGrainContext context) =>
        new(row, context, TimeProvider.System, NullLogger<GrainRecord<SchoolState>>.Instance);

    private static Task<Outcome<Written<School>>> Put(EntityRecord<SchoolState, School> record, string name, WriteOptions? options = null) =>
        record.Write(
            options ?? WriteOptions.Default,
            state => ValueTask.FromResult<Outcome<SchoolState>>(Named(state, name)),
            static (state, change) => new Written<School>(state.Entity!, change));

    private static SchoolState Named(SchoolState state, string name) =>
        state with { Entity = School(name) with { Version = state.Entity?.Version ?? 0 } };

    private static School School(string name) => new(SchoolId.Parse("school"), Sample.School() with { Name = name }, 0);
}
