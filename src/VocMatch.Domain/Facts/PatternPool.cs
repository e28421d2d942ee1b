using System.Collections.Concurrent;
using VocMatch.Contracts.Work;
using Engine = VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Facts;

/// <summary>
/// The engine's form of work patterns, each once in a silo: it is a list of days, and thousands of postings and timetables share a few dozen.
/// </summary>
internal sealed class PatternPool
{
    /// <summary>From so many different patterns on, sharing is rare: the pool starts again rather than grow.</summary>
    private const int Max = 20_000;

    private readonly ConcurrentDictionary<WorkPattern, Engine.WeeklyPattern> _known = new(new SamePattern());

    public Engine.WeeklyPattern Of(WorkPattern pattern)
    {
        if (_known.TryGetValue(pattern, out var known))
        {
            return known;
        }

        if (_known.Count >= Max)
        {
            _known.Clear();
        }

        return _known.GetOrAdd(pattern, static unknown => unknown.ToEngine());
    }

    /// <summary>Same blocks and interruptions in the same order.</summary>
    private sealed class SamePattern : IEqualityComparer<WorkPattern>
    {
        public bool Equals(WorkPattern? x, WorkPattern? y) =>
            ReferenceEquals(x, y)
            || (x is not null && y is not null
                && x.Interruptions.AsSpan().SequenceEqual(y.Interruptions.AsSpan())
                && x.Blocks.AsSpan().SequenceEqual(y.Blocks.AsSpan(), SameBlock.Instance));

        public int GetHashCode(WorkPattern pattern)
        {
            var hash = default(HashCode);
            foreach (var block in pattern.Blocks)
            {
                hash.Add(SameBlock.Instance.GetHashCode(block));
            }

            hash.Add(pattern.Interruptions.Length);
            return hash.ToHashCode();
        }
    }

    private sealed class SameBlock : IEqualityComparer<WorkBlock>
    {
        public static readonly SameBlock Instance = new();

        public bool Equals(WorkBlock? x, WorkBlock? y) =>
            ReferenceEquals(x, y)
            || (x is not null && y is not null
                && x.FirstDay == y.FirstDay && x.LastDay == y.LastDay && x.MinutesPerDay == y.MinutesPerDay
                && x.StartsAt == y.StartsAt && x.EndsAt == y.EndsAt && x.Days.AsSpan().SequenceEqual(y.Days.AsSpan()));

        public int GetHashCode(WorkBlock block) =>
            HashCode.Combine(block.FirstDay, block.LastDay, block.MinutesPerDay, block.StartsAt, block.EndsAt, block.Days.Length);
    }
}
