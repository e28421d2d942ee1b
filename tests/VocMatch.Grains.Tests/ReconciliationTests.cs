using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Students;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests;

public sealed class ReconciliationTests : IAsyncLifetime
{
    private Platform _platform = null!;

    public async Task InitializeAsync() =>
        _platform = await Platform.Start(options => options.Reconciliation = TimeSpan.FromMilliseconds(100));

    public Task DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task Rows_nobody_told_of_reach_the_market()
    {
        var scene = await Scene.Set(_platform);
        var student = await scene.Student();
        await scene.Market.Summary();
        var silent = scene.Placement();
        var row = (await (await scene.Published()).Find())! with { Id = Contracts.Identity.PlacementId.Parse(silent.GetPrimaryKeyString()) };

        var inserted = await _platform.Services.GetRequiredService<INewStates>()
            .Insert(StateNames.Placement, [new NewState<PlacementState>(silent.GetPrimaryKeyString(), new() { Entity = row })]);

        Assert.Equal([true], inserted);
        await Eventually.Holds(() => scene.Shows(student, silent), "the market found the row");
    }

    [Fact]
    public async Task A_students_row_nobody_told_of_reaches_the_market()
    {
        var scene = await Scene.Set(_platform);
        var student = await scene.Student();
        var before = (await scene.Market.Summary()).Students;
        var row = (await student.Find())! with { Id = Contracts.Identity.StudentId.Parse($"{student.GetPrimaryKeyString()}-silent") };

        await _platform.Services.GetRequiredService<INewStates>()
            .Insert(StateNames.Student, [new NewState<StudentState>(row.Id.Value, new() { Entity = row })]);

        await Eventually.Holds(async () => (await scene.Market.Summary()).Students == before + 1, "the market found the row");
    }

    [Fact]
    public async Task What_a_market_holds_without_a_row_leaves_it_at_a_comparison()
    {
        await _platform.DisposeAsync();
        _platform = await Platform.Start(options => options.Reconciliation = options.Comparison = TimeSpan.FromMilliseconds(100));
        var scene = await Scene.Set(_platform);
        var student = await scene.Student();
        var placement = await scene.Published();
        var ghost = scene.Placement();

        await scene.Market.Upsert((await placement.Find())! with { Id = Contracts.Identity.PlacementId.Parse(ghost.GetPrimaryKeyString()) });

        await Eventually.Holds(async () => !await scene.Shows(student, ghost), "the ghost is gone");
        await Eventually.Holds(() => scene.Shows(student, placement), "the placement is there");
        Assert.NotNull(await placement.Find());
    }
}
