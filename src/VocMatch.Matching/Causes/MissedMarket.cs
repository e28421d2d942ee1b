using System.Collections.Immutable;
using System.Text;
using VocMatch.Matching.Clearing.Markets;

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
public sealed record MissedStudent(byte[] Utf8Id, ImmutableArray<string> Tags, MissedPairs Pairs);

/// <summary>Every seat left over that one student might have, in the student's order. Ten bytes a pair.</summary>
public sealed class MissedPairs
{
    private MissedPairs(long[] wishes, ushort[] causes) => (Wishes, Causes) = (wishes, causes);

    /// <summary>Ascending: what the score lacks above, the placement's number below.</summary>
    internal long[] Wishes { get; }

    /// <summary>Of each wish.</summary>
    internal ushort[] Causes { get; }

    /// <param name="units">By placement, 0 or more.</param>
    /// <param name="causes">By placement what keeps the two apart, as bits: at most sixteen.</param>
    public static MissedPairs Of(ReadOnlySpan<int> units, ReadOnlySpan<int> causes)
    {
        var (wishes, own) = (new long[units.Length], new ushort[units.Length]);
        for (var placement = 0; placement < units.Length; placement++)
        {
            wishes[placement] = ((long)(int.MaxValue - units[placement]) << 32) | (uint)placement;
            own[placement] = checked((ushort)causes[placement]);
        }

        Array.Sort(wishes, own);
        return new(wishes, own);
    }

    /// <summary>Best first.</summary>
    public IEnumerable<MissedPair> All() => Wishes.Zip(Causes, (wish, causes) => new MissedPair(PlacementOf(wish), UnitsOf(wish), causes));

    internal static int PlacementOf(long wish) => (int)wish;

    internal static int UnitsOf(long wish) => int.MaxValue - (int)(wish >> 32);
}

/// <summary>What a clearing left over on both sides, to be cleared again with some of the causes gone. Safe for concurrent use.</summary>
public sealed class MissedMarket
{
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

        var times = new int[1 << 16];
        foreach (var student in students)
        {
            foreach (var causes in student.Pairs.Causes)
            {
                times[causes]++;
            }
        }

        Present = Array.ConvertAll(times, number => number > 0);
        CommonSets = [.. Enumerable.Range(0, times.Length).Where(causes => Present[causes]).OrderByDescending(causes => times[causes]).Select(causes => (ushort)causes)];
        var bits = new byte[times.Length];
        for (var i = 0; i < CommonSets.Length; i++)
        {
            bits[CommonSets[i]] = (byte)Math.Min(i, 63);
        }

        Blocks = [.. students.Select(student => Summed(student.Pairs.Causes, bits))];
    }

    /// <summary>Pairs that are summed up in one word.</summary>
    internal const int Block = 64;

    public ImmutableArray<MissedStudent> Students { get; }

    /// <summary>By student and block of pairs which sets of causes stand there: a bit for each of <see cref="CommonSets"/>, the last one for all from there on.</summary>
    internal ulong[][] Blocks { get; }

    /// <summary>The sets of causes that pairs have, the most frequent first.</summary>
    internal ImmutableArray<ushort> CommonSets { get; }

    internal ImmutableArray<SeatsLeft> Placements { get; }

    internal ImmutableArray<int?> Caps { get; }

    internal int UnitsShown { get; }

    /// <summary>1 for the student who stands last in the lottery.</summary>
    internal int[] OrderOf { get; }

    internal int[] StudentAt { get; }

    internal List<int>?[] PlacementsOf { get; }

    /// <summary>By set of causes whether some pair has exactly those.</summary>
    private bool[] Present { get; }

    /// <summary>Causes that some pair has, as bits.</summary>
    public int Causes => Enumerable.Range(0, Present.Length).Where(causes => Present[causes]).Aggregate(0, (all, causes) => all | causes);

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

    /// <summary>
    /// How many find a seat for every set of some causes, by the set as bits over their places: at most 2^n clearings. Sets that open the same
    /// pairs are cleared once.
    /// </summary>
    /// <param name="causes">Numbers of the causes' bits; a pair that has another one stays closed.</param>
    /// <param name="progress">Called with how many clearings are done, and of how many.</param>
    public int[] PlacedOfEverySet(ImmutableArray<int> causes, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        var (opened, worth) = (new int[1 << causes.Length], new int[1 << causes.Length]);
        for (var set = 0; set < opened.Length; set++)
        {
            var all = Bits(set, causes);
            opened[set] = Present[all] ? set : 0;
            for (var one = 0; one < causes.Length; one++)
            {
                opened[set] |= (set & (1 << one)) != 0 ? opened[set & ~(1 << one)] : 0;
            }
        }

        var (sets, done) = (Enumerable.Range(0, opened.Length).Where(set => opened[set] == set).ToArray(), 0);
        Parallel.For(
            0,
            sets.Length,
            new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount },
            () => new OpenedClearing(this),
            (at, _, clearing) =>
            {
                worth[sets[at]] = clearing.Count(Bits(sets[at], causes));
                progress?.Invoke(Interlocked.Increment(ref done), sets.Length);
                return clearing;
            },
            static _ => { });
        return Array.ConvertAll(opened, set => worth[set]);
    }

    /// <summary>The bits of <see cref="Blocks"/> that a pair without a closed cause may have.</summary>
    internal ulong OpenBits(ushort closed)
    {
        var open = 0UL;
        for (var i = 0; i < CommonSets.Length; i++)
        {
            open |= (CommonSets[i] & closed) == 0 ? 1UL << Math.Min(i, 63) : 0;
        }

        return open;
    }

    private static ulong[] Summed(ushort[] causes, byte[] bits)
    {
        var blocks = new ulong[(causes.Length + Block - 1) / Block];
        for (var at = 0; at < causes.Length; at++)
        {
            blocks[at / Block] |= 1UL << bits[causes[at]];
        }

        return blocks;
    }

    internal int PriorityOf(long wish) => (MissedPairs.UnitsOf(wish) + (UnitsShown / 2)) / UnitsShown * UnitsShown;

    private static int Bits(int set, ImmutableArray<int> causes)
    {
        var bits = 0;
        for (var one = 0; one < causes.Length; one++)
        {
            bits |= (set >> one & 1) << causes[one];
        }

        return bits;
    }

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
}
