using VocMatch.Contracts.Work;
using VocMatch.Domain.Facts;
using Xunit;

namespace VocMatch.Grains.Tests.Markets;

/// <summary>Searching and accepting ask the same function; here it is held against the minutes of a posting as it is written.</summary>
public sealed class WorkCollisionTests
{
    private static readonly DateOnly Monday = new(2026, 9, 7);

    [Fact]
    public void Different_weekdays_of_the_same_weeks_fit_side_by_side() =>
        Assert.Null(Days(DayOfWeek.Monday).FirstCommonDay(Days(DayOfWeek.Tuesday)));

    [Fact]
    public void A_shared_weekday_collides_on_its_first_date() =>
        Assert.Equal(Monday.AddDays(2), Days(DayOfWeek.Wednesday).FirstCommonDay(Days(DayOfWeek.Monday, DayOfWeek.Wednesday)));

    [Theory]
    [InlineData(8, 12, 12, 16, false)]
    [InlineData(8, 12, 11, 16, true)]
    [InlineData(22, 6, 5, 9, true)]
    [InlineData(22, 6, 6, 9, false)]
    [InlineData(16, 0, 0, 8, false)]
    [InlineData(8, 8, 7, 8, true)]
    public void Fixed_hours_collide_where_they_overlap_past_midnight_too(int from, int to, int otherFrom, int otherTo, bool collide)
    {
        var one = Hours(from, to);
        var other = Hours(otherFrom, otherTo);

        Assert.Equal(collide, one.FirstCommonDay(other) is not null);
        Assert.Equal(collide, other.FirstCommonDay(one) is not null);
    }

    [Fact]
    public void Interrupted_days_do_not_collide()
    {
        var everyday = Days(DayOfWeek.Monday);
        var interrupted = everyday with { Interruptions = [new(Monday, Monday.AddDays(13))] };

        Assert.Null(everyday.FirstCommonDay(interrupted));
    }

    [Fact]
    public void A_night_that_begins_before_a_holiday_still_ends_on_it()
    {
        var night = Hours(22, 6) with { Interruptions = [new(Monday.AddDays(1), Monday.AddDays(13))] };

        Assert.Equal(Monday.AddDays(1), night.FirstCommonDay(Hours(5, 9)));
    }

    [Fact]
    public void Postings_collide_exactly_where_a_minute_of_local_time_is_in_both()
    {
        for (var seed = 0; seed < 1_000; seed++)
        {
            var random = new Random(seed);
            WorkPattern one = Any(random), other = Any(random);
            var common = Minutes(one).Intersect(Minutes(other)).ToList();
            DateOnly? expected = common.Count == 0 ? null : DateOnly.FromDateTime(common.Min());

            Assert.True(expected == one.FirstCommonDay(other) && expected == other.FirstCommonDay(one), $"Seed {seed}.");
        }
    }

    private static IEnumerable<DateTime> Minutes(WorkPattern pattern)
    {
        foreach (var block in pattern.Blocks)
        {
            for (var day = block.FirstDay; day <= block.LastDay; day = day.AddDays(1))
            {
                if (!block.Days.Contains(day.DayOfWeek) || pattern.Interruptions.Any(range => range.FirstDay <= day && day <= range.LastDay))
                {
                    continue;
                }

                var begins = day.ToDateTime(block.StartsAt ?? TimeOnly.MinValue);
                var ends = day.ToDateTime(block.EndsAt ?? TimeOnly.MinValue);
                ends = ends <= begins ? ends.AddDays(1) : ends;
                for (var minute = begins; minute < ends; minute = minute.AddMinutes(1))
                {
                    yield return minute;
                }
            }
        }
    }

    private static WorkPattern Any(Random random) => new(
        [
            .. Enumerable.Range(0, 1 + random.Next(2)).Select(_ =>
            {
                var first = Monday.AddDays(random.Next(4));
                TimeOnly? At() => new(random.Next(24), 15 * random.Next(4));
                var fixedHours = random.Next(5) > 0;
                return new WorkBlock(
                    first,
                    first.AddDays(random.Next(5)),
                    [.. Enum.GetValues<DayOfWeek>().Where(_ => random.Next(2) == 0).DefaultIfEmpty(DayOfWeek.Monday)],
                    1,
                    fixedHours ? At() : null,
                    fixedHours ? At() : null);
            }),
        ],
        random.Next(2) == 0 ? [] : [new(Monday.AddDays(random.Next(4)), Monday.AddDays(4))]);

    private static WorkPattern Days(params DayOfWeek[] days) => new([new(Monday, Monday.AddDays(13), [.. days], 480)], []);

    private static WorkPattern Hours(int from, int to) => new(
        [new(Monday, Monday.AddDays(13), [DayOfWeek.Monday, DayOfWeek.Tuesday], 480, new TimeOnly(from, 0), new TimeOnly(to, 0))], []);
}
