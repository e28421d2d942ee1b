using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace VocMatch.Matching.Clearing;

/// <summary>Lottery numbers: the first eight bytes, big-endian, of HMAC-SHA256 with the seed as key and the id as message (C3).</summary>
internal static class LotteryNumbers
{
    public static void Draw(IdTable students, string seed, Span<ulong> numbers)
    {
        var key = Encoding.UTF8.GetBytes(seed);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        for (var student = 0; student < numbers.Length; student++)
        {
            HMACSHA256.HashData(key, students.Utf8(student), hash);
            numbers[student] = BinaryPrimitives.ReadUInt64BigEndian(hash);
        }
    }
}
