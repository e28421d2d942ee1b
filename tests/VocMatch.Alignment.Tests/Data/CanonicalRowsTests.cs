using System.Security.Cryptography;
using System.Text;
using VocMatch.Alignment.Data;

namespace VocMatch.Alignment.Tests.Data;

public sealed class CanonicalRowsTests
{
    [Fact]
    public void A_digest_is_that_of_the_sorted_lines_however_many_and_long_they_are()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var names = Enumerable.Range(0, random.Next(1, 3_000))
                .Select(number => string.Concat(Enumerable.Repeat("Zürich 東京 𐐷", random.Next(number == 0 && seed % 4 == 0 ? 200_000 : 40))) + number)
                .ToArray();
            var rows = new CanonicalRows();
            foreach (var name in names)
            {
                rows.Add(name.Length, name);
            }

            var lines = names.Select(name => Encoding.UTF8.GetBytes($"{name.Length}\t{name}\n")).ToList();
            lines.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([.. lines.SelectMany(line => line)])), rows.Sha256());
        }
    }

    [Fact]
    public void What_separates_fields_and_lines_is_escaped()
    {
        var (one, other) = (new CanonicalRows(), new CanonicalRows());
        one.Add("a\tb", null, true);
        other.Add("a", "b", null, true);

        Assert.NotEqual(other.Sha256(), one.Sha256());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("a\\tb\t-\t1\n"u8)), one.Sha256());
    }
}
