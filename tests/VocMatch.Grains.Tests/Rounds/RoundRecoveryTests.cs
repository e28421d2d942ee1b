using Microsoft.Data.Sqlite;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Rounds;
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

    private static void Execute(string database, string statement)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
