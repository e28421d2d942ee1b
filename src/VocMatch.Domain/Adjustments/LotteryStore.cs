using System.Collections.Concurrent;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Domain.Adjustments;

/// <summary>The lotteries of one set of students: drawn once where they are few enough to be kept.</summary>
internal sealed class LotteryStore(IdTable students)
{
    /// <summary>Forty lotteries of so many students are some 60 MB.</summary>
    private const int MaxStudents = 100_000;

    private readonly ConcurrentDictionary<string, Lazy<Lottery>> _drawn = new(StringComparer.Ordinal);

    public Lottery Of(string seed) => students.Count > MaxStudents
        ? Lottery.Draw(students, seed)
        : _drawn.GetOrAdd(seed, key => new(() => Lottery.Draw(students, key))).Value;
}
