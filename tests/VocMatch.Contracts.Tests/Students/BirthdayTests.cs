using VocMatch.Contracts.Students;
using Xunit;

namespace VocMatch.Contracts.Tests.Students;

public sealed class BirthdayTests
{
    /// <summary>As ages are counted: the years between, one less before month and day come round again.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(16)]
    [InlineData(25)]
    public void An_age_is_reached_when_month_and_day_have_come_round_and_born_on_29_February_on_1_March(int age)
    {
        for (var born = new DateOnly(2003, 1, 1); born < new DateOnly(2006, 1, 1); born = born.AddDays(1))
        {
            for (var day = born.AddYears(age).AddDays(-3); day < born.AddYears(age).AddDays(4); day = day.AddDays(1))
            {
                var years = day.Year - born.Year - ((day.Month, day.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);

                Assert.True(years >= age == Birthdays.HasReached(born, age, day), $"born on {born:O}, {age} years, {day:O}");
            }
        }

        Assert.Equal(new DateOnly(2025, 3, 1), Birthdays.Of(new(2000, 2, 29), 25));
    }
}
