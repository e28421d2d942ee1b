namespace VocMatch.Matching.Scoring;

/// <summary>Days of the week.</summary>
[Flags]
public enum Weekdays : byte
{
    None = 0,
    Monday = 1,
    Tuesday = 2,
    Wednesday = 4,
    Thursday = 8,
    Friday = 16,
    Saturday = 32,
    Sunday = 64,
    MondayToFriday = 31,
    All = 127,
}

/// <summary>Days from one to another, both included.</summary>
public readonly record struct DayRange(DateOnly FirstDay, DateOnly LastDay)
{
    /// <summary>Whether the day lies in the range.</summary>
    public bool Contains(DateOnly day) => day >= FirstDay && day <= LastDay;
}

/// <summary>
/// The same working day, repeated on some weekdays between two dates, both included. Start and end, in minutes after the midnight with
/// which the day begins, are optional: without them the minutes may lie anywhere in the day. An end past 1,440 is work into the next day.
/// </summary>
public sealed record WeeklyBlock(
    DateOnly FirstDay, DateOnly LastDay, Weekdays Weekdays, int MinutesPerDay, int? StartMinute = null, int? EndMinute = null)
{
    /// <summary>Minutes in a day.</summary>
    public const int MinutesInDay = 1_440;

    /// <summary>Whether this block works on the day.</summary>
    public bool WorksOn(DateOnly day) => day >= FirstDay && day <= LastDay && Weekdays.HasFlag(WeekdayOf(day));

    /// <summary>The weekday of a date as a flag.</summary>
    public static Weekdays WeekdayOf(DateOnly day) => (Weekdays)(1 << (((int)day.DayOfWeek + 6) % 7));

    /// <summary>Adds this block's minutes to days counted from a day number.</summary>
    internal void AddTo(Span<ushort> minutes, int origin)
    {
        var weekday = WeekdayOf(FirstDay);
        for (var day = FirstDay.DayNumber - origin; day <= LastDay.DayNumber - origin; day++)
        {
            if ((Weekdays & weekday) != 0)
            {
                minutes[day] += (ushort)MinutesPerDay;
            }

            weekday = weekday == Weekdays.Sunday ? Weekdays.Monday : (Weekdays)((int)weekday << 1);
        }
    }

    internal bool HasWindow => StartMinute is not null && EndMinute is not null;

    /// <summary>The minutes that a working day claims, from its midnight: the whole day where no hours are fixed.</summary>
    internal (int Start, int End) Claim => HasWindow ? (StartMinute!.Value, EndMinute!.Value) : (0, MinutesInDay);

    internal void Validate()
    {
        if (LastDay < FirstDay || LastDay.DayNumber - FirstDay.DayNumber > WeeklyPattern.MaxDays)
        {
            throw new ArgumentException($"A block from {FirstDay:O} to {LastDay:O} is empty or longer than {WeeklyPattern.MaxDays} days.");
        }

        if (MinutesPerDay is < 1 or > MinutesInDay)
        {
            throw new ArgumentException($"A working day of {MinutesPerDay} minutes is outside 1 to {MinutesInDay}.");
        }

        if (StartMinute is null != EndMinute is null || (HasWindow && !(StartMinute is >= 0 and < MinutesInDay && EndMinute > StartMinute && EndMinute - StartMinute <= MinutesInDay)))
        {
            throw new ArgumentException("Start and end must both be given, the start within its day, the end after it by a day at most.");
        }
    }
}
