using System.Collections.Immutable;
using VocMatch.Contracts.Work;
using Engine = VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Facts;

/// <summary>Work patterns in the engine's form.</summary>
internal static class PatternFacts
{
    public static Engine.WeeklyPattern ToEngine(this WorkPattern pattern) => new(
        pattern.Blocks.Select(Block).ToImmutableArray(),
        pattern.Interruptions.Select(range => new Engine.DayRange(range.FirstDay, range.LastDay)).ToImmutableArray());

    /// <summary>The first day on which both ask for the same person at the same time; null where they fit side by side.</summary>
    public static DateOnly? FirstCommonDay(this WorkPattern pattern, WorkPattern other) => pattern.ToEngine().FirstCommonDay(other.ToEngine());

    /// <summary>Hours of the fullest week, rounded up: blocks that run at the same time add up.</summary>
    public static int HoursPerWeek(this WorkPattern pattern)
    {
        var minutes = pattern.Blocks.Max(block => pattern.Blocks
            .Where(other => other.FirstDay <= block.LastDay && block.FirstDay <= other.LastDay)
            .Sum(other => other.MinutesPerWeek));
        return (minutes + 59) / 60;
    }

    private static Engine.WeeklyBlock Block(WorkBlock block)
    {
        var days = Engine.Weekdays.None;
        foreach (var day in block.Days)
        {
            days |= (Engine.Weekdays)(1 << (((int)day + 6) % 7));
        }

        var (start, end) = Window(block);
        return new(block.FirstDay, block.LastDay, days, block.MinutesPerDay, start, end);
    }

    private static (int? Start, int? End) Window(WorkBlock block)
    {
        if (block is not { StartsAt: { } startsAt, EndsAt: { } endsAt })
        {
            return (null, null);
        }

        var start = (int)startsAt.ToTimeSpan().TotalMinutes;
        var end = (int)endsAt.ToTimeSpan().TotalMinutes;
        return (start, start < end ? end : end + Engine.WeeklyBlock.MinutesInDay);
    }
}
