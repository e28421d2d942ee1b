using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using VocMatch.Contracts.Text;
using Xunit;

namespace VocMatch.Contracts.Tests.Text;

/// <summary>
/// The table of foldings against the rule that it is made by. <c>VOCMATCH_TEST_WRITE_FOLDING=1</c> writes it anew, for the machine's version of
/// Unicode; nobody edits it by hand.
/// </summary>
public sealed partial class FoldingTableTests
{
    private const int HangulFirst = 0xAC00;
    private const int HangulLast = 0xD7A3;

    /// <summary>
    /// Every assigned character, Hangul's syllables too, which are not in the table. Unicode keeps what it has given a character; so nothing may
    /// differ that both versions know.
    /// </summary>
    [SkippableFact]
    public void Every_assigned_character_folds_as_the_rule_says()
    {
        var unicode = Unicode();
        var rule = new FoldingRule(unicode);
        if (Environment.GetEnvironmentVariable("VOCMATCH_TEST_WRITE_FOLDING") == "1")
        {
            File.WriteAllText(TableFile(), Table(unicode, rule));
            return;
        }

        var wrong = new List<string>();
        var compared = 0;
        foreach (var code in Assigned(unicode).Where(code => unicode.AgeOf(code) <= TextFolding.UnicodeVersion))
        {
            var expected = $"a{Blanks().Replace(rule.Of(code), " ")}b";
            var folded = TextFolding.Fold($"a{char.ConvertFromUtf32(code)}b");
            compared++;
            if (folded != expected)
            {
                wrong.Add($"U+{code:X4} {unicode.NameOfCode(code)}: '{folded}', and the rule says '{expected}'");
            }
        }

        Assert.Empty(wrong);
        Assert.True(compared > 140_000, $"{compared} characters were compared.");
    }

    [SkippableFact]
    public void The_table_is_the_file_that_the_rule_writes()
    {
        var unicode = Unicode();
        Skip.If(unicode.UnicodeVersion != TextFolding.UnicodeVersion, $"The machine has Unicode {unicode.UnicodeVersion}, the table {TextFolding.UnicodeVersion}.");

        Assert.Equal(File.ReadAllText(TableFile()).ReplaceLineEndings("\n"), Table(unicode, new(unicode)));
    }

    private static string Table(Icu unicode, FoldingRule rule)
    {
        var table = new StringBuilder($"# Unicode {unicode.UnicodeVersion}\n");
        foreach (var code in Assigned(unicode).Where(code => code is < HangulFirst or > HangulLast))
        {
            if (rule.Of(code) is var folded && folded != char.ConvertFromUtf32(code))
            {
                table.Append(code.ToString("X", CultureInfo.InvariantCulture)).Append('\t')
                    .AppendJoin(' ', folded.EnumerateRunes().Select(rune => rune.Value.ToString("X", CultureInfo.InvariantCulture))).Append('\n');
            }
        }

        return table.ToString();
    }

    private static IEnumerable<int> Assigned(Icu unicode) => Enumerable.Range(0, 0x110000).Where(code => Rune.IsValid(code) && unicode.AgeOf(code).Major > 0);

    private static Icu Unicode()
    {
        var found = Icu.Find();
        if (found is null && Environment.GetEnvironmentVariable("VOCMATCH_REQUIRE_ALL") == "1")
        {
            Assert.Fail("ICU is not on this machine (Debian: libicu).");
        }

        Skip.If(found is null, "ICU is not on this machine (Debian: libicu).");
        return found!;
    }

    private static string TableFile([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../src/VocMatch.Contracts/Text/folding.txt");

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();
}
