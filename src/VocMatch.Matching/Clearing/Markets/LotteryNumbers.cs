using System.Buffers.Binary;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using System.Text;

namespace VocMatch.Matching.Clearing.Markets;

/// <summary>
/// Lottery numbers: the first eight bytes, big-endian, of HMAC-SHA256 with the seed as key and the id as message (C3). The two
/// blocks of the key are hashed once (RFC 2104), and eight students at a time after that.
/// </summary>
internal static class LotteryNumbers
{
    private const int BlockBytes = 64;

    // What fits one block together with the padding.
    private const int ShortId = BlockBytes - 9;

    public static void Draw(IdTable students, string seed, Span<ulong> numbers)
    {
        var key = Encoding.UTF8.GetBytes(seed);
        var student = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            Span<Vector256<uint>> inner = stackalloc Vector256<uint>[Sha256Lanes.StateWords];
            Span<Vector256<uint>> outer = stackalloc Vector256<uint>[Sha256Lanes.StateWords];
            HashKey(key, 0x36, inner);
            HashKey(key, 0x5C, outer);
            for (; student + Sha256Lanes.Lanes <= numbers.Length; student += Sha256Lanes.Lanes)
            {
                DrawEight(students, student, key, inner, outer, numbers.Slice(student, Sha256Lanes.Lanes));
            }
        }

        for (; student < numbers.Length; student++)
        {
            numbers[student] = One(key, students.Utf8(student));
        }
    }

    /// <summary>The number of one id.</summary>
    internal static ulong One(ReadOnlySpan<byte> key, ReadOnlySpan<byte> id)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, id, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    private static void HashKey(ReadOnlySpan<byte> key, byte pad, Span<Vector256<uint>> state)
    {
        Span<byte> padded = stackalloc byte[BlockBytes];
        if (key.Length > BlockBytes)
        {
            SHA256.HashData(key, padded);
        }
        else
        {
            key.CopyTo(padded);
        }

        Span<Vector256<uint>> block = stackalloc Vector256<uint>[Sha256Lanes.BlockWords];
        for (var word = 0; word < block.Length; word++)
        {
            block[word] = Vector256.Create(BinaryPrimitives.ReadUInt32BigEndian(padded[(4 * word)..]) ^ (pad * 0x01010101u));
        }

        Sha256Lanes.Start(state);
        Sha256Lanes.Compress(state, block);
    }

    private static void DrawEight(
        IdTable students, int first, ReadOnlySpan<byte> key, ReadOnlySpan<Vector256<uint>> inner, ReadOnlySpan<Vector256<uint>> outer, Span<ulong> numbers)
    {
        Span<uint> words = stackalloc uint[Sha256Lanes.BlockWords * Sha256Lanes.Lanes];
        Span<byte> message = stackalloc byte[BlockBytes];
        for (var lane = 0; lane < Sha256Lanes.Lanes; lane++)
        {
            var id = students.Utf8(first + lane);
            message.Clear();
            // An id too long for one block is cut here only to keep its lane busy; its number is drawn by itself below.
            id = id[..Math.Min(id.Length, ShortId)];
            id.CopyTo(message);
            message[id.Length] = 0x80;
            BinaryPrimitives.WriteInt32BigEndian(message[^4..], 8 * (BlockBytes + id.Length));
            for (var word = 0; word < Sha256Lanes.BlockWords; word++)
            {
                words[word * Sha256Lanes.Lanes + lane] = BinaryPrimitives.ReadUInt32BigEndian(message[(4 * word)..]);
            }
        }

        Span<Vector256<uint>> block = stackalloc Vector256<uint>[Sha256Lanes.BlockWords];
        Span<Vector256<uint>> state = stackalloc Vector256<uint>[Sha256Lanes.StateWords];
        for (var word = 0; word < block.Length; word++)
        {
            block[word] = Vector256.Create<uint>(words.Slice(word * Sha256Lanes.Lanes, Sha256Lanes.Lanes));
        }

        inner.CopyTo(state);
        Sha256Lanes.Compress(state, block);
        // The outer hash reads the inner one, 32 bytes, behind the block of the key: 0x80 ends it, the last word is its length in bits.
        block.Clear();
        state.CopyTo(block);
        block[8] = Vector256.Create(0x80000000u);
        block[15] = Vector256.Create((uint)(8 * (BlockBytes + HMACSHA256.HashSizeInBytes)));
        outer.CopyTo(state);
        Sha256Lanes.Compress(state, block);
        for (var lane = 0; lane < Sha256Lanes.Lanes; lane++)
        {
            var id = students.Utf8(first + lane);
            numbers[lane] = id.Length <= ShortId ? ((ulong)state[0][lane] << 32) | state[1][lane] : One(key, id);
        }
    }
}
