using VocMatch.Contracts.Identity;
using Xunit;

namespace VocMatch.Contracts.Tests;

public sealed class IdTests
{
    public static TheoryData<string> Valid => ["a", "0", "A-Z", "29-1141.00", "esco:abc_1", new string('x', IdRule.MaxLength)];

    public static TheoryData<string> Invalid =>
        ["", "-a", ".a", "a b", "a/b", "ä", "a\0", "a\n", "ａ", new string('x', IdRule.MaxLength + 1)];

    [Theory]
    [MemberData(nameof(Valid))]
    public void What_fits_in_a_URL_a_file_and_a_digest_is_an_id(string value)
    {
        Assert.True(PlacementId.TryParse(value, null, out var id));
        Assert.Equal(value, id.Value);
        Assert.Equal(id, PlacementId.Parse(value));
        Assert.Equal(value, id.ToString());
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Anything_else_is_none(string value)
    {
        Assert.False(SkillId.TryParse(value, null, out _));
        Assert.Throws<FormatException>(() => SkillId.Parse(value));
    }

    [Fact]
    public void Ids_differ_by_case() => Assert.NotEqual(SchoolId.Parse("a"), SchoolId.Parse("A"));
}
