using System.Collections.Immutable;
using System.Text;
using VocMatch.Matching.Clearing;

namespace VocMatch.Matching.Causes;

/// <summary>Seats that a clearing left over at a placement.</summary>
/// <param name="Employer">Number of the employer.</param>
/// <param name="Reserves">Of the seats, in the order in which a student's type is found (C7).</param>
public sealed record SeatsLeft(int Seats, int Employer, ImmutableArray<(string Tag, int Seats)> Reserves);

/// <summary>A seat left over that a student might have, and what would have to give way.</summary>
/// <param name="Placement">Number of the placement.</param>
/// <param name="Units">Score in ten-thousandths of a point: the student prefers the higher one, equal ones by the placement's number.</param>
/// <param name="Causes">What keeps the two apart, as bits.</param>
public readonly record struct MissedPair(int Placement, int Units, int Causes);

/// <summary>A student whom a clearing left without a place.</summary>
/// <param name="Utf8Id">The id, of which the lottery number comes.</param>
public sealed record MissedStudent(byte[] Utf8Id, ImmutableArray<string> Tags, ImmutableArray<MissedPair> Pairs);

/// <summary>What a clearing left over on both sides, to be cleared again with some of the causes gone. Safe for concurrent use.</summary>
public sealed class MissedMarket
{
    private const int UnitsShift = 32;

    /// <param name="caps">Students whom an employer may still take, by its number; null: as many as it has seats.</param>
    /// <param name="seed">The clearing's lottery.</param>
    /// <param name="unitsShown">A priority is the score rounded half up to a multiple of it; 1: the score.</param>
    public MissedMarket(
        ImmutableArray<SeatsLeft> placements, ImmutableArray<int?> caps, ImmutableArray<MissedStudent> students, string seed, int unitsShown = 1)
    {
        (Placements, Caps, Students, UnitsShown) = (placements, caps, students, unitsShown);
        (OrderOf, StudentAt) = Lottery(students, seed);
        PlacementsOf = new List<int>[caps.Length];
        for (var placement = 0; placement < placements.Length; placement++)
        {
            (PlacementsOf[placements[placement].Employer] ??= []).Add(placement);
        }

        (GroupsOf, Groups, Pairs) = Grouped(students);
    }

    public ImmutableArray<MissedStudent> Students { get; }

    internal ImmutableArray<SeatsLeft> Placements { get; }

    internal ImmutableArray<int?> Caps { get; }

    internal int UnitsShown { get; }

    /// <summary>1 for the student who stands last in the lottery.</summary>
    internal int[] OrderOf { get; }

    internal int[] StudentAt { get; }

    internal List<int>?[] PlacementsOf { get; }

    /// <summary>By student where its groups begin; one more entry for the end.</summary>
    internal int[] GroupsOf { get; }

    /// <summary>Pairs of a student with the same causes.</summary>
    internal PairGroup[] Groups { get; }

    /// <summary>Of every group, the best first: score above, then the complement of the placement's number.</summary>
    internal long[] Pairs { get; }

    /// <summary>How many students find a seat once every pair is open whose causes are all in the set.</summary>
    public int Placed(int causes)
    {
        var placed = 0;
        foreach (var placement in new OpenedClearing(this).Solve(causes))
        {
            placed += placement >= 0 ? 1 : 0;
        }

        return placed;
    }

    /// <summary>By student the number of the placement, or -1, once every pair is open whose causes are all in the set.</summary>
    public int[] Solve(int causes) => new OpenedClearing(this).Solve(causes);

    /// <summary>How many find a seat for every set of the first causes, by the set as bits: 2^n clearings.</summary>
    public int[] PlacedOfEverySet(int causes, CancellationToken cancellation = default)
    {
        var worth = new int[1 << causes];
        Parallel.For(
            0, worth.Length, new ParallelOptions { CancellationToken = cancellation }, () => new OpenedClearing(this), (set, _, clearing) =>
            {
                worth[set] = clearing.Count(set);
                return clearing;
            },
            static _ => { });
        return worth;
    }

    internal static int PlacementOf(long pair) => ~(int)pair;

    internal int PriorityOf(long pair) => (int)(((pair >> UnitsShift) + (UnitsShown / 2)) / UnitsShown * UnitsShown);

    private static (int[] OrderOf, int[] StudentAt) Lottery(ImmutableArray<MissedStudent> students, string seed)
    {
        var key = Encoding.UTF8.GetBytes(seed);
        var numbers = students.Select(student => LotteryNumbers.One(key, student.Utf8Id)).ToArray();
        var studentAt = Enumerable.Range(0, students.Length)
            .OrderBy(student => numbers[student])
            .ThenByDescending(student => students[student].Utf8Id, Comparer<byte[]>.Create(static (one, other) => one.AsSpan().SequenceCompareTo(other)))
            .Prepend(-1)
            .ToArray();
        var orderOf = new int[students.Length];
        for (var order = 1; order < studentAt.Length; order++)
        {
            orderOf[studentAt[order]] = order;
        }

        return (orderOf, studentAt);
    }

    private static (int[] GroupsOf, PairGroup[] Groups, long[] Pairs) Grouped(ImmutableArray<MissedStudent> students)
    {
        var groupsOf = new int[students.Length + 1];
        var groups = new List<PairGroup>();
        var pairs = new long[students.Sum(student => (long)student.Pairs.Length)];
        var end = 0;
        for (var student = 0; student < students.Length; student++)
        {
            foreach (var group in students[student].Pairs.GroupBy(pair => pair.Causes))
            {
                var start = end;
                foreach (var pair in group)
                {
                    pairs[end++] = ((long)pair.Units << UnitsShift) | (uint)~pair.Placement;
                }

                pairs.AsSpan(start, end - start).Sort(static (one, other) => other.CompareTo(one));
                groups.Add(new(group.Key, start, end));
            }

            groupsOf[student + 1] = groups.Count;
        }

        return (groupsOf, [.. groups], pairs);
    }
}

/// <summary>Pairs of one student with the same causes.</summary>
internal readonly record struct PairGroup(int Causes, int Start, int End);
