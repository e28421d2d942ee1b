namespace VocMatch.Alignment.Data;

/// <summary>
/// The periods that may be published: years that begin with a month the authority chose, and their quarters. Other periods would
/// overlap these, and the difference of two overlapping ones tells of the few persons in it.
/// </summary>
/// <param name="FirstMonth">1 to 12.</param>
public sealed record PublicationCalendar(int FirstMonth)
{
    private const int Earliest = 1900;
    private const int Latest = 2200;

    public const int MonthsOfQuarter = 3;
    public const int MonthsOfYear = 12;

    /// <summary>Whether it is one of these periods, over or not.</summary>
    public bool Has(Period period) => IsYear(period) || IsQuarter(period);

    public bool IsYear(Period period) => IsWhole(period, MonthsOfYear) && period.From.Month == FirstMonth;

    public bool IsQuarter(Period period) =>
        IsWhole(period, MonthsOfQuarter) && (period.From.Month - FirstMonth + MonthsOfYear) % MonthsOfQuarter == 0;

    /// <summary>The year or the quarter in which a day lies.</summary>
    public Period Around(DateOnly day, int months)
    {
        var into = (day.Month - FirstMonth + MonthsOfYear) % MonthsOfYear % months;
        var from = new DateOnly(day.Year, day.Month, 1).AddMonths(-into);
        return new(from, from.AddMonths(months).AddDays(-1));
    }

    /// <summary>The last period of so many months that was over before a day.</summary>
    public Period LastEnded(DateOnly today, int months) => Around(Around(today, months).From.AddDays(-1), months);

    /// <summary>
    /// The periods nearest to one that is none of these, or is not over: the year and the quarter around its first day, or the last that are
    /// over.
    /// </summary>
    public IReadOnlyList<Period> Nearest(DateOnly from, DateOnly today)
    {
        var first = from.Year <= Earliest ? new(Earliest + 1, 1, 1) : from.Year >= Latest ? new DateOnly(Latest - 1, 1, 1) : from;
        return
        [
            .. new[] { MonthsOfYear, MonthsOfQuarter }.Select(months =>
                Around(first, months) is var around && around.Through < today ? around : LastEnded(today, months)),
        ];
    }

    private static bool IsWhole(Period period, int months) =>
        period.From is { Day: 1, Year: >= Earliest and <= Latest } && period.Through.Year <= Latest && period.Through.AddDays(1) == period.From.AddMonths(months);
}
