using Microsoft.Data.Sqlite;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Storing;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Rounds;

/// <summary>Whoever activates a round goes on with what its row says is owed.</summary>
public sealed class RoundRecoveryTests
{
    [Fact]
    public async Task An_activation_that_ends_at_every_step_changes_neither_result_nor_offers()
    {
        await using var round = await RoundScene.Set();
        var placements = new[] { await round.Placement(seats: 2), await round.Placement(seats: 1) };
        for (var i = 0; i < 4; i++)
        {
            await round.Ranking(placements[i % 2], placements[(i + 1) % 2]);
        }

        await round.Lock();
        var digest = (await round.Find()).InputDigest;
        await round.Do(RoundAction.Solve);
        await round.Platform.Forget(round.Grain);
        await round.Reaches(found => found.Phase is RoundPhase.Solved, "it went on solving");
        await round.Do(RoundAction.Publish);
        await round.Platform.Forget(round.Grain);
        await Eventually.Holds(
            async () => Scene.Succeed(await round.Grain.Operation(RoundAction.Publish)).Status is OperationStatus.Succeeded, "it went on offering");

        Assert.Equal(digest, (await round.Find()).InputDigest);
        Assert.Equal(3, (await round.Assignments()).Count);
        var held = await Task.WhenAll(placements.Select(placement => round.Placement(placement).Count()));
        Assert.Equal([2, 1], held.Select(count => count!.Held));
    }

    [Fact]
    public async Task The_same_inputs_cleared_again_give_the_same_digests()
    {
        await using var round = await RoundScene.Set();
        var placement = await round.Placement(seats: 2);
        for (var i = 0; i < 5; i++)
        {
            await round.Ranking(placement);
        }

        await round.Lock();
        await round.Solve();
        await round.Publish();
        var result = (await round.Find()).Result!;
        await round.Platform.Forget(round.Grain);

        // Without a result in memory the frozen rows are cleared again.
        var student = (await round.Assignments()).Keys.First();
        Assert.Equal(result.First, Scene.Succeed(await round.Grain.ResultOf(student)).Certified);
    }

    [Fact]
    public async Task A_placement_that_closed_between_two_locks_gets_its_seats_back_and_takes_part_again_once_it_reopens()
    {
        await using var round = await RoundScene.Set();
        var (closing, staying) = (await round.Placement(), await round.Placement());
        var student = await round.Ranking(closing, staying);
        await round.Lock();
        await round.Do(RoundAction.Unlock, reason: "an employer withdraws");
        Scene.Succeed(await round.Placement(closing).Apply(PlacementAction.Close, WriteOptions.Default));

        await round.Lock();
        Assert.Equal(0, (await round.Placement(closing).Count())!.Reserved);
        await round.Do(RoundAction.Unlock, reason: "it comes back");
        Scene.Succeed(await round.Placement(closing).Apply(PlacementAction.Reopen, WriteOptions.Default));
        Scene.Succeed(await round.Placement(closing).Apply(PlacementAction.Publish, WriteOptions.Default));
        await round.Lock();
        await round.Solve();

        Assert.Equal(closing, (await round.Assignments())[student].Placement);
    }

    [Fact]
    public async Task Frozen_inputs_that_cannot_be_cleared_end_the_solving_with_the_reason_and_it_may_be_asked_for_again()
    {
        await using var round = await RoundScene.Set();
        await round.Ranking(await round.Placement());
        await round.Lock();
        Execute(round.Platform.Database, "UPDATE round_input SET payload = 'x' || payload WHERE kind = 'student'");

        await round.Do(RoundAction.Solve);
        await Eventually.Holds(
            async () => Scene.Succeed(await round.Grain.Operation(RoundAction.Solve)) is { Status: OperationStatus.Failed, Reason: not null }, "the solving failed");
        Assert.Equal(RoundPhase.Locked, (await round.Find()).Phase);

        Execute(round.Platform.Database, "UPDATE round_input SET payload = substr(payload, 2) WHERE kind = 'student'");
        await round.Solve();
        Assert.Single(await round.Assignments());
    }

    [Fact]
    [Trait("Lane", "Full")]
    public async Task A_write_that_fails_is_told_and_may_be_repeated()
    {
        await using var round = await RoundScene.Set();
        var options = new WriteOptions(OperationId: "cancel-1", ContentDigest: "cancel");
        round.Platform.Faults.Begin(Fault.WriteAcknowledgement, "round");

        Scene.Refuse(await round.Grain.Apply(RoundAction.Cancel, "nobody came", null, options), RefusalKind.Unavailable);
        round.Platform.Faults.End(Fault.WriteAcknowledgement, "round");

        await Eventually.Holds(async () => (await round.Grain.Apply(RoundAction.Cancel, "nobody came", null, options)).Succeeded, "it is cancelled");
        Assert.Equal(RoundPhase.Cancelled, (await round.Find()).Phase);
    }

    [Fact]
    [Trait("Lane", "Full")]
    public async Task A_publication_that_an_earlier_version_left_half_made_goes_on_in_the_order_of_that_version_after_an_upgrade()
    {
        const int Students = 5;
        const int Made = 2;
        await using var round = await RoundScene.Set();
        var placements = new List<PlacementId>();
        var students = new List<StudentId>();
        for (var i = 0; i < Students; i++)
        {
            placements.Add(await round.Placement());
            students.Add(await round.Student());
        }

        // By placement the last student comes first.
        placements = [.. placements.OrderByDescending(placement => placement.Value, StringComparer.Ordinal)];
        students = [.. students.OrderBy(student => student.Value, StringComparer.Ordinal)];
        for (var i = 0; i < Students; i++)
        {
            Scene.Succeed(await round.Rank(students[i], [placements[i]]));
        }

        Scene.Succeed(await round.Grain.PutPairs([], [new(students[0], placements[1], "kin")], WriteOptions.Default));
        await round.Lock();
        await round.Solve();
        round.Platform.Faults.Begin(Fault.Write, StateNames.Offer);
        await round.Do(RoundAction.Publish);
        await round.Reaches(found => found.Phase is RoundPhase.Published, "it is public");

        await round.Platform.Restart(() =>
        {
            Execute(round.Platform.Database, $"""
                UPDATE grain_state SET payload = json_set(
                    json_remove(payload, '$.state.offersByPlacement'), '$.schema', 1, '$.state.offersMade', {Made}, '$.state.forbidden',
                    (SELECT json_group_array(json(payload)) FROM grain_part WHERE grain_type = 'round' AND kind = 'forbidden'))
                WHERE grain_type = 'round';
                DELETE FROM grain_part WHERE grain_type = 'round';
                ALTER TABLE grain_part RENAME COLUMN number TO place;
                DELETE FROM schema_script WHERE number > 12;
                """);
            round.Platform.Faults.End(Fault.Write, StateNames.Offer);
        });

        await Eventually.Holds(
            async () => Scene.Succeed(await round.Grain.Operation(RoundAction.Publish)).Status is OperationStatus.Succeeded, "every offer is made");
        var held = new List<int>();
        foreach (var placement in placements)
        {
            held.Add((await round.Placement(placement).Count())!.Held);
        }

        // The earlier version had made the offers of the first students, or so its row says.
        Assert.Equal([.. Enumerable.Repeat(0, Made), .. Enumerable.Repeat(1, Students - Made)], held);
        Assert.Equal("kin", Assert.Single((await round.Grain.Pairs())!.Forbidden).Reason);
    }

    private static void Execute(string database, string statement)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
