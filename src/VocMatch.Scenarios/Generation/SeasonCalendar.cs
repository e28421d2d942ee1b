using System.Collections.Immutable;
using VocMatch.Contracts.Work;

namespace VocMatch.Scenarios.Generation;

/// <summary>When work is done and when students are free, counted from the day the data are made for.</summary>
/// <param name="today">Nothing generated begins before it.</param>
internal sealed class SeasonCalendar(DateOnly today)
{
    private const int FullDay = 480;

    private static readonly ImmutableArray<DayOfWeek> WorkingWeek =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    private static readonly ImmutableArray<DayOfWeek> AllWeek = [.. WorkingWeek, DayOfWeek.Saturday, DayOfWeek.Sunday];

    private static readonly ImmutableArray<ImmutableArray<DayOfWeek>> ReleaseDays =
    [
        [DayOfWeek.Monday, DayOfWeek.Tuesday],
        [DayOfWeek.Wednesday, DayOfWeek.Thursday],
        [DayOfWeek.Thursday, DayOfWeek.Friday],
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday],
    ];

    private static readonly ImmutableArray<ImmutableArray<DayOfWeek>> FreeDays =
    [
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday],
        [DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday],
    ];

    /// <summary>The Monday on which the placement season begins, six to seven weeks from today.</summary>
    public DateOnly SeasonStart { get; } = today.AddDays(42 + (((int)DayOfWeek.Monday - (int)today.DayOfWeek + 7) % 7));

    /// <summary>The last day on which anything generated is going on.</summary>
    public DateOnly SeasonEnd => SeasonStart.AddDays((52 * 7) - 1);

    /// <summary>Work that began in the last calendar year, which a report can be published of, and still goes on, as an apprenticeship does.</summary>
    public WorkPattern BegunLastYear(SplitMix64 random) => new(
        [new WorkBlock(new DateOnly(today.Year - 1, 9, 1).AddDays(7 * random.Below(5)), SeasonEnd, random.Chance(60) ? WorkingWeek : random.Pick(ReleaseDays), FullDay)], []);

    /// <summary>A block, a series of blocks or day release.</summary>
    /// <param name="night">Work begins at 22:00 and ends after midnight.</param>
    public WorkPattern Work(SplitMix64 random, bool night)
    {
        var start = SeasonStart.AddDays(7 * random.Below(5));
        return random.Below(100) switch
        {
            < 55 => new WorkPattern([Block(start, random.Between(8, 24), WorkingWeek, night, random)], []),
            < 70 => Series(start, random.Between(2, 3), night, random),
            _ => new WorkPattern([Block(start, random.Between(16, 36), random.Pick(ReleaseDays), night, random)], []),
        };
    }

    /// <summary>Most students are free all season; some only for a block, some on the days the college leaves them.</summary>
    public WorkPattern Free(SplitMix64 random)
    {
        var start = SeasonStart.AddDays(-14);
        return random.Below(100) switch
        {
            < 68 => new WorkPattern([new WorkBlock(start, SeasonEnd, AllWeek, FullDay)], []),
            < 72 => new WorkPattern([new WorkBlock(start, SeasonEnd, AllWeek, FullDay)], [Examinations(random)]),
            < 85 => new WorkPattern([new WorkBlock(start, start.AddDays((32 * 7) - 1), WorkingWeek, FullDay)], []),
            _ => new WorkPattern([new WorkBlock(start, SeasonEnd, random.Pick(FreeDays), FullDay)], []),
        };
    }

    private WorkPattern Series(DateOnly start, int blocks, bool night, SplitMix64 random) => new(
        [.. Enumerable.Range(0, blocks).Select(i => Block(start.AddDays(56 * i), 4, WorkingWeek, night, random))], []);

    private static WorkBlock Block(DateOnly start, int weeks, ImmutableArray<DayOfWeek> days, bool night, SplitMix64 random)
    {
        var end = start.AddDays((7 * weeks) - 3);
        if (night)
        {
            return new WorkBlock(start, end, days, 450, new TimeOnly(22, 0), new TimeOnly(6, 0));
        }

        var minutes = random.Pick<int>([480, 480, 450, 420]);
        var startsAt = new TimeOnly(random.Between(7, 9), 0);
        return random.Chance(60)
            ? new WorkBlock(start, end, days, minutes, startsAt, startsAt.AddMinutes(minutes + 30))
            : new WorkBlock(start, end, days, minutes);
    }

    private DateRange Examinations(SplitMix64 random)
    {
        var monday = SeasonStart.AddDays(7 * random.Between(14, 20));
        return new DateRange(monday, monday.AddDays(4));
    }
}
