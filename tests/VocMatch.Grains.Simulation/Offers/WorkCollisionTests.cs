using VocMatch.Contracts.Work;
using VocMatch.Grains.Offers;
using Xunit;

namespace VocMatch.Grains.Simulation.Offers;

public sealed class WorkCollisionTests
{
    private static readonly DateOnly Monday = new(2026, 9, 7);

    [Fact]
    public void Different_weekdays_of_the_same_weeks_fit_side_by_side() =>
        Assert.Null(WorkCollision.FirstDay(Days(DayOfWeek.Monday), Days(DayOfWeek.Tuesday)));

    [Fact]
    public void A_shared_weekday_collides_on_its_first_date() =>
        Assert.Equal(Monday.AddDays(2), WorkCollision.FirstDay(Days(DayOfWeek.Wednesday), Days(DayOfWeek.Monday, DayOfWeek.Wednesday)));

    [Theory]
    [InlineData(8, 12, 12, 16, false)]
    [InlineData(8, 12, 11, 16, true)]
    [InlineData(22, 6, 5, 9, true)]
    [InlineData(22, 6, 6, 9, false)]
    public void Fixed_hours_collide_where_they_overlap_past_midnight_too(int from, int to, int otherFrom, int otherTo, bool collide)
    {
        var one = Hours(from, to);
        var other = Hours(otherFrom, otherTo);

        Assert.Equal(collide, WorkCollision.FirstDay(one, other) is not null);
        Assert.Equal(collide, WorkCollision.FirstDay(other, one) is not null);
    }

    [Fact]
    public void Interrupted_days_do_not_collide()
    {
        var everyday = Days(DayOfWeek.Monday);
        var interrupted = everyday with { Interruptions = [new(Monday, Monday.AddDays(13))] };

        Assert.Null(WorkCollision.FirstDay(everyday, interrupted));
    }

    private static WorkPattern Days(params DayOfWeek[] days) => new([new(Monday, Monday.AddDays(13), [.. days], 480)], []);

    private static WorkPattern Hours(int from, int to) => new(
        [new(Monday, Monday.AddDays(13), [DayOfWeek.Monday, DayOfWeek.Tuesday], 480, new TimeOnly(from, 0), new TimeOnly(to, 0))], []);
}
