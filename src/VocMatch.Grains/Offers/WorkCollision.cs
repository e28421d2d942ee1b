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
        var from = Math.Max(a.FirstDay.DayNumber, b.FirstDay.DayNumber - 1);
        var to = Math.Min(a.LastDay.DayNumber, b.LastDay.DayNumber + 1);
        for (var day = from; day <= to; day++)
        {
            if (!WorksOn(a, inA, day))
            {
                continue;
            }

            for (var shift = -1; shift <= 1; shift++)
            {
                if (WorksOn(b, inB, day + shift) && Overlap(a, b, shift))
                {
                    return DateOnly.FromDayNumber(Math.Max(day, day + shift));
                }
            }
        }

        return null;
    }

    private static bool WorksOn(WorkBlock block, WorkPattern pattern, int day)
    {
        if (day < block.FirstDay.DayNumber || day > block.LastDay.DayNumber)
        {
            return false;
        }

        var date = DateOnly.FromDayNumber(day);
        return block.Days.Contains(date.DayOfWeek)
            && !pattern.Interruptions.Any(i => date >= i.FirstDay && date <= i.LastDay);
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
