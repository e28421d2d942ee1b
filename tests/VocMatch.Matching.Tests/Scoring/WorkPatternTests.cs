using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Tests.Scoring;

public sealed class WorkPatternTests
{
    private static readonly DateOnly Monday = new(2027, 3, 1);

    [Fact]
    public void First_and_last_working_days_are_days_of_work()
    {
        var pattern = new WeeklyPattern([new WeeklyBlock(Monday, Monday.AddDays(13), Weekdays.Wednesday, 60)]);
        Assert.Equal((Monday.AddDays(2), Monday.AddDays(9)), (pattern.FirstWorkingDay, pattern.LastWorkingDay));
    }

    [Fact]
    public void An_interruption_takes_its_days_out()
    {
        var pattern = new WeeklyPattern(
            [new WeeklyBlock(Monday, Monday.AddDays(6), Weekdays.All, 60)], [new DayRange(Monday.AddDays(2), Monday.AddDays(6))]);
        Assert.Equal(Monday.AddDays(1), pattern.LastWorkingDay);
    }

    [Fact]
    public void A_break_of_the_student_must_be_a_break_of_the_placement()
    {
        var week = new WeeklyBlock(Monday, Monday.AddDays(4), Weekdays.All, 60);
        var withBreak = new WeeklyPattern([week], [new DayRange(Monday.AddDays(1), Monday.AddDays(1))]);
        Assert.True(withBreak.Fits(new WeeklyPattern([week])));
        Assert.Equal(Monday.AddDays(1), new WeeklyPattern([week]).FirstDayOutside(withBreak));
    }

    [Theory]
    [InlineData(240, true)]
    [InlineData(241, false)]
    public void Two_free_half_days_add_up(int minutes, bool fits)
    {
        var free = new WeeklyPattern([Day(120), Day(120)]);
        Assert.Equal(fits, new WeeklyPattern([Day(minutes)]).Fits(free));
    }

    [Theory]
    [InlineData(480, 720, true)]
    [InlineData(480, 721, false)]
    [InlineData(479, 720, false)]
    public void Hours_lie_inside_free_hours(int start, int end, bool fits)
    {
        var free = new WeeklyPattern([Day(240, 480, 720), Day(240, 780, 1_020)]);
        Assert.Equal(fits, new WeeklyPattern([Day(60, start, end)]).Fits(free));
    }

    [Theory]
    [InlineData(720, 900, false)]
    [InlineData(719, 900, true)]
    public void Hours_that_only_touch_do_not_collide(int start, int end, bool collides) =>
        Assert.Equal(collides, new WeeklyPattern([Day(60, start, end)]).Collides(new WeeklyPattern([Day(240, 480, 720)])));

    [Fact]
    public void Work_without_hours_collides_on_the_same_day() =>
        Assert.True(new WeeklyPattern([Day(60)]).Collides(new WeeklyPattern([Day(60, 480, 720)])));

    [Fact]
    public void Equal_blocks_make_equal_patterns() =>
        Assert.Equal(new WeeklyPattern([Day(60)]).GetHashCode(), new WeeklyPattern([Day(60)]).GetHashCode());

    [Fact]
    public void Fits_and_collides_agree_with_their_definitions_day_by_day()
    {
        for (ulong seed = 0; seed < 500; seed++)
        {
            var random = new SplitMix64(seed);
            WeeklyPattern mine = Random(random), other = Random(random);
            var days = Enumerable.Range(0, 60).Select(Monday.AddDays).ToList();
            Assert.Equal(days.TrueForAll(day => mine.MinutesOn(day) <= other.MinutesOn(day)), mine.Fits(other));
            Assert.Equal(days.Exists(day => mine.MinutesOn(day) > 0 && other.MinutesOn(day) > 0), mine.Collides(other));
        }
    }

    [Theory]
    [InlineData(1_320, 1_800, 299, 540, true)]
    [InlineData(1_320, 1_800, 360, 540, false)]
    public void A_night_shift_meets_the_morning_of_the_next_day(int start, int end, int otherStart, int otherEnd, bool collides)
    {
        var night = new WeeklyPattern([Day(60, start, end)]);
        var morning = new WeeklyPattern([new WeeklyBlock(Monday.AddDays(1), Monday.AddDays(1), Weekdays.All, 60, otherStart, otherEnd)]);
        Assert.Equal(collides ? Monday.AddDays(1) : null, night.FirstCommonDay(morning));
        Assert.Equal(collides ? Monday.AddDays(1) : null, morning.FirstCommonDay(night));
    }

    [Fact]
    [Trait("Lane", "Full")]
    public void The_date_of_a_collision_is_that_of_the_first_minute_claimed_twice_in_both_directions()
    {
        var collisions = 0;
        for (ulong seed = 0; seed < 3_000; seed++)
        {
            var random = new SplitMix64(seed);
            WeeklyPattern mine = RandomHours(random), other = RandomHours(random);
            var common = Minutes(mine).Intersect(Minutes(other)).ToList();
            DateOnly? expected = common.Count == 0 ? null : DateOnly.FromDayNumber(common.Min() / WeeklyBlock.MinutesInDay);
            Assert.True(expected == mine.FirstCommonDay(other) && expected == other.FirstCommonDay(mine), $"Seed {seed}: {expected}, not {mine.FirstCommonDay(other)} or {other.FirstCommonDay(mine)}.");
            collisions += common.Count > 0 ? 1 : 0;
        }

        Assert.InRange(collisions, 500, 2_500);
    }

    [Fact]
    [Trait("Lane", "Full")]
    public void Hours_fit_where_every_minute_of_them_is_free_past_midnight_too()
    {
        var fitting = 0;
        for (ulong seed = 0; seed < 3_000; seed++)
        {
            var random = new SplitMix64(seed);
            WeeklyPattern mine = RandomHours(random), free = RandomHours(random, longer: true);
            var minutes = Enumerable.Range(Monday.DayNumber, 12).Select(DateOnly.FromDayNumber).All(day => mine.MinutesOn(day) <= free.MinutesOn(day));
            var hours = !FixedMinutes(mine).Except(Minutes(free)).Any();
            var oneNamesHours = mine.Blocks.Any(block => block.StartMinute is not null);
            Assert.True((minutes && (hours || !oneNamesHours)) == mine.Fits(free), $"Seed {seed}.");
            Assert.Equal(mine.Fits(free), mine.FirstDayOutside(free) is null);
            fitting += mine.Fits(free) ? 1 : 0;
        }

        Assert.InRange(fitting, 100, 2_900);
    }

    [Fact]
    public void Impossible_blocks_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new WeeklyPattern([new WeeklyBlock(Monday, Monday.AddDays(-1), Weekdays.All, 60)]));
        Assert.Throws<ArgumentException>(() => new WeeklyPattern([Day(0)]));
        Assert.Throws<ArgumentException>(() => new WeeklyPattern([Day(60, 600, 600)]));
        Assert.Throws<ArgumentException>(() => new WeeklyPattern([Day(60, 1_440, 1_500)]));
        Assert.Throws<ArgumentException>(() => new WeeklyPattern([Day(60, 600, 2_041)]));
        Assert.Throws<ArgumentException>(() => new WeeklyPattern([new WeeklyBlock(Monday, Monday.AddYears(11), Weekdays.All, 60)]));
    }

    private static WeeklyBlock Day(int minutes, int? start = null, int? end = null) => new(Monday, Monday, Weekdays.All, minutes, start, end);

    private static WeeklyPattern Random(SplitMix64 random) => new(
        [
            .. Enumerable.Range(0, 1 + random.Below(3)).Select(_ =>
                Monday.AddDays(random.Below(20)) is var first
                    ? new WeeklyBlock(first, first.AddDays(random.Below(12)), (Weekdays)random.Below(128), 60 * (1 + random.Below(4)))
                    : throw new InvalidOperationException()),
        ],
        random.Chance(50) ? [] : [new DayRange(Monday.AddDays(3), Monday.AddDays(3 + random.Below(10)))]);

    /// <summary>Every minute that a pattern claims, by its definition alone.</summary>
    private static IEnumerable<int> Minutes(WeeklyPattern pattern) => Claimed(pattern, _ => true);

    private static IEnumerable<int> FixedMinutes(WeeklyPattern pattern) => Claimed(pattern, block => block.StartMinute is not null);

    private static IEnumerable<int> Claimed(WeeklyPattern pattern, Func<WeeklyBlock, bool> of) =>
        from block in pattern.Blocks
        where of(block)
        from day in Enumerable.Range(block.FirstDay.DayNumber, block.LastDay.DayNumber - block.FirstDay.DayNumber + 1)
        where block.Weekdays.HasFlag(WeeklyBlock.WeekdayOf(DateOnly.FromDayNumber(day)))
            && !pattern.Interruptions.Any(range => range.Contains(DateOnly.FromDayNumber(day)))
        let start = block.StartMinute ?? 0
        from minute in Enumerable.Range((day * 1_440) + start, (block.EndMinute ?? 1_440) - start)
        select minute;

    private static WeeklyPattern RandomHours(SplitMix64 random, bool longer = false) => new(
        [
            .. Enumerable.Range(0, 1 + random.Below(2)).Select(_ =>
            {
                var first = Monday.AddDays(random.Below(longer ? 2 : 5));
                var last = first.AddDays(longer ? 5 + random.Below(4) : random.Below(4));
                var days = longer ? Weekdays.All : (Weekdays)(1 + random.Below(127));
                if (random.Chance(20))
                {
                    return new WeeklyBlock(first, last, days, longer ? 480 : 60);
                }

                var start = 60 * random.Below(24);
                return new WeeklyBlock(first, last, days, longer ? 480 : 60, start, start + (60 * (longer ? 12 + random.Below(13) : 1 + random.Below(12))));
            }),
        ],
        random.Chance(60) ? [] : [new DayRange(Monday.AddDays(random.Below(6)), Monday.AddDays(6))]);
}
