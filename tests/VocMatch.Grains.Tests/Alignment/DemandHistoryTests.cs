using System.Collections.Immutable;
using VocMatch.Alignment.Trends;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Programs;
using VocMatch.Grains.Tests.Platforms;
using VocMatch.Grains.Trends;
using Xunit;

namespace VocMatch.Grains.Tests.Alignment;

/// <summary>A platform of its own, whose clock goes on by years.</summary>
public sealed class DemandHistoryTests : IAsyncLifetime
{
    private Platform _platform = null!;
    private Scene _scene = null!;

    private IDemandKeepingGrain Keeper => _platform.Grains.GetGrain<IDemandKeepingGrain>(DemandKeepingGrain.Key);

    public async Task InitializeAsync()
    {
        _platform = await Platform.Start(static _ => { });
        _scene = await Scene.Set(_platform);
    }

    public Task DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_month_that_is_over_stays_as_it_was_counted_whatever_becomes_of_its_postings()
    {
        var placement = await _scene.Published(_scene.Posting() with { Seats = 7 });
        await Keeper.KeepMonths();
        var early = await History();
        Advance(Sample.FirstDay.AddDays(40));
        await Keeper.KeepMonths();
        Scene.Succeed(await placement.Put(_scene.Posting() with { Seats = 9 }, WriteOptions.Default));
        await Keeper.KeepMonths();
        Advance(Sample.FirstDay.AddDays(70));
        await Keeper.KeepMonths();

        var history = (await History())!;

        Assert.Null(early);
        Assert.Equal(new DateOnly(Sample.FirstDay.Year, 3, 1), history.FirstMonth);
        Assert.Equal<IEnumerable<int>>([7, 0], history.Seats);
        Assert.Equal(7, history.Skills.Single(skill => skill.Code == Sample.Skill(0).Value).Seats[0]);
        Assert.Equal(history.Seats.Length, (await _platform.Grains.GetGrain<IDemandHistoryGrain>(Sample.South.Value).Find())!.Seats.Length);
    }

    [Fact]
    public async Task The_evidence_of_a_suggestion_says_where_demand_for_the_skill_is_going()
    {
        await _scene.Student();
        await _scene.Rival(new SkillLevel(Sample.Skill(30), 2));
        await _scene.Published(_scene.Posting() with { Seats = 1, Skills = [new(Sample.Skill(0), true, 3), new(Sample.Skill(30), true, 3)] });
        var unknown = await Evidence();
        ImmutableArray<int> growing = [.. Enumerable.Range(20, 24)];
        await _platform.Grains.GetGrain<IDemandHistoryGrain>(Sample.North.Value)
            .Keep(new(Sample.North, new(2024, 1, 1), growing, [], [new(Sample.Skill(30).Value, growing)]));
        await _scene.ProgramGrain.Import(Sample.Program(_scene.School) with { Title = "Care II" }, publish: true, WriteOptions.Default);

        var known = await Evidence();

        Assert.Equal((null, "too short: 0 of 12 months"), (unknown.TrendPerMonth, unknown.Trend));
        Assert.Equal(1, known.TrendPerMonth!.Value, 0.01);
        Assert.Equal(HoltTrend.Fit(growing).Words, known.Trend);
    }

    private void Advance(DateOnly to) => _platform.Time.Advance(to.ToDateTime(default, DateTimeKind.Utc) - _platform.Time.GetUtcNow());

    private Task<DemandHistory?> History() => _platform.Grains.GetGrain<IDemandHistoryGrain>(Sample.North.Value).Find();

    private async Task<AdjustmentEvidence> Evidence() =>
        Scene.Succeed(await _platform.Grains.GetGrain<IAdjustmentsGrain>(_scene.Program.Value).Suggest()).Adjustments
            .First(entry => entry.Status == AdjustmentStatus.Open && entry.Change.AddedSkills.Any(added => added.Skill == Sample.Skill(30))).Evidence;
}
