using System.Globalization;
using VocMatch.Contracts.Work;

namespace VocMatch.Grains.Rules;

/// <summary>What a <see cref="WorkPattern"/> must be like to mean one thing only.</summary>
internal static class PatternRules
{
    public const int MaxBlocks = 60;

    public const int MaxInterruptions = 100;

    /// <summary>Longest time from the first to the last day, in days: six years.</summary>
    public const int MaxDays = 2200;

    public static void Pattern(this Violations violations, string field, WorkPattern pattern)
    {
        violations.Require(pattern.Blocks.Length > 0, $"{field}.blocks", null, "At least one block of dates.");
        violations.Count($"{field}.blocks", pattern.Blocks, MaxBlocks);
        violations.Count($"{field}.interruptions", pattern.Interruptions, MaxInterruptions);
        for (var i = 0; i < pattern.Blocks.Length; i++)
        {
            Block(violations, $"{field}.blocks[{i}]", pattern.Blocks[i]);
        }

        for (var i = 0; i < pattern.Interruptions.Length; i++)
        {
            var range = pattern.Interruptions[i];
            violations.Dates($"{field}.interruptions[{i}]", range.FirstDay, range.LastDay);
        }

        NoDayTwice(violations, field, pattern);
        if (pattern.Blocks.Length > 0)
        {
            var days = pattern.LastDay.DayNumber - pattern.FirstDay.DayNumber;
            violations.Require(
                days <= MaxDays, $"{field}.blocks", days.ToString(CultureInfo.InvariantCulture), $"At most {MaxDays} days from first to last.");
        }
    }

    private static void Block(Violations violations, string field, WorkBlock block)
    {
        violations.Dates(field, block.FirstDay, block.LastDay);
        violations.Require(block.Days.Length > 0, $"{field}.days", null, "At least one weekday.");
        violations.Distinct($"{field}.days", block.Days, d => d);
        foreach (var day in block.Days)
        {
            violations.Defined($"{field}.days", day);
        }

        violations.Range($"{field}.minutesPerDay", block.MinutesPerDay, 1, 1440);
        violations.Require(
            block.StartsAt.HasValue == block.EndsAt.HasValue, $"{field}.endsAt", null, "Either both startsAt and endsAt or neither.");
        if (block is { StartsAt: { } start, EndsAt: { } end })
        {
            var span = (int)(end - start).TotalMinutes;
            violations.Require(
                block.MinutesPerDay <= (span == 0 ? 1440 : span),
                $"{field}.minutesPerDay",
                block.MinutesPerDay.ToString(CultureInfo.InvariantCulture),
                "At most the minutes from startsAt to endsAt.");
        }
    }

    /// <summary>Days of this century, the first not after the last.</summary>
    public static void Dates(this Violations violations, string field, DateOnly first, DateOnly last)
    {
        violations.Require(first.Year >= 2000, $"{field}.firstDay", Text(first), "Not before the year 2000.");
        violations.Require(last.Year <= 2100, $"{field}.lastDay", Text(last), "Not after the year 2100.");
        violations.Require(first <= last, $"{field}.lastDay", Text(last), "May not be before firstDay.");
    }

    private static void NoDayTwice(Violations violations, string field, WorkPattern pattern)
    {
        for (var later = 1; later < pattern.Blocks.Length; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                if (SharedDay(pattern.Blocks[earlier], pattern.Blocks[later]) is { } day)
                {
                    violations.Add(
                        $"{field}.blocks[{later}]",
                        Text(day),
                        $"Blocks may not overlap on a day; blocks[{earlier}] has this one too.");
                    break;
                }
            }
        }
    }

    /// <summary>The first day both blocks have; looking at a week of the overlap is enough.</summary>
    private static DateOnly? SharedDay(WorkBlock one, WorkBlock other)
    {
        var first = one.FirstDay > other.FirstDay ? one.FirstDay : other.FirstDay;
        var last = one.LastDay < other.LastDay ? one.LastDay : other.LastDay;
        for (var number = first.DayNumber; number <= Math.Min(last.DayNumber, first.DayNumber + 6); number++)
        {
            var day = DateOnly.FromDayNumber(number);
            if (one.Days.Contains(day.DayOfWeek) && other.Days.Contains(day.DayOfWeek))
            {
                return day;
            }
        }

        return null;
    }

    private static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
