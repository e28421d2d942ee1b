using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Work;

namespace VocMatch.Data.Rows;

/// <summary>
/// A work pattern in one cell: blocks and interruptions separated by <c>;</c>, a block as
/// <c>2027-01-11..2027-06-25 mon-fri 480</c> (dates, weekdays, minutes a day) with an optional <c>08:00-16:30</c> behind,
/// an interruption as <c>not 2027-04-01..2027-04-05</c>.
/// </summary>
public static class WorkPatternText
{
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <exception cref="FormatException">The text is no work pattern; the message says which part is not.</exception>
    public static WorkPattern Parse(string text)
    {
        var blocks = ImmutableArray.CreateBuilder<WorkBlock>();
        var interruptions = ImmutableArray.CreateBuilder<DateRange>();
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.StartsWith("not ", StringComparison.Ordinal))
            {
                interruptions.Add(ParseRange(part[4..].Trim()));
            }
            else
            {
                blocks.Add(ParseBlock(part));
            }
        }

        return blocks.Count > 0
            ? new WorkPattern(blocks.ToImmutable(), interruptions.ToImmutable())
            : throw new FormatException("A work pattern has at least one block.");
    }

    public static string Format(WorkPattern pattern) => string.Join(
        ';',
        pattern.Blocks.Select(Format).Concat(pattern.Interruptions.Select(r => $"not {FormatRange(r)}")));

    /// <exception cref="FormatException">The text is no range of dates.</exception>
    internal static DateRange ParseRange(string text)
    {
        var ends = text.Split("..");
        return ends.Length == 2
            && DateOnly.TryParseExact(ends[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            && DateOnly.TryParseExact(ends[1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last)
                ? new DateRange(first, last)
                : throw new FormatException($"'{text}' is no range of dates such as 2027-01-11..2027-06-25.");
    }

    private static WorkBlock ParseBlock(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is not (3 or 4) || !int.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes))
        {
            throw new FormatException($"'{text}' is no block such as '2027-01-11..2027-06-25 mon-fri 480' or '… 480 08:00-16:30'.");
        }

        var dates = ParseRange(words[0]);
        var (startsAt, endsAt) = words.Length == 4 ? ParseTimes(words[3]) : (null, null);
        return new WorkBlock(dates.FirstDay, dates.LastDay, ParseDays(words[1]), minutes, startsAt, endsAt);
    }

    private static ImmutableArray<DayOfWeek> ParseDays(string text)
    {
        var days = ImmutableArray.CreateBuilder<DayOfWeek>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-');
            var (first, last) = (Array.IndexOf(Days, ends[0]), Array.IndexOf(Days, ends[^1]));
            if (ends.Length > 2 || first < 0 || last < 0)
            {
                throw new FormatException($"'{text}' is no list of weekdays such as mon-fri or mon,wed.");
            }

            for (var day = first; ; day = (day + 1) % Days.Length)
            {
                days.Add((DayOfWeek)day);
                if (day == last)
                {
                    break;
                }
            }
        }

        return days.ToImmutable();
    }

    private static (TimeOnly? StartsAt, TimeOnly? EndsAt) ParseTimes(string text)
    {
        var ends = text.Split('-');
        return ends.Length == 2
            && TimeOnly.TryParseExact(ends[0], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var startsAt)
            && TimeOnly.TryParseExact(ends[1], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var endsAt)
                ? (startsAt, endsAt)
                : throw new FormatException($"'{text}' is no time of day such as 08:00-16:30.");
    }

    private static string Format(WorkBlock block)
    {
        var days = string.Join(',', block.Days.Select(day => Days[(int)day]));
        var text = $"{FormatRange(new DateRange(block.FirstDay, block.LastDay))} {days} {block.MinutesPerDay}";
        return block is { StartsAt: { } startsAt, EndsAt: { } endsAt } ? $"{text} {startsAt:HH\\:mm}-{endsAt:HH\\:mm}" : text;
    }

    private static string FormatRange(DateRange range) => $"{range.FirstDay:yyyy-MM-dd}..{range.LastDay:yyyy-MM-dd}";
}
