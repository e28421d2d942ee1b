using VocMatch.Contracts.Work;

namespace VocMatch.Grains.Offers;

/// <summary>Whether two work patterns ask for the same person at the same time.</summary>
public static class WorkCollision
{
    private const int MinutesPerDay = 24 * 60;

    /// <summary>
    /// The first day on which both ask for the same time, or null where they fit side by side. Work whose hours are not fixed is taken to
    /// fill its day; work that ends past midnight reaches into the next day.
    /// </summary>
    public static DateOnly? FirstDay(WorkPattern one, WorkPattern other)
    {
        DateOnly? first = null;
        foreach (var a in one.Blocks)
        {
            foreach (var b in other.Blocks)
            {
                if (FirstDay(a, one, b, other) is { } day && !(first <= day))
                {
                    first = day;
                }
            }
        }

        return first;
    }

    private static DateOnly? FirstDay(WorkBlock a, WorkPattern inA, WorkBlock b, WorkPattern inB)
    {
        // Only work past midnight can meet work of a neighbouring day.
        var reach = Minutes(a).End > MinutesPerDay || Minutes(b).End > MinutesPerDay ? 1 : 0;
        var (daysA, daysB) = (Weekdays(a), Weekdays(b));
        if (reach == 0 && (daysA & daysB) == 0)
        {
            return null;
        }

        var from = Math.Max(a.FirstDay.DayNumber, b.FirstDay.DayNumber - reach);
        var to = Math.Min(a.LastDay.DayNumber, b.LastDay.DayNumber + reach);
        for (var day = from; day <= to; day++)
        {
            if (!WorksOn(a, daysA, inA, day))
            {
                continue;
            }

            for (var shift = -reach; shift <= reach; shift++)
            {
                if (WorksOn(b, daysB, inB, day + shift) && Overlap(a, b, shift))
                {
                    return DateOnly.FromDayNumber(Math.Max(day, day + shift));
                }
            }
        }

        return null;
    }

    private static int Weekdays(WorkBlock block)
    {
        var days = 0;
        foreach (var day in block.Days)
        {
            days |= 1 << (int)day;
        }

        return days;
    }

    private static bool WorksOn(WorkBlock block, int weekdays, WorkPattern pattern, int day)
    {
        // Day number 0, the first of January of the year 1, was a Monday.
        if (day < block.FirstDay.DayNumber || day > block.LastDay.DayNumber || (weekdays & (1 << ((day + 1) % 7))) == 0)
        {
            return false;
        }

        foreach (var interruption in pattern.Interruptions)
        {
            if (day >= interruption.FirstDay.DayNumber && day <= interruption.LastDay.DayNumber)
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="shift">Days by which b begins after a.</param>
    private static bool Overlap(WorkBlock a, WorkBlock b, int shift)
    {
        var (startA, endA) = Minutes(a);
        var (startB, endB) = Minutes(b);
        var offset = shift * MinutesPerDay;
        return startA < endB + offset && startB + offset < endA;
    }

    private static (int Start, int End) Minutes(WorkBlock block)
    {
        if (block.StartsAt is not { } starts || block.EndsAt is not { } ends)
        {
            return (0, MinutesPerDay);
        }

        var start = (starts.Hour * 60) + starts.Minute;
        var end = (ends.Hour * 60) + ends.Minute;
        return (start, end <= start ? end + MinutesPerDay : end);
    }
}
