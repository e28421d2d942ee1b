using System.Numerics;
using System.Runtime.InteropServices;

namespace VocMatch.Matching.Clearing.Markets;

/// <summary>
/// Ranks priorities that lie too far apart to be coded by distance: the distinct ones ascending, and for each row the place of its own
/// among them. Sorted by least significant digit first (Knuth, The Art of Computer Programming 3, 5.2.5): linear in the rows, the same time
/// for any distribution, 28 bytes a row while it lasts.
/// </summary>
internal static class PriorityRanks
{
    // 2,048 write positions still fit the first two levels of caches and address translation; more would make each write a miss.
    private const int MaxDigitBits = 11;

    private const int RowsWorthAThread = 1 << 16;

    /// <param name="millionths">The priority of every row.</param>
    /// <param name="lowest">The lowest of them.</param>
    /// <param name="highest">The highest of them.</param>
    public static (long[] Distinct, int[] Codes) Of(long[] millionths, long lowest, long highest)
    {
        var bits = 64 - BitOperations.LeadingZeroCount((ulong)(highest - lowest));
        var passes = Math.Max(1, (bits + MaxDigitBits - 1) / MaxDigitBits);
        var digitBits = Math.Max(1, (bits + passes - 1) / passes);
        var parts = Parts(millionths.Length);
        var (from, to) = (Rows(millionths.Length), Rows(millionths.Length));
        Each(parts, (_, first, end) =>
        {
            for (var row = first; row < end; row++)
            {
                from[row] = new Entry((ulong)(millionths[row] - lowest), row);
            }
        });

        for (var pass = 0; pass < passes; pass++)
        {
            if (Scatter(from, to, pass * digitBits, digitBits, parts))
            {
                (from, to) = (to, from);
            }
        }

        return Number(from, lowest, parts);
    }

    // One stable pass. Every part counts its digits; a part then writes each digit after the rows of that digit in the parts before it, so
    // that parts never meet and the order is that of one thread. False when all rows have one digit, and nothing needs to move.
    private static bool Scatter(Entry[] from, Entry[] to, int shift, int digitBits, int[] parts)
    {
        var mask = (1u << digitBits) - 1;
        var counts = new int[parts.Length - 1][];
        Each(parts, (part, first, end) =>
        {
            var own = new int[1 << digitBits];
            foreach (ref readonly var entry in from.AsSpan(first, end - first))
            {
                own[(uint)(entry.Key >> shift) & mask]++;
            }

            counts[part] = own;
        });

        var next = 0;
        for (var digit = 0; digit <= mask; digit++)
        {
            var before = next;
            foreach (var own in counts)
            {
                (own[digit], next) = (next, next + own[digit]);
            }

            if (next - before == from.Length)
            {
                return false;
            }
        }

        Each(parts, (part, first, end) =>
        {
            var places = counts[part];
            foreach (ref readonly var entry in from.AsSpan(first, end - first))
            {
                to[places[(uint)(entry.Key >> shift) & mask]++] = entry;
            }
        });
        return true;
    }

    private static (long[] Distinct, int[] Codes) Number(Entry[] sorted, long lowest, int[] parts)
    {
        var starts = new int[parts.Length];
        Each(parts, (part, first, end) =>
        {
            var changes = 0;
            for (var i = first; i < end; i++)
            {
                changes += IsNew(i) ? 1 : 0;
            }

            starts[part + 1] = changes;
        });
        for (var part = 1; part < starts.Length; part++)
        {
            starts[part] += starts[part - 1];
        }

        var distinct = GC.AllocateUninitializedArray<long>(starts[^1]);
        var codes = GC.AllocateUninitializedArray<int>(sorted.Length);
        Each(parts, (part, first, end) =>
        {
            var code = starts[part] - 1;
            for (var i = first; i < end; i++)
            {
                if (IsNew(i))
                {
                    distinct[++code] = (long)sorted[i].Key + lowest;
                }

                codes[sorted[i].Row] = code;
            }
        });
        return (distinct, codes);

        bool IsNew(int i) => i == 0 || sorted[i].Key != sorted[i - 1].Key;
    }

    private static Entry[] Rows(int count) => GC.AllocateUninitializedArray<Entry>(count);

    private static int[] Parts(int rows)
    {
        var count = Math.Clamp(rows / RowsWorthAThread, 1, Environment.ProcessorCount);
        return [.. Enumerable.Range(0, count + 1).Select(part => (int)((long)rows * part / count))];
    }

    private static void Each(int[] parts, Action<int, int, int> work)
    {
        if (parts.Length == 2)
        {
            work(0, parts[0], parts[1]);
            return;
        }

        Parallel.For(0, parts.Length - 1, part => work(part, parts[part], parts[part + 1]));
    }

    // Twelve bytes: what a pass costs is the memory that it moves.
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private readonly struct Entry(ulong key, int row)
    {
        public readonly ulong Key = key;
        public readonly int Row = row;
    }
}
