using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Records;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests;

[Collection(SharedPlatform.Name)]
public sealed class IdempotencyTests(Platform platform)
{
    private static readonly WriteOptions Keyed = new(OperationId: "key-1", ContentDigest: "digest-1");

    [Fact]
    public async Task A_repeated_operation_answers_the_same_and_changes_nothing()
    {
        var scene = await Scene.Set(platform);
        var placement = await Draft(scene);
        var first = Scene.Succeed(await placement.Apply(PlacementAction.Publish, Keyed));
        Scene.Succeed(await placement.Apply(PlacementAction.Close, WriteOptions.Default));

        var repeated = Scene.Succeed(await placement.Apply(PlacementAction.Publish, Keyed));

        Assert.Equal(first, repeated);
        Assert.Equal(PlacementStatus.Closed, (await placement.Find())!.Status);
    }

    [Fact]
    public async Task A_repetition_after_the_activation_is_gone_answers_the_same()
    {
        var scene = await Scene.Set(platform);
        var placement = await Draft(scene);
        var first = Scene.Succeed(await placement.Apply(PlacementAction.Publish, Keyed));
        await platform.Forget(placement);

        Assert.Equal(first, Scene.Succeed(await placement.Apply(PlacementAction.Publish, Keyed)));
    }

    [Fact]
    public async Task A_repeated_put_answers_what_it_answered_though_others_wrote_meanwhile()
    {
        var scene = await Scene.Set(platform);
        var placement = scene.Placement();
        var first = Scene.Succeed(await placement.Put(scene.Posting(), Keyed));
        await placement.Put(scene.Posting() with { Title = "Later" }, WriteOptions.Default);

        var repeated = Scene.Succeed(await placement.Put(scene.Posting(), Keyed));

        Assert.True(RecordJson.Same(first, repeated));
        Assert.Equal("Later", (await placement.Find())!.Posting.Title);
    }

    [Fact]
    public async Task The_same_key_with_other_content_is_refused()
    {
        var scene = await Scene.Set(platform);
        var placement = await Draft(scene);
        await placement.Apply(PlacementAction.Publish, Keyed);

        Scene.Refuse(
            await placement.Apply(PlacementAction.Close, Keyed with { ContentDigest = "digest-2" }), RefusalKind.OperationReused);
    }

    [Fact]
    public async Task Many_at_once_with_one_key_have_one_effect_and_one_answer()
    {
        var scene = await Scene.Set(platform);
        var placement = await Draft(scene);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => placement.Apply(PlacementAction.Publish, Keyed)));

        Assert.Equal(2, Assert.Single(answers.Select(Scene.Succeed).Distinct()).Version);
        Assert.Equal(2, (await placement.Find())!.Version);
    }

    [Fact]
    public async Task A_refusal_is_not_kept_so_its_key_may_be_used_again()
    {
        var scene = await Scene.Set(platform);
        var placement = await Draft(scene);
        Scene.Refuse(await placement.Apply(PlacementAction.Reopen, Keyed), RefusalKind.Conflict);

        Scene.Succeed(await placement.Apply(PlacementAction.Publish, Keyed));
    }

    [Fact]
    public void Idempotency_records_are_kept_seven_days_and_never_more_than_their_number()
    {
        var start = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var kept = IdempotencyRecords.Add([], new("old", null, start, "1"));

        Assert.NotNull(IdempotencyRecords.Find(IdempotencyRecords.Add(kept, new("new", null, start + IdempotencyRecords.Retention, "2")), "old"));
        Assert.Null(IdempotencyRecords.Find(IdempotencyRecords.Add(kept, new("new", null, start + IdempotencyRecords.Retention + TimeSpan.FromTicks(1), "2")), "old"));

        for (var i = 0; i < IdempotencyRecords.MaxCount; i++)
        {
            kept = IdempotencyRecords.Add(kept, new($"{i}", null, start, "3"));
        }

        Assert.Equal(IdempotencyRecords.MaxCount, kept.Length);
        Assert.Null(IdempotencyRecords.Find(kept, "old"));
        Assert.NotNull(IdempotencyRecords.Find(kept, "0"));
    }

    private static async Task<IPlacementGrain> Draft(Scene scene)
    {
        var placement = scene.Placement();
        Scene.Succeed(await placement.Put(scene.Posting(), WriteOptions.Default));
        return placement;
    }
}
