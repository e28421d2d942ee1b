using System.Text;
using VocMatch.Contracts.Text;
using Xunit;

namespace VocMatch.Contracts.Tests.Text;

public sealed class TextFoldingTests
{
    [Theory]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("ISTANBUL", "İSTANBUL")]
    [InlineData("Diyarbakır", "diyarbakir")]
    [InlineData("Straße", "STRASSE")]
    [InlineData("ẞ", "ss")]
    [InlineData("Łódź", "lodz")]
    [InlineData("Ørsted", "orsted")]
    [InlineData("Đà Nẵng", "da nang")]
    [InlineData("Ａpprentice　１２", "apprentice 12")]
    [InlineData("O’Brien", "o'brien")]
    [InlineData("ʼn", "'n")]
    [InlineData("„Haus“ – Bau", "'haus' - bau")]
    [InlineData("Ålesund", "A\u030Alesund")]
    [InlineData("Ｋａｔｅ ﬁre", "kate fire")]
    [InlineData("ﾊﾟﾅ", "パナ")]
    [InlineData("護理員", "護理員")]
    [InlineData("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8")]
    [InlineData("مُعَلِّم", "معلم")]
    [InlineData("co\u00ADoperate\u200B", "cooperate")]
    [InlineData("  two \t blanks  ", "two blanks")]
    [InlineData("istanbul", "ıstanbul")]
    [InlineData("ÇAĞRI", "çağrı")]
    [InlineData("ﬃ ﬆ Æ", "ffi st æ")]
    [InlineData("Nguyễn Thị Phượng", "nguyen thi phuong")]
    [InlineData("ΟΔΟΣ", "οδος")]
    [InlineData("οδός", "οδοσ")]
    [InlineData("שָׁלוֹם", "שלום")]
    [InlineData("كِتَـاب", "كتـاب")]
    [InlineData("第１２課", "第12課")]
    [InlineData("각", "각")]
    [InlineData("“quoted” ‹so› «or» ‚so‘", "'quoted' 'so' 'or' 'so'")]
    [InlineData("❤️", "❤")]
    public void Texts_that_a_reader_takes_for_the_same_fold_to_the_same(string first, string second) =>
        Assert.Equal(TextFolding.Fold(second), TextFolding.Fold(first));

    [Theory]
    [InlineData("が", "か")]
    [InlineData("की", "कु")]
    [InlineData("C++", "C#")]
    [InlineData("α", "a")]
    [InlineData("о", "o")]
    public void Other_letters_stay_others(string first, string second) =>
        Assert.NotEqual(TextFolding.Fold(second), TextFolding.Fold(first));

    /// <summary>Every code point: folding is stable, and never looks at its neighbours but for blanks.</summary>
    [Fact]
    [Trait("Lane", "Full")]
    public void Folding_again_changes_nothing_and_goes_character_by_character()
    {
        for (var code = 0; code <= 0x10FFFF; code++)
        {
            if (!Rune.IsValid(code))
            {
                continue;
            }

            var text = char.ConvertFromUtf32(code);
            var folded = TextFolding.Fold(text);
            Assert.True(TextFolding.Fold(folded) == folded, $"U+{code:X4}");
            Assert.True(WithoutBlanks(TextFolding.Fold($"a{text}b")) == $"a{WithoutBlanks(folded)}b", $"U+{code:X4}");
        }
    }

    /// <summary>What the runtime knows of Unicode without a library of the machine, held against the table.</summary>
    [Fact]
    public void Letters_of_either_case_fold_to_the_same()
    {
        for (var code = 0; code <= 0x10FFFF; code++)
        {
            if (Rune.IsValid(code) && Rune.IsLetter(new Rune(code)) && Rune.ToUpperInvariant(new Rune(code)) is var upper && upper.Value != code)
            {
                Assert.True(TextFolding.Fold(upper.ToString()) == TextFolding.Fold(char.ConvertFromUtf32(code)), $"U+{code:X4}");
            }
        }
    }

    private static string WithoutBlanks(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}
