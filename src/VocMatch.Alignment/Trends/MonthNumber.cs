namespace VocMatch.Alignment.Trends;

/// <summary>Whole months, counted.</summary>
public static class MonthNumber
{
    /// <summary>Months from the month of one day to that of another; negative where the other is earlier.</summary>
    public static int Between(DateOnly from, DateOnly to) => ((to.Year - from.Year) * 12) + to.Month - from.Month;
}
