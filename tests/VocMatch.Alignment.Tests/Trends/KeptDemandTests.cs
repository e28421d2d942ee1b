using System.Collections.Immutable;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Trends;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Tests.Trends;

public sealed class KeptDemandTests
{
    private static readonly RegionId North = RegionId.Parse("north");
    private static readonly RegionId South = RegionId.Parse("south");
    private static readonly OccupationId Welder = OccupationId.Parse("welder");
    private static readonly SkillId Welding = SkillId.Parse("welding");
    private static readonly DateOnly January = new(2026, 1, 1);
    private static readonly Period FirstQuarter = new(January, new(2026, 3, 31));

    [Fact]
    public void Months_without_postings_are_true_zeros_in_every_region()
    {
        var counted = MonthKeeping.Count([Posted(North, 1, 3), Posted(North, 3, 4)], [North, South], FirstQuarter);

        Assert.Equal<IEnumerable<int>>([3, 0, 4], counted[0].Seats);
        Assert.Equal<IEnumerable<int>>([3, 0, 4], Assert.Single(counted[0].Skills).Seats);
        Assert.Equal<IEnumerable<int>>([0, 0, 0], counted[1].Seats);
        Assert.Empty(counted[1].Skills);
    }

    [Fact]
    public void What_was_kept_stays_and_the_months_behind_it_are_added()
    {
        var kept = MonthKeeping.Count([Posted(North, 1, 3)], [North], new(January, new(2026, 2, 28)))[0];
        var later = MonthKeeping.Count([Posted(North, 1, 99), Posted(North, 4, 5)], [North], new(January, new(2026, 4, 30)))[0];

        var extended = MonthKeeping.Extend(kept, later);

        Assert.Equal<IEnumerable<int>>([3, 0, 0, 5], extended.Seats);
        Assert.Equal<IEnumerable<int>>([3, 0, 0, 5], Assert.Single(extended.Occupations).Seats);
        Assert.Same(extended, MonthKeeping.Extend(extended, kept));
        Assert.Same(extended, MonthKeeping.Extend(extended, later));
    }

    [Theory]
    [InlineData(1, 2026, 1)]
    [InlineData(2, 2026, 5)]
    [InlineData(3, 2025, 12)]
    public void A_history_that_is_kept_by_years_is_the_same_whole_and_changes_no_year_that_is_over(int seed, int year, int month)
    {
        var random = new Random(seed);
        DemandHistory? plain = null;
        ImmutableArray<DemandHistory> years = [];
        var first = new DateOnly(year, month, 1);
        for (var through = first; through < first.AddMonths(40); through = through.AddMonths(1 + random.Next(3)))
        {
            var counted = MonthKeeping.Count(
                [.. Enumerable.Range(0, 6).Select(_ => Posted(North, 1 + random.Next(12), 1 + random.Next(5), first.Year + random.Next(5)))],
                [North],
                new(first, through.AddMonths(1).AddDays(-1)))[0];
            plain = MonthKeeping.Extend(plain, counted);
            var before = years;
            years = MonthKeeping.ByYear(plain, before);

            AssertSame(plain, MonthKeeping.Whole(years)!);
            Assert.All(years, kept => Assert.InRange(kept.Seats.Length, 1, 12));
            Assert.All(years.Skip(1), kept => Assert.Equal(1, kept.FirstMonth.Month));
            foreach (var over in before.Where(kept => kept.NextMonth().Month == 1))
            {
                Assert.Same(over, years.Single(kept => kept.FirstMonth == over.FirstMonth));
            }
        }

        Assert.Null(MonthKeeping.Whole([]));
    }

    private static void AssertSame(DemandHistory expected, DemandHistory found)
    {
        Assert.Equal((expected.Region, expected.FirstMonth), (found.Region, found.FirstMonth));
        Assert.Equal<IEnumerable<int>>(expected.Seats, found.Seats);
        Assert.Equal(Written(expected.Occupations), Written(found.Occupations));
        Assert.Equal(Written(expected.Skills), Written(found.Skills));

        // A code that never had a seat says nothing.
        static IEnumerable<string> Written(ImmutableArray<CodedSeats> codes) =>
            codes.Where(code => code.Seats.Any(seats => seats > 0)).Select(code => $"{code.Code} {string.Join(' ', code.Seats)}");
    }

    [Fact]
    public void A_gap_between_what_is_kept_and_what_is_counted_is_filled_with_zeros()
    {
        var kept = MonthKeeping.Count([Posted(North, 1, 3)], [North], new(January, new(2026, 1, 31)))[0];
        var later = MonthKeeping.Count([Posted(North, 4, 5)], [North], new(new(2026, 4, 1), new(2026, 4, 30)))[0];

        Assert.Equal<IEnumerable<int>>([3, 0, 0, 5], MonthKeeping.Extend(kept, later).Seats);
    }

    [Fact]
    public void A_series_takes_kept_months_from_the_history_and_the_rest_from_the_placements()
    {
        var kept = MonthKeeping.Count([Posted(North, 1, 3), Posted(North, 2, 7)], [North], new(January, new(2026, 2, 28)));

        var series = DemandSeriesBuilder.Count([Posted(North, 1, 50), Posted(North, 3, 4), Posted(South, 1, 1)], FirstQuarter, kept);

        Assert.Equal([3, 7, 4], series[(SeriesSubject.Region, North, null)]);
        Assert.Equal([4, 7, 4], series[(SeriesSubject.Region, null, null)]);
        Assert.Equal([4, 7, 4], series[(SeriesSubject.Skill, null, Welding.Value)]);
        Assert.Equal([1, 0, 0], series[(SeriesSubject.Occupation, South, Welder.Value)]);
    }

    [Fact]
    public void A_trend_adds_up_regions_and_says_how_sure_it_is()
    {
        var trends = new DemandTrends([History(North, January, Enumerable.Range(0, 24).Select(i => 100 + i)), History(South, January.AddMonths(12), Enumerable.Repeat(10, 12))]);

        var trend = Assert.IsType<Trend>(trends.Of(Welding));

        Assert.InRange(trend.Level, 120, 140);
        Assert.Matches(@"^\+\d+ % a year, 95 % interval [+-]\d+ to \+\d+ %$", trend.Words);
        Assert.Equal("too short: 0 of 12 months", DemandTrends.None.Of(Welding).Words);
        Assert.Equal("too short: 5 of 12 months", new DemandTrends([History(North, January, [1, 2, 3, 4, 5])]).Of(Welder).Words);
    }

    private static DemandHistory History(RegionId region, DateOnly first, IEnumerable<int> seats)
    {
        ImmutableArray<int> series = [.. seats];
        return new(region, first, series, [new(Welder.Value, series)], [new(Welding.Value, series)]);
    }

    private static PlacementRow Posted(RegionId region, int month, int seats, int year = 2026) => new()
    {
        Id = PlacementId.Parse($"p{month}"),
        Employer = EmployerId.Parse("e"),
        Region = region,
        Occupation = Welder,
        Seats = seats,
        FilledSeats = 0,
        Published = new(year, month, 10),
        Skills = [new(Welding, 10_000)],
    };
}
