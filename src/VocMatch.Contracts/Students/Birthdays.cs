namespace VocMatch.Contracts.Students;

/// <summary>From which day on somebody has an age.</summary>
public static class Birthdays
{
    /// <summary>The day on which an age is reached: for whoever was born on 29 February 1 March, where the year has no such day.</summary>
    /// <param name="age">In years, 0 or more.</param>
    public static DateOnly Of(DateOnly birthDate, int age)
    {
        var day = birthDate.AddYears(age);
        return day.Day == birthDate.Day ? day : day.AddDays(1);
    }

    /// <summary>Whether an age is reached on a day or before.</summary>
    public static bool HasReached(DateOnly birthDate, int age, DateOnly day) => Of(birthDate, age) <= day;
}
