using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Tests.Scoring;

public sealed class WorkPatternTests
{
    private static readonly DateOnly Monday = new(2027, 3, 1);

    [Fact]
    public void First_and_last_working_days_are_days_of_work()
    {
        var pattern = new WorkPattern([new WorkBlock(Monday, Monday.AddDays(13), Weekdays.Wednesday, 60)]);
        Assert.Equal((Monday.AddDays(2), Monday.AddDays(9)), (pattern.FirstWorkingDay, pattern.LastWorkingDay));
    }

    [Fact]
    public void An_interruption_takes_its_days_out()
    {
        var pattern = new WorkPattern(
            [new WorkBlock(Monday, Monday.AddDays(6), Weekdays.All, 60)], [new DayRange(Monday.AddDays(2), Monday.AddDays(6))]);
        Assert.Equal(Monday.AddDays(1), pattern.LastWorkingDay);
    }

    [Fact]
    public void A_break_of_the_student_must_be_a_break_of_the_placement()
    {
        var week = new WorkBlock(Monday, Monday.AddDays(4), Weekdays.All, 60);
        var withBreak = new WorkPattern([week], [new DayRange(Monday.AddDays(1), Monday.AddDays(1))]);
        Assert.True(withBreak.Fits(new WorkPattern([week])));
        Assert.Equal(Monday.AddDays(1), new WorkPattern([week]).FirstDayOutside(withBreak));
    }

    [Theory]
    [InlineData(240, true)]
    [InlineData(241, false)]
    public void Two_free_half_days_add_up(int minutes, bool fits)
    {
        var free = new WorkPattern([Day(120), Day(120)]);
        Assert.Equal(fits, new WorkPattern([Day(minutes)]).Fits(free));
    }

    [Theory]
    [InlineData(480, 720, true)]
    [InlineData(480, 721, false)]
    [InlineData(479, 720, false)]
    public void Hours_lie_inside_free_hours(int start, int end, bool fits)
    {
        var free = new WorkPattern([Day(240, 480, 720), Day(240, 780, 1_020)]);
        Assert.Equal(fits, new WorkPattern([Day(60, start, end)]).Fits(free));
    }

    [Theory]
    [InlineData(720, 900, false)]
    [InlineData(719, 900, true)]
    public void Hours_that_only_touch_do_not_collide(int start, int end, bool collides) =>
        Assert.Equal(collides, new WorkPattern([Day(60, start, end)]).Collides(new WorkPattern([Day(240, 480, 720)])));

    [Fact]
    public void Work_without_hours_collides_on_the_same_day() =>
        Assert.True(new WorkPattern([Day(60)]).Collides(new WorkPattern([Day(60, 480, 720)])));

    [Fact]
    public void Equal_blocks_make_equal_patterns() =>
        Assert.Equal(new WorkPattern([Day(60)]).GetHashCode(), new WorkPattern([Day(60)]).GetHashCode());

    [Fact]
    public void Fits_and_collides_agree_with_their_definitions_day_by_day()
    {
        for (ulong seed = 0; seed < 500; seed++)
        {
            var random = new SplitMix64(seed);
            WorkPattern mine = Random(random), other = Random(random);
            var days = Enumerable.Range(0, 60).Select(Monday.AddDays).ToList();
            Assert.Equal(days.TrueForAll(day => mine.MinutesOn(day) <= other.MinutesOn(day)), mine.Fits(other));
            Assert.Equal(days.Exists(day => mine.MinutesOn(day) > 0 && other.MinutesOn(day) > 0), mine.Collides(other));
        }
    }

    [Fact]
    public void Impossible_blocks_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new WorkPattern([new WorkBlock(Monday, Monday.AddDays(-1), Weekdays.All, 60)]));
        Assert.Throws<ArgumentException>(() => new WorkPattern([Day(0)]));
        Assert.Throws<ArgumentException>(() => new WorkPattern([Day(60, 600, 600)]));
        Assert.Throws<ArgumentException>(() => new WorkPattern([new WorkBlock(Monday, Monday.AddYears(11), Weekdays.All, 60)]));
    }

    private static WorkBlock Day(int minutes, int? start = null, int? end = null) => new(Monday, Monday, Weekdays.All, minutes, start, end);

    private static WorkPattern Random(SplitMix64 random) => new(
        [
            .. Enumerable.Range(0, 1 + random.Below(3)).Select(_ =>
                Monday.AddDays(random.Below(20)) is var first
                    ? new WorkBlock(first, first.AddDays(random.Below(12)), (Weekdays)random.Below(128), 60 * (1 + random.Below(4)))
                    : throw new InvalidOperationException()),
        ],
        random.Chance(50) ? [] : [new DayRange(Monday.AddDays(3), Monday.AddDays(3 + random.Below(10)))]);
}
