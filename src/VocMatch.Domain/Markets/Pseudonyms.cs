using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using VocMatch.Contracts.Identity;
using VocMatch.Domain.Runtime;

namespace VocMatch.Domain.Markets;

/// <summary>What an employer sees instead of a student: HMAC-SHA256 of placement and student, so stable for one placement and useless for another.</summary>
internal sealed class Pseudonyms(GrainsOptions options)
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Letters = 12;

    /// <summary>Twelve letters of sixty bits, such as <c>C-7Q2M-X0KD-9RTA</c>.</summary>
    public string Of(PlacementId placement, StudentId student)
    {
        // Ids hold no line feed, so the two cannot run into one another.
        var digest = HMACSHA256.HashData(options.PseudonymKey, Encoding.UTF8.GetBytes($"{placement}\n{student}"));
        var bits = BinaryPrimitives.ReadUInt64BigEndian(digest);
        var text = new StringBuilder("C");
        for (var i = 0; i < Letters; i++)
        {
            text.Append(i % 4 == 0 ? "-" : "").Append(Alphabet[(int)(bits >> (59 - (5 * i))) & 31]);
        }

        return text.ToString();
    }
}
