using System.Collections.Concurrent;
using VocMatch.Matching.Clearing;

namespace VocMatch.Grains.Adjustments;

/// <summary>The lotteries of one set of students: drawn once where they are few enough to be kept.</summary>
internal sealed class LotteryBook(IdTable students)
{
    /// <summary>Forty lotteries of so many students are some 60 MB.</summary>
    private const int MostStudents = 100_000;

    private readonly ConcurrentDictionary<string, Lazy<Lottery>> _drawn = new(StringComparer.Ordinal);

    public Lottery Of(string seed) => students.Count > MostStudents
        ? Lottery.Draw(students, seed)
        : _drawn.GetOrAdd(seed, key => new(() => Lottery.Draw(students, key))).Value;
}
