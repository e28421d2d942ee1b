using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using VocMatch.Contracts.Identity;
using VocMatch.Domain.Runtime;

namespace VocMatch.Domain.Markets;

/// <summary>
/// What an employer sees instead of a student, stable for one placement and useless for another: the student's mark, under a permutation that the
/// key and the placement choose. So a pseudonym leads back to the mark, and the mark to the student, without a look at anybody else.
/// </summary>
/// <remarks>
/// A balanced Feistel network over 60 bits whose round function is HMAC-SHA256 (Luby and Rackoff, How to construct pseudorandom permutations, 1988).
/// Without the key no pseudonym tells more than that two of one placement are two students.
/// </remarks>
internal sealed class Pseudonyms(GrainsOptions options)
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Letters = 12;
    private const int Half = 30;
    private const ulong HalfMask = (1UL << Half) - 1;
    private const int Rounds = 8;

    /// <summary>Sixty bits of the SHA-256 of a student's id. Among 30 million students two share one with a chance of one in 2,500.</summary>
    public static ulong MarkOf(StudentId student) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(student.Value))) >> 4;

    /// <summary>Twelve letters of sixty bits, such as <c>C-7Q2M-X0KD-9RTA</c>.</summary>
    public string Of(PlacementId placement, StudentId student) => Text(Permuted(MarkOf(student), Key(placement), backwards: false));

    /// <summary>The mark of whom a placement knows by a pseudonym, whether there is anybody with it or not; null where the text is no pseudonym.</summary>
    public ulong? MarkBehind(PlacementId placement, string pseudonym) =>
        Bits(pseudonym) is { } bits ? Permuted(bits, Key(placement), backwards: true) : null;

    /// <summary>Whether a text is what a student was called before pseudonyms led back to marks: an employer may have kept it.</summary>
    public bool IsFormer(PlacementId placement, StudentId student, string pseudonym) =>
        pseudonym == Text(BinaryPrimitives.ReadUInt64BigEndian(HMACSHA256.HashData(options.PseudonymKey, Encoding.UTF8.GetBytes($"{placement}\n{student}"))) >> 4);

    private static ulong Permuted(ulong bits, byte[] key, bool backwards)
    {
        var (left, right) = (bits >> Half, bits & HalfMask);
        for (var i = 0; i < Rounds; i++)
        {
            (left, right) = backwards
                ? (right ^ Mixed(left, Rounds - 1 - i, key), left)
                : (right, left ^ Mixed(right, i, key));
        }

        return (left << Half) | right;
    }

    private static ulong Mixed(ulong half, int round, byte[] key)
    {
        Span<byte> input = stackalloc byte[9];
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        BinaryPrimitives.WriteUInt64BigEndian(input, half);
        input[8] = (byte)round;
        HMACSHA256.HashData(key, input, digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest) & HalfMask;
    }

    /// <summary>No id holds a line feed, so this is the key of nothing else.</summary>
    private byte[] Key(PlacementId placement) => HMACSHA256.HashData(options.PseudonymKey, Encoding.UTF8.GetBytes($"placement\n{placement}"));

    private static string Text(ulong bits)
    {
        var text = new StringBuilder("C");
        for (var i = 0; i < Letters; i++)
        {
            text.Append(i % 4 == 0 ? "-" : "").Append(Alphabet[(int)(bits >> (5 * (Letters - 1 - i))) & 31]);
        }

        return text.ToString();
    }

    private static ulong? Bits(string text)
    {
        var bits = 0UL;
        foreach (var letter in text.Where(char.IsAsciiLetterOrDigit).Skip(1))
        {
            if (Alphabet.IndexOf(letter, StringComparison.Ordinal) is not (>= 0 and var value) || bits >> (5 * (Letters - 1)) != 0)
            {
                return null;
            }

            bits = (bits << 5) | (uint)value;
        }

        return Text(bits) == text ? bits : null;
    }
}
