using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.Tests.Clearing;

public class LotteryTests
{
    [Theory]
    [InlineData("")]
    [InlineData("vocmatch")]
    [InlineData("a seed of more than sixty-four bytes is hashed before it becomes the key of the HMAC, says RFC 2104")]
    public void Numbers_are_the_first_eight_bytes_of_the_hmac_for_ids_of_every_length(string seed)
    {
        var ids = new IdInterner();
        for (var length = 1; length <= IdTable.MaxBytes; length++)
        {
            ids.Intern(Encoding.UTF8.GetBytes(new string((char)('a' + length % 26), length)));
        }

        var students = ids.Seal(out _);
        var lottery = Lottery.Draw(students, seed);
        for (var student = 0; student < students.Count; student++)
        {
            var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(seed), students.Utf8(student));
            Assert.Equal(BinaryPrimitives.ReadUInt64BigEndian(hash), lottery.NumberOf(student));
        }
    }

    [Fact]
    public void The_order_is_by_number_and_then_by_smaller_id()
    {
        var ids = new IdInterner();
        for (var student = 0; student < 5_000; student++)
        {
            ids.Intern(Encoding.UTF8.GetBytes($"s{student}"));
        }

        var lottery = Lottery.Draw(ids.Seal(out _), "order");
        var expected = Enumerable.Range(0, 5_000).OrderBy(lottery.NumberOf).ThenByDescending(student => student);
        Assert.Equal(expected, lottery.StudentAt[1..]);
        Assert.All(Enumerable.Range(0, 5_000), student => Assert.Equal(student, lottery.StudentAt[lottery.OrderOf[student]]));
    }
}
