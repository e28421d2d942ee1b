using System.Collections.Immutable;
using System.Numerics;

namespace VocMatch.Matching.Scoring;

/// <summary>
/// When somebody works, or is free to work: blocks of days, less interruptions. Covers one block, a series of blocks and day
/// release. Equal when blocks and interruptions are equal. Minutes of blocks that meet on one day add up.
/// </summary>
public sealed class WeeklyPattern : IEquatable<WeeklyPattern>
{
    /// <summary>The longest span of one pattern, about ten years.</summary>
    public const int MaxDays = 3_660;

    private readonly ushort[] _minutes;
    private readonly int _origin;
    private readonly bool _hasHours;
    private readonly int _reach;

    /// <exception cref="ArgumentException">A block is empty, too long, or has impossible minutes; an interruption ends before it begins.</exception>
    public WeeklyPattern(ImmutableArray<WeeklyBlock> blocks, ImmutableArray<DayRange> interruptions = default)
    {
        Blocks = blocks.IsDefault ? [] : blocks;
        Interruptions = interruptions.IsDefault ? [] : interruptions;
        foreach (var block in Blocks)
        {
            block.Validate();
        }

        if (Interruptions.Any(range => range.LastDay < range.FirstDay))
        {
            throw new ArgumentException("An interruption ends before it begins.", nameof(interruptions));
        }

        _hasHours = Blocks.Any(block => block.HasWindow);
        _reach = Blocks.Any(block => block.Claim.End > WeeklyBlock.MinutesInDay) ? 1 : 0;
        (_origin, _minutes) = DayByDay();
        FirstWorkingDay = _minutes.AsSpan().IndexOfAnyExcept((ushort)0) is >= 0 and var first ? DateOnly.FromDayNumber(_origin + first) : null;
        LastWorkingDay = _minutes.AsSpan().LastIndexOfAnyExcept((ushort)0) is >= 0 and var last ? DateOnly.FromDayNumber(_origin + last) : null;
    }

    /// <summary>The blocks as given.</summary>
    public ImmutableArray<WeeklyBlock> Blocks { get; }

    /// <summary>Days without work inside the blocks.</summary>
    public ImmutableArray<DayRange> Interruptions { get; }

    /// <summary>The first day with work; null when there is none.</summary>
    public DateOnly? FirstWorkingDay { get; }

    /// <summary>The last day with work; null when there is none.</summary>
    public DateOnly? LastWorkingDay { get; }

    /// <summary>Minutes of work on a day; 0 on days off.</summary>
    public int MinutesOn(DateOnly day)
    {
        var offset = day.DayNumber - _origin;
        return (uint)offset < (uint)_minutes.Length ? _minutes[offset] : 0;
    }

    /// <summary>
    /// Whether every working day lies on a free day with enough minutes, and all its hours, where it fixes them, inside free time; a free
    /// day without hours is free from midnight to midnight. Work past midnight needs the night it reaches into.
    /// </summary>
    public bool Fits(WeeklyPattern free)
    {
        ArgumentNullException.ThrowIfNull(free);
        return MinutesInside(free) && (!HoursMatter(free) || FirstDayOutside(free) is null);
    }

    /// <summary>The first working day that <paramref name="free"/> does not cover; null when it covers all.</summary>
    public DateOnly? FirstDayOutside(WeeklyPattern free)
    {
        ArgumentNullException.ThrowIfNull(free);
        var hours = HoursMatter(free);
        if (!hours && MinutesInside(free))
        {
            return null;
        }

        for (var i = 0; i < _minutes.Length; i++)
        {
            var day = DateOnly.FromDayNumber(_origin + i);
            if (_minutes[i] > 0 && (_minutes[i] > free.MinutesOn(day) || (hours && !HoursInside(_origin + i, free))))
            {
                return day;
            }
        }

        return null;
    }

    /// <summary>Whether both work on some day at times that meet, or that are not known to lie apart.</summary>
    public bool Collides(WeeklyPattern other) => FirstCommonDay(other) is not null;

    /// <summary>
    /// The date of the first minute that both patterns claim; null when there is none. A working day without hours claims the day from
    /// midnight to midnight; work past midnight claims its hours of the next date, also where that is a day off. The same in both
    /// directions. This is the one rule by which two jobs collide.
    /// </summary>
    public DateOnly? FirstCommonDay(WeeklyPattern other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var reach = _reach | other._reach;

        // Days beyond the other's, and the nights that reach into them, have nothing in common.
        var first = Math.Max(0, other._origin - reach - _origin);
        var end = Math.Min(_minutes.Length, other._origin + other._minutes.Length + reach - _origin);
        for (var i = first; i < end; i++)
        {
            if (_minutes[i] > 0 && FirstCommonMinute(_origin + i, other, reach) is { } minute)
            {
                return DateOnly.FromDayNumber(_origin + i + (minute / WeeklyBlock.MinutesInDay));
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public bool Equals(WeeklyPattern? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Blocks.AsSpan().SequenceEqual(other.Blocks.AsSpan()) && Interruptions.AsSpan().SequenceEqual(other.Interruptions.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as WeeklyPattern);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var block in Blocks)
        {
            hash.Add(block);
        }

        foreach (var range in Interruptions)
        {
            hash.Add(range);
        }

        return hash.ToHashCode();
    }

    /// <summary>Whether no day has more minutes than the other's, many days at once: every match of every student asks this.</summary>
    private bool MinutesInside(WeeklyPattern free)
    {
        if (FirstWorkingDay is not { } first || LastWorkingDay is not { } last)
        {
            return true;
        }

        int from = first.DayNumber, days = last.DayNumber - from + 1, offset = from - free._origin;
        if (offset < 0 || offset + days > free._minutes.Length)
        {
            return false;
        }

        var mine = _minutes.AsSpan(from - _origin, days);
        var theirs = free._minutes.AsSpan(offset, days);
        var day = 0;
        for (; day <= days - Vector<ushort>.Count; day += Vector<ushort>.Count)
        {
            if (Vector.GreaterThanAny(new Vector<ushort>(mine[day..]), new Vector<ushort>(theirs[day..])))
            {
                return false;
            }
        }

        for (; day < days; day++)
        {
            if (mine[day] > theirs[day])
            {
                return false;
            }
        }

        return true;
    }

    private bool HoursMatter(WeeklyPattern free) => _hasHours && (free._hasHours || _reach > 0);

    private bool HoursInside(int day, WeeklyPattern free)
    {
        foreach (var mine in Blocks)
        {
            if (mine.HasWindow && mine.WorksOn(DateOnly.FromDayNumber(day)) && !free.Covers(day, mine.Claim))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the claims of this pattern, put together, leave no minute out of a range that is counted from a day's midnight.</summary>
    private bool Covers(int day, (int Start, int End) range)
    {
        var covered = range.Start;
        while (covered < range.End)
        {
            var further = covered;
            for (var shift = -_reach; shift <= 1; shift++)
            {
                if (!WorksOn(day + shift))
                {
                    continue;
                }

                // Claims of another day are counted from this day's midnight.
                var (date, offset) = (DateOnly.FromDayNumber(day + shift), shift * WeeklyBlock.MinutesInDay);
                foreach (var block in Blocks)
                {
                    if (block.Claim.Start + offset <= covered && block.Claim.End + offset > further && block.WorksOn(date))
                    {
                        further = block.Claim.End + offset;
                    }
                }
            }

            if (further == covered)
            {
                return false;
            }

            covered = further;
        }

        return true;
    }

    /// <summary>The first minute, counted from the midnight of a day, that this pattern's work of that day has in common with the other's.</summary>
    private int? FirstCommonMinute(int day, WeeklyPattern other, int reach)
    {
        int? first = null;
        for (var shift = -reach; shift <= reach; shift++)
        {
            if (!other.WorksOn(day + shift))
            {
                continue;
            }

            var (mineOn, theirsOn, offset) = (DateOnly.FromDayNumber(day), DateOnly.FromDayNumber(day + shift), shift * WeeklyBlock.MinutesInDay);
            foreach (var mine in Blocks)
            {
                foreach (var theirs in other.Blocks)
                {
                    var meets = Math.Max(mine.Claim.Start, theirs.Claim.Start + offset);
                    if (meets < Math.Min(mine.Claim.End, theirs.Claim.End + offset) && !(first <= meets) && mine.WorksOn(mineOn) && theirs.WorksOn(theirsOn))
                    {
                        first = meets;
                    }
                }
            }
        }

        return first;
    }

    /// <summary>Whether a day, by its number, has work.</summary>
    private bool WorksOn(int dayNumber) => (uint)(dayNumber - _origin) < (uint)_minutes.Length && _minutes[dayNumber - _origin] > 0;

    private (int Origin, ushort[] Minutes) DayByDay()
    {
        if (Blocks.IsEmpty)
        {
            return (0, []);
        }

        var origin = Blocks.Min(block => block.FirstDay.DayNumber);
        var span = Blocks.Max(block => block.LastDay.DayNumber) - origin + 1;
        if (span > MaxDays)
        {
            throw new ArgumentException($"A pattern spans {span} days; the most is {MaxDays}.");
        }

        var minutes = new ushort[span];
        foreach (var block in Blocks)
        {
            block.AddTo(minutes, origin);
        }

        foreach (var range in Interruptions)
        {
            var first = Math.Max(0, range.FirstDay.DayNumber - origin);
            var end = Math.Min(span, range.LastDay.DayNumber - origin + 1);
            if (first < end)
            {
                minutes.AsSpan(first..end).Clear();
            }
        }

        return (origin, minutes);
    }
}
