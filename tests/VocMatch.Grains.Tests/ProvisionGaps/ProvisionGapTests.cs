using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using VocMatch.Alignment.Data;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.ProvisionGaps;
using VocMatch.Domain.Reading;
using VocMatch.Grains.Tests.Alignment;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.ProvisionGaps;

/// <summary>A platform of its own: what is counted is everything there is.</summary>
public sealed class ProvisionGapTests : IAsyncLifetime
{
    private static readonly DateOnly Monday = new(Sample.FirstDay.Year, 2, 1);

    private Platform _platform = null!;
    private Scene _scene = null!;

    private IProvisionGapReading Reading => _platform.Services.GetRequiredService<IProvisionGapReading>();

    public async Task InitializeAsync()
    {
        _platform = await Platform.Start(static _ => { });
        _scene = await Scene.Set(_platform);
    }

    public Task DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_search_is_kept_once_a_month_with_its_days_and_what_was_asked_for()
    {
        var student = await Student();

        _platform.Grains.RecordGap(student, Monday, bestScore: null);
        _platform.Grains.RecordGap(student, Monday, bestScore: null);
        _platform.Grains.RecordGap(student, Monday.AddDays(1), bestScore: 21.5m);
        _platform.Grains.RecordGap(student, Monday.AddMonths(1), bestScore: null);

        var gaps = await Kept(days: 3);
        Assert.Equal([(Monday, 2, 21.5m), (Monday.AddMonths(1), 1, (decimal?)null)], gaps.Select(gap => (gap.Month, gap.Days, gap.BestScore)));
        var asked = gaps[0].SearchedFor;
        Assert.Equal([Sample.Occupation(0)], asked.Occupations.AsEnumerable());
        Assert.Equal(["0913"], asked.Fields.AsEnumerable());
        Assert.Equal(4, asked.Level);
    }

    [Fact]
    public async Task A_search_that_is_noted_after_a_later_one_is_kept_too()
    {
        var student = await Student();
        _platform.Grains.RecordGap(student, Monday.AddDays(7), bestScore: 21.5m);
        await Kept(days: 1);

        _platform.Grains.RecordGap(student, Monday, bestScore: 3);
        _platform.Grains.RecordGap(student, Monday, bestScore: 3);

        var gap = Assert.Single(await Kept(days: 2));
        Assert.Equal((2, Monday.AddDays(7), 21.5m), (gap.Days, gap.LastDay, gap.BestScore));
    }

    [Fact]
    public async Task Nothing_is_kept_of_somebody_who_does_not_exist()
    {
        var student = await Student();
        _platform.Grains.RecordGap(StudentId.Parse("nobody"), Monday, bestScore: null);
        _platform.Grains.RecordGap(student, Monday, bestScore: null);

        Assert.Equal(student.Value, Assert.Single(await Kept(days: 1)).Subject);
    }

    [Fact]
    public async Task The_list_is_filtered_and_paged()
    {
        foreach (var month in (int[])[0, 1, 2])
        {
            _platform.Grains.RecordGap(await Student(), Monday.AddMonths(month), bestScore: null);
        }

        _platform.Grains.RecordGap(await Placement(), Monday);
        await Kept(days: 4);

        var later = new ProvisionGapFilter(Sample.North, "studentWithoutMatch", Monday.AddMonths(1).AddDays(20));
        var first = await Reading.List(later, new(1, null), default);
        var second = await Reading.List(later, new(1, first.NextCursor), default);
        Assert.Equal([Monday.AddMonths(1), Monday.AddMonths(2)], first.Items.Concat(second.Items).Select(gap => gap.Month));
        Assert.Null(second.NextCursor);
        Assert.Empty((await Reading.List(new(Sample.South), new(10, null), default)).Items);
        Assert.Single((await Reading.List(new(Kind: "placementWithoutCandidate"), new(10, null), default)).Items);
    }

    [Fact]
    public async Task A_report_counts_a_student_once_and_a_placement_by_its_seats()
    {
        var student = await Student();
        _platform.Grains.RecordGap(student, Monday, bestScore: null);
        _platform.Grains.RecordGap(student, Monday.AddMonths(1), bestScore: null);
        _platform.Grains.RecordGap(student, Monday.AddYears(-1), bestScore: null);
        _platform.Grains.RecordGap(await Placement(), Monday.AddYears(-1));
        await Placement();
        await Kept(days: 4);

        var period = new Period(new(Monday.Year, 1, 1), new(Monday.Year, 12, 31));
        var data = await _platform.RowsOf(period);

        Assert.Equal<SearchGapRow>([new(Sample.North, data.Programs[0].Field, 2)], data.SearchGaps);
        Assert.Single(data.Placements, placement => placement.WithoutCandidate);
    }

    private async Task<StudentId> Student() => StudentId.Parse((await _scene.Student()).GetPrimaryKeyString());

    private async Task<PlacementId> Placement() => PlacementId.Parse((await _scene.Published()).GetPrimaryKeyString());

    /// <summary>Nobody waits for a note.</summary>
    private async Task<ImmutableArray<ProvisionGap>> Kept(int days)
    {
        ImmutableArray<ProvisionGap> kept = [];
        await Eventually.Holds(
            async () => (kept = (await Reading.List(new(), new(100, null), default)).Items).Sum(gap => gap.Days) >= days, $"{days} days are kept");
        return kept;
    }
}
