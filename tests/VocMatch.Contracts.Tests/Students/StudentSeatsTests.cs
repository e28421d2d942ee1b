using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Work;
using Xunit;

namespace VocMatch.Contracts.Tests.Students;

public sealed class StudentSeatsTests
{
    private static readonly DateOnly Day = new(2027, 5, 12);

    private static readonly RoundId Round = RoundId.Parse("spring");

    private static readonly PlacementId Placement = PlacementId.Parse("ward");

    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData(0, null, null, false)]
    [InlineData(-1, null, null, true)]
    [InlineData(90, null, null, false)]
    [InlineData(null, 0, null, false)]
    [InlineData(null, -1, null, true)]
    [InlineData(null, null, 0, false)]
    [InlineData(null, null, 1, true)]
    [InlineData(-1, -1, 1, true)]
    public void Unplaced_is_who_holds_no_seat_on_the_day_and_has_not_left(int? workEnds, int? keptUntil, int? leaves, bool unplaced)
    {
        var student = Student() with
        {
            Commitments = workEnds is { } ends ? [new(OfferId.Parse("taken"), Placement, Work(Day.AddDays(ends)))] : null,
            Held = keptUntil is { } kept ? [new(OfferId.Parse("kept"), Placement, Round, Noon(Day.AddDays(kept)))] : null,
        };

        Assert.Equal(unplaced, (student with { Profile = student.Profile with { LeftOn = leaves is { } left ? Day.AddDays(left) : null } }).IsUnplaced(Day));
    }

    [Fact]
    public void A_seat_taken_comes_before_one_that_is_kept()
    {
        var student = Student() with
        {
            Commitments = [new(OfferId.Parse("taken"), Placement, Work(Day))],
            Held = [new(OfferId.Parse("kept"), PlacementId.Parse("other"), Round, Noon(Day))],
        };

        Assert.Equal(Placement, student.SeatOn(Day));
        Assert.Equal(PlacementId.Parse("other"), (student with { Commitments = null }).SeatOn(Day));
    }

    private static Student Student() => new(
        StudentId.Parse("s1"),
        new() { School = SchoolId.Parse("school"), Program = ProgramId.Parse("program"), Region = RegionId.Parse("north"), Free = Work(Day) },
        [],
        1);

    private static WorkPattern Work(DateOnly last) => new([new(last.AddDays(-30), last, [DayOfWeek.Monday], 480)], []);

    private static DateTimeOffset Noon(DateOnly day) => new(day, new(12, 0), TimeSpan.Zero);
}
