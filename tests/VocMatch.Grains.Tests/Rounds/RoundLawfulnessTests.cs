using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Tasks;
using VocMatch.Domain.Reading;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Rounds;

/// <summary>What a round may not do any more, where nobody is there to be refused.</summary>
public sealed class RoundLawfulnessTests
{
    [Fact]
    public async Task A_lock_by_date_over_an_unlawful_pair_freezes_nothing_and_is_its_officers_task()
    {
        await using var round = await RoundScene.Set(open: false);
        var now = round.Platform.Time.GetUtcNow();
        Scene.Succeed(await round.Grain.Put(RoundScene.Settings with { ClosesAt = now.AddHours(1) }, WriteOptions.Default));
        await round.Do(RoundAction.Open);
        var (placement, student) = (await round.Placement(), await round.Student());
        Scene.Succeed(await round.Grain.PutPairs([new(student, placement, "agreed before")], [], WriteOptions.Default));
        var profile = (await round.Student(student).Find())!.Profile;
        Scene.Succeed(await round.Student(student).Put(
            profile with { Barred = [new(round.Scene.Employer, "a relative works there")] }, WriteOptions.Default));

        round.Platform.Time.Advance(TimeSpan.FromHours(1.1));

        await round.Reaches(state => state is { Phase: RoundPhase.Locked, Stale: true, InputDigest: null }, "the lock cannot be made");
        var task = Assert.Single(await Tasks(round, open: true));
        Assert.Equal((TaskKind.ResultStale, $"round:{round.Id}"), (task.Kind, task.Subject));
        Assert.Contains("permission to be paired", task.Reason, StringComparison.Ordinal);

        await round.Do(RoundAction.Unlock, reason: "the pair is left out");

        Assert.False((await round.Find()).Stale);
        await Tasks(round, open: false);
    }

    [Fact]
    public async Task A_result_that_was_stale_is_published_once_its_placement_is_open_again()
    {
        await using var round = await RoundScene.Set();
        var (closing, staying) = (await round.Placement(), await round.Placement());
        await round.Ranking(closing, staying);
        await round.Ranking(staying, closing);
        await round.Lock();
        await round.Solve();
        Scene.Succeed(await round.Placement(closing).Apply(Contracts.Placements.PlacementAction.Close, WriteOptions.Default));

        Assert.Contains(closing.Value, (await round.Refused(RoundAction.Publish)).Detail, StringComparison.Ordinal);
        Assert.True((await round.Find()).Stale);
        Scene.Succeed(await round.Placement(closing).Apply(Contracts.Placements.PlacementAction.Reopen, WriteOptions.Default));
        Scene.Succeed(await round.Placement(closing).Apply(Contracts.Placements.PlacementAction.Publish, WriteOptions.Default));

        await round.Publish();

        Assert.False((await round.Find()).Stale);
        Assert.Equal(0, (await round.Find()).OffersRefused);
    }

    /// <summary>The round's tasks, once they are all open or all done.</summary>
    private static async Task<IReadOnlyList<TaskItem>> Tasks(RoundScene round, bool open)
    {
        var reading = round.Platform.Services.GetRequiredService<IReadSide>();
        IReadOnlyList<TaskItem> tasks = [];
        await Eventually.Holds(
            async () => (tasks = (await reading.Tasks($"round:{round.Id}", new(), new PageRequest(100, null), CancellationToken.None)).Items) is { Count: > 0 }
                && tasks.All(task => task.DoneAt is null == open),
            $"the round's tasks are {(open ? "open" : "done")}");
        return tasks;
    }
}
