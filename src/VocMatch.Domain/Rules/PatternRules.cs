using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Work;
using VocMatch.Domain.Facts;

namespace VocMatch.Domain.Rules;

/// <summary>What a <see cref="WorkPattern"/> must be like to mean one thing only.</summary>
internal static class PatternRules
{
    public const int MaxBlocks = 60;

    public const int MaxInterruptions = 100;

    /// <summary>Longest time from the first to the last day, in days: six years.</summary>
    public const int MaxDays = 2200;

    /// <summary>Eleven hours of rest in every twenty-four (directive 2003/88/EC, article 3) leave so many minutes.</summary>
    public const int MaxWorkingMinutes = 780;

    /// <summary>Most hours of work a week: the limit of the same directive (article 6), with every opt-out that is used.</summary>
    public const int MaxWorkingHours = 80;

    /// <summary>What work must be like beside <see cref="Pattern"/>: time that somebody is free may be all of a day.</summary>
    public static void Work(this Violations violations, string field, WorkPattern pattern)
    {
        for (var i = 0; i < pattern.Blocks.Length; i++)
        {
            var minutes = pattern.Blocks[i].MinutesPerDay;
            violations.Require(
                minutes is < 1 or > 1440 or <= MaxWorkingMinutes,
                $"{field}.blocks[{i}].minutesPerDay",
                minutes.ToString(CultureInfo.InvariantCulture),
                $"At most {MaxWorkingMinutes} minutes of work a day: eleven hours in twenty-four are for rest.");
        }

        if (pattern.Blocks.Length > 0)
        {
            var hours = pattern.HoursPerWeek();
            violations.Require(
                hours <= MaxWorkingHours,
                $"{field}.blocks",
                hours.ToString(CultureInfo.InvariantCulture),
                $"At most {MaxWorkingHours} hours of work in the fullest week.");
        }
    }

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
            var isOfThisCentury = pattern.FirstDay.Year >= 2000 && pattern.LastDay.Year <= 2100;
            violations.Require(
                days <= MaxDays || !isOfThisCentury, $"{field}.blocks", days.ToString(CultureInfo.InvariantCulture), $"At most {MaxDays} days from first to last.");
            violations.Require(
                days > MaxDays || pattern.Blocks.Any(block => !HasDay(block, [])) || pattern.Blocks.Any(block => HasDay(block, pattern.Interruptions)),
                $"{field}.interruptions",
                pattern.Interruptions.Length.ToString(CultureInfo.InvariantCulture),
                "They leave no day at all.");
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

        violations.Require(
            block.Days.Length == 0 || block.FirstDay > block.LastDay || HasDay(block, []),
            $"{field}.days",
            string.Join(", ", block.Days.Select(day => day.ToString().ToLowerInvariant())),
            $"None of these weekdays lies between {Text(block.FirstDay)} and {Text(block.LastDay)}.");
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

    /// <summary>A day of this century.</summary>
    public static void Day(this Violations violations, string field, DateOnly day) =>
        violations.Require(day.Year is >= 2000 and <= 2100, field, Text(day), "A day from 2000 to 2100.");

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

    /// <summary>Whether the block has a day that is not interrupted.</summary>
    private static bool HasDay(WorkBlock block, ImmutableArray<DateRange> interruptions)
    {
        for (var number = block.FirstDay.DayNumber; number <= Math.Min(block.LastDay.DayNumber, block.FirstDay.DayNumber + MaxDays); number++)
        {
            var day = DateOnly.FromDayNumber(number);
            if (block.Days.Contains(day.DayOfWeek) && !interruptions.Any(range => range.FirstDay <= day && day <= range.LastDay))
            {
                return true;
            }
        }

        return false;
    }

    private static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
