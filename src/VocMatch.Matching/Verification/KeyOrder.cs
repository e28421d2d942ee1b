using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.Verification;

/// <summary>
/// The order of keys (C4), written for the verifier alone: by priority, then by the student's lottery number, then by id.
/// A lottery number is computed when a tie first asks for it.
/// </summary>
internal sealed class KeyOrder(IdTable students, string seed)
{
    private readonly byte[] _seed = Encoding.UTF8.GetBytes(seed);
    private readonly ulong?[] _numbers = new ulong?[students.Count];

    /// <summary>True when the first key is at least the second.</summary>
    public bool IsAtLeast(Key key, Key other) => Compare(key, other) >= 0;

    /// <summary>Positive when the first key is the higher one.</summary>
    public int Compare(Key first, Key second)
    {
        if (first.Millionths != second.Millionths)
        {
            return first.Millionths.CompareTo(second.Millionths);
        }

        if (first.Student == second.Student)
        {
            return 0;
        }

        var byLottery = Number(first.Student).CompareTo(Number(second.Student));
        return byLottery != 0 ? byLottery : second.Student.CompareTo(first.Student);
    }

    private ulong Number(int student) => _numbers[student] ??=
        BinaryPrimitives.ReadUInt64BigEndian(HMACSHA256.HashData(_seed, students.Utf8(student)));

    /// <summary>What decides who is preferred at a placement.</summary>
    internal readonly record struct Key(long Millionths, int Student);
}
