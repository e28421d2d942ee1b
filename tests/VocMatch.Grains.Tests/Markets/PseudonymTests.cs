using VocMatch.Contracts.Identity;
using VocMatch.Domain.Markets;
using VocMatch.Domain.Runtime;
using Xunit;

namespace VocMatch.Grains.Tests.Markets;

public sealed class PseudonymTests
{
    private static readonly Pseudonyms Own = new(new GrainsOptions { PseudonymKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)] });

    private static readonly Pseudonyms Other = new(new GrainsOptions { PseudonymKey = [.. Enumerable.Range(2, 32).Select(i => (byte)i)] });

    [Fact]
    public void A_pseudonym_leads_back_to_its_student_at_its_placement_under_its_key_and_nowhere_else()
    {
        var (here, there) = (PlacementId.Parse("here"), PlacementId.Parse("there"));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 5_000; i++)
        {
            var student = StudentId.Parse($"student-{i}");
            var pseudonym = Own.Of(here, student);

            Assert.Matches("^C(-[0-9A-HJKMNP-TV-Z]{4}){3}$", pseudonym);
            Assert.True(seen.Add(pseudonym), $"{pseudonym} is two students'");
            Assert.Equal(pseudonym, Own.Of(here, student));
            Assert.Equal(Pseudonyms.MarkOf(student), Own.MarkBehind(here, pseudonym));
            Assert.NotEqual(Pseudonyms.MarkOf(student), Own.MarkBehind(there, pseudonym));
            Assert.NotEqual(Pseudonyms.MarkOf(student), Other.MarkBehind(here, pseudonym));
            Assert.NotEqual(pseudonym, Own.Of(there, student));
        }
    }

    [Fact]
    public void What_a_student_was_called_before_is_known_again()
    {
        // The first sixty bits of HMAC-SHA256 of both ids.
        var (placement, student) = (PlacementId.Parse("ward"), StudentId.Parse("kim"));

        Assert.True(Own.IsFormer(placement, student, "C-ET5D-GGE9-2NQ8"));
        Assert.False(Own.IsFormer(placement, StudentId.Parse("lee"), "C-ET5D-GGE9-2NQ8"));
        Assert.False(Own.IsFormer(placement, student, Own.Of(placement, student)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("C")]
    [InlineData("kim")]
    [InlineData("C-0000-0000-000")]
    [InlineData("C-0000-0000-00000")]
    [InlineData("C-0000-0000-0000-")]
    [InlineData("C-0000-0000-000U")]
    [InlineData("c-0000-0000-0000")]
    [InlineData("C-0000-0000-000a")]
    [InlineData("D-0000-0000-0000")]
    public void A_text_of_another_form_is_no_pseudonym(string text) => Assert.Null(Own.MarkBehind(PlacementId.Parse("here"), text));
}
