using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.Clearing.Solving;

/// <summary>
/// Student-proposing deferred acceptance (Gale and Shapley 1962) without reserves and caps. Students who have to propose are
/// bits of a set that is swept in id order, in groups: first each student of a group walks past the placements whose cutoff
/// is above the student's priority, one read each, then the seats of those reached, fetched meanwhile, are contested.
/// The result does not depend on the order of proposals, so neither on groups nor on threads.
/// </summary>
internal sealed unsafe class PlainSolver
{
    private const int GroupSize = 64;
    private const int TailSize = 2048;
    private const int Locked = -1;

    // What everything below rests on: a placement's lowest held key only ever rises (whoever is taken displaces somebody lower), so a student
    // who is below it once is below it for good. Rows are therefore walked once, forwards, and a cutoff that was read too early is only
    // too low: it sends a student to a contest that is lost, never past a placement that would have taken the student.
    private readonly OpenMarket _market;
    private readonly Lottery _lottery;
    private readonly SeatBlocks _seats;

    // The row each student holds or was last refused at; one before the student's first row at the start.
    private readonly int[] _at;

    // The lowest priority code that a full placement holds; 0 with a free seat; Locked while a thread works on it.
    private readonly int[] _cutoff;
    private readonly ulong[] _waiting;

    private PlainSolver(OpenMarket market, Lottery lottery)
    {
        _market = market;
        _lottery = lottery;
        _cutoff = new int[market.PlacementCount];
        var seats = GC.AllocateUninitializedArray<int>(market.PlacementCount);
        var applicants = Applicants(market);
        for (var placement = 0; placement < seats.Length; placement++)
        {
            // More seats than applicants are never all taken, and a placement of ten thousand seats would be a heap of free ones.
            seats[placement] = Math.Min(market.SeatsOf[placement], applicants[placement]);
            _cutoff[placement] = market.SeatsOf[placement] == 0 ? int.MaxValue : 0;
        }

        _seats = new SeatBlocks(seats);
        _at = GC.AllocateUninitializedArray<int>(market.StudentCount);
        for (var student = 0; student < _at.Length; student++)
        {
            _at[student] = market.WishStart[student] - 1;
        }

        _waiting = new ulong[(market.StudentCount + 63) / 64];
        _waiting.AsSpan().Fill(ulong.MaxValue);
        if (market.StudentCount % 64 != 0)
        {
            _waiting[^1] = (1UL << (market.StudentCount % 64)) - 1;
        }
    }

    /// <summary>The row each student holds in the student-optimal stable matching, -1 for none.</summary>
    public static int[] Solve(OpenMarket market, Lottery lottery, int threads)
    {
        var solver = new PlainSolver(market, lottery);
        using (solver._seats)
        {
            solver.Run(threads);
        }

        return solver.Held();
    }

    private static int[] Applicants(OpenMarket market)
    {
        var applicants = new int[market.PlacementCount];
        foreach (ref readonly var wish in market.WishRows.AsSpan())
        {
            applicants[wish.Placement]++;
        }

        return applicants;
    }

    private void Run(int threads)
    {
        if (threads > 1 && _waiting.Length >= threads)
        {
            RunTogether(threads);
        }

        // Ends, since every proposal moves a student one row on; and then nobody waits, so everybody holds a seat or has no row left.
        while (Sweep<Alone>(0, _waiting.Length) > 0)
        {
        }
    }

    // Each thread sweeps its own part of the students; all wait for each other after a sweep. The last few chains are left to one thread.
    private void RunTogether(int threads)
    {
        using var barrier = new Barrier(threads);
        var proposed = new int[threads];
        var work = new Task[threads];
        for (var thread = 0; thread < threads; thread++)
        {
            var own = thread;
            work[thread] = Task.Factory.StartNew(
                () =>
                {
                    var from = (int)((long)_waiting.Length * own / threads);
                    var to = (int)((long)_waiting.Length * (own + 1) / threads);
                    bool enough;
                    do
                    {
                        // The second barrier keeps a fast thread from overwriting its count before a slow one has summed them: all must
                        // come to the same answer, or one would wait for others that have left.
                        Volatile.Write(ref proposed[own], Sweep<Shared>(from, to));
                        barrier.SignalAndWait();
                        enough = proposed.Sum() <= TailSize;
                        barrier.SignalAndWait();
                    }
                    while (!enough);
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        }

        Task.WaitAll(work);
    }

    private int Sweep<TMode>(int fromWord, int toWord)
        where TMode : struct, IMode
    {
        var group = stackalloc int[GroupSize + 64];
        var size = 0;
        var proposed = 0;
        fixed (Wish* wishes = _market.WishRows)
        {
            for (var word = fromWord; word < toWord; word++)
            {
                if (_waiting[word] == 0)
                {
                    continue;
                }

                // Taken before they propose: who is refused meanwhile, by this thread or another, is set again and found by the next sweep.
                var bits = TMode.TakeAll(ref _waiting[word]);
                for (; bits != 0; bits &= bits - 1)
                {
                    var student = (word << 6) + BitOperations.TrailingZeroCount(bits);
                    Prefetch(wishes + _at[student] + 1);
                    group[size++] = student;
                }

                if (size >= GroupSize)
                {
                    proposed += size;
                    Propose<TMode>(wishes, group, size);
                    size = 0;
                }
            }

            Propose<TMode>(wishes, group, size);
        }

        return proposed + size;
    }

    [SkipLocalsInit]
    private void Propose<TMode>(Wish* wishes, int* group, int size)
        where TMode : struct, IMode
    {
        var bids = stackalloc Bid[GroupSize + 64];
        var count = 0;
        for (var i = 0; i < size; i++)
        {
            var student = group[i];
            var row = _at[student] + 1;
            var end = _market.WishEnd[student];

            // Strictly below: with equal priority the lottery decides, and only the seats themselves know whose number is lowest.
            while (row < end && wishes[row].PriorityCode < _cutoff[wishes[row].Placement])
            {
                row++;
            }

            _at[student] = row;
            if (row < end)
            {
                var placement = wishes[row].Placement;
                var block = _seats.Block(placement);
                Prefetch(block);
                Prefetch(block + 8);
                bids[count++] = new Bid(_lottery.Key(wishes[row].PriorityCode, student), block, placement);
            }
        }

        // The group is done with; its space takes the places of the refused in the lottery.
        var refused = group;
        var refusals = 0;
        for (var i = 0; i < count; i++)
        {
            // Written always and counted only if somebody lost: no branch to be mispredicted, one loser in two being the rule.
            var loser = TMode.Contest(_seats, ref _cutoff[bids[i].Placement], bids[i]);
            refused[refusals] = (int)loser;
            refusals += loser == SeatBlocks.Free ? 0 : 1;
        }

        for (var i = 0; i < refusals; i++)
        {
            var student = _lottery.StudentAt[refused[i]];
            TMode.Add(ref _waiting[student >> 6], 1UL << student);
        }
    }

    private int[] Held()
    {
        for (var student = 0; student < _at.Length; student++)
        {
            if (_at[student] == _market.WishEnd[student])
            {
                _at[student] = -1;
            }
        }

        return _at;
    }

    // Returns the key that is left without a seat, or Free. The head of a block is its lowest key: a free seat, which is below every key,
    // or the one key whose place a better one takes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Take(SeatBlocks seats, in Bid bid)
    {
        var lowest = *bid.Block;
        if (bid.Key < lowest)
        {
            return bid.Key;
        }

        seats.ReplaceLowest(bid.Placement, bid.Block, bid.Key);
        return lowest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(void* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(address);
        }
    }

    private readonly struct Bid(long key, long* block, int placement)
    {
        public readonly long Key = key;
        public readonly long* Block = block;
        public readonly int Placement = placement;
    }

    /// <summary>How shared words are read and written; a type argument, so that one thread pays for no lock.</summary>
    private interface IMode
    {
        static abstract ulong TakeAll(ref ulong word);

        static abstract void Add(ref ulong word, ulong bit);

        static abstract long Contest(SeatBlocks seats, ref int cutoff, in Bid bid);
    }

    private readonly struct Alone : IMode
    {
        public static ulong TakeAll(ref ulong word)
        {
            var bits = word;
            word = 0;
            return bits;
        }

        public static void Add(ref ulong word, ulong bit) => word |= bit;

        public static long Contest(SeatBlocks seats, ref int cutoff, in Bid bid)
        {
            var loser = Take(seats, bid);
            cutoff = (int)(*bid.Block >> 32);
            return loser;
        }
    }

    private readonly struct Shared : IMode
    {
        public static ulong TakeAll(ref ulong word) => Interlocked.Exchange(ref word, 0);

        public static void Add(ref ulong word, ulong bit) => Interlocked.Or(ref word, bit);

        // A placement is locked through its cutoff: the line is at hand, and a reader who sees the lock merely takes the placement for open.
        public static long Contest(SeatBlocks seats, ref int cutoff, in Bid bid)
        {
            var spin = default(SpinWait);
            while (true)
            {
                var seen = Volatile.Read(ref cutoff);
                if (seen != Locked && Interlocked.CompareExchange(ref cutoff, Locked, seen) == seen)
                {
                    break;
                }

                spin.SpinOnce();
            }

            // The release of the lock is the new cutoff, so that seats written above are seen by whoever locks next.
            var loser = Take(seats, bid);
            Volatile.Write(ref cutoff, (int)(*bid.Block >> 32));
            return loser;
        }
    }
}
