using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace VocMatch.Matching.Clearing.Solving;

/// <summary>
/// The keys that hold the seats of every placement, the lowest of each placement always first. Up to
/// <see cref="ScannedSeats"/> seats stand unordered behind it in one or two cache lines and are scanned; more form a binary
/// heap. A free seat holds <see cref="Free"/>, below every key.
/// </summary>
internal sealed unsafe class SeatBlocks : IDisposable
{
    /// <summary>What a free seat holds.</summary>
    public const long Free = 0;

    /// <summary>The most seats that are scanned rather than kept as a heap: 128 bytes of keys.</summary>
    public const int ScannedSeats = 16;

    private const int Line = 8;

    private readonly int[] _seats;
    private readonly int[] _firstLine;
    private readonly long* _keys;

    /// <param name="seats">How many seats each placement can ever need.</param>
    public SeatBlocks(int[] seats)
    {
        _seats = seats;
        _firstLine = GC.AllocateUninitializedArray<int>(seats.Length);
        long lines = 0;
        for (var placement = 0; placement < seats.Length; placement++)
        {
            _firstLine[placement] = checked((int)lines);
            lines += (seats[placement] + Line - 1) / Line;
        }

        _keys = (long*)NativeMemory.AlignedAlloc((nuint)Math.Max(1, lines) * Line * sizeof(long), 128);
        for (var placement = 0; placement < seats.Length; placement++)
        {
            var keys = new Span<long>(Block(placement), (seats[placement] + Line - 1) / Line * Line);
            keys[..seats[placement]].Fill(Free);
            keys[seats[placement]..].Fill(long.MaxValue);
        }
    }

    /// <summary>The keys of a placement, lowest first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long* Block(int placement) => _keys + (long)_firstLine[placement] * Line;

    /// <summary>Gives the seat of the lowest key, at the head of the block, to a higher key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ReplaceLowest(int placement, long* block, long key)
    {
        var seats = _seats[placement];
        if (seats > ScannedSeats)
        {
            SiftDown(block, seats, key);
        }
        else if (Vector512.IsHardwareAccelerated)
        {
            ScanWide(block, seats, key);
        }
        else
        {
            Scan(block, seats, key);
        }
    }

    public void Dispose() => NativeMemory.AlignedFree(_keys);

    /// <summary>The scan with 512-bit vectors, eight keys at a time.</summary>
    internal static void ScanWide(long* block, int seats, long key)
    {
        // The new key stands where the lowest left. Then the least of all sixteen words (those past the last seat are the highest there is) is
        // found by halving, and changes places with the head: four minima and no branch, whatever the order of the keys.
        *block = key;
        var first = Vector512.Load(block);
        var second = seats > Line ? Vector512.Load(block + Line) : Vector512.Create(long.MaxValue);
        var both = Vector512.Min(first, second);
        var half = Vector256.Min(both.GetLower(), both.GetUpper());
        var quarter = Vector128.Min(half.GetLower(), half.GetUpper());
        var lowest = Vector512.Create(Math.Min(quarter[0], quarter[1]));
        var found = Vector512.Equals(first, lowest).ExtractMostSignificantBits()
            | (Vector512.Equals(second, lowest).ExtractMostSignificantBits() << Line);
        var at = BitOperations.TrailingZeroCount(found);
        *block = block[at];
        block[at] = key;
    }

    /// <summary>The scan without vectors.</summary>
    internal static void Scan(long* block, int seats, long key)
    {
        var at = 0;
        var lowest = key;
        for (var i = 1; i < seats; i++)
        {
            if (block[i] < lowest)
            {
                lowest = block[i];
                at = i;
            }
        }

        *block = lowest;
        if (at > 0)
        {
            block[at] = key;
        }
    }

    private static void SiftDown(long* block, int seats, long key)
    {
        var at = 0;
        for (var child = 1; child < seats; child = 2 * at + 1)
        {
            if (child + 1 < seats && block[child + 1] < block[child])
            {
                child++;
            }

            if (block[child] >= key)
            {
                break;
            }

            block[at] = block[child];
            at = child;
        }

        block[at] = key;
    }
}
