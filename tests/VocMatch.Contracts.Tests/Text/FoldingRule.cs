using System.Globalization;

namespace VocMatch.Contracts.Tests.Text;

/// <summary>The folding of one character, computed from the Unicode Character Database: what <c>folding.txt</c> is a table of.</summary>
internal sealed class FoldingRule(Icu unicode)
{
    private const int MinusSign = 0x2212;
    private const int DotlessI = 0x131;
    private const int Overlay = 1;
    private const int FirstMarkThatIsAnAccent = 10;
    private const string With = " WITH ";

    /// <summary>Its own where nothing folds it. Stable: folding each character of it again changes nothing.</summary>
    public string Of(int code)
    {
        var folded = char.ConvertFromUtf32(code);
        while (true)
        {
            var next = string.Concat(folded.EnumerateRunes().Select(rune => Step(rune.Value)));
            if (next == folded)
            {
                return folded;
            }

            folded = next;
        }
    }

    private string Step(int code)
    {
        var category = unicode.CategoryOf(code);
        var combining = unicode.CombiningClassOf(code);
        if (category is UnicodeCategory.Format or UnicodeCategory.EnclosingMark || unicode.IsDefaultIgnorable(code)
            || combining is Overlay or >= FirstMarkThatIsAnAccent)
        {
            return "";
        }

        if (unicode.IsWhiteSpace(code))
        {
            return " ";
        }

        var itself = char.ConvertFromUtf32(code);
        var decomposed = unicode.Decomposed(code);
        var folded = unicode.CaseFolded(code);
        return IsQuotation(code, category) ? "'"
            : category == UnicodeCategory.DashPunctuation || code == MinusSign ? "-"
            : code == DotlessI ? "i"
            : decomposed != itself ? decomposed
            : folded != itself ? folded
            : Letter(code) ?? itself;
    }

    private bool IsQuotation(int code, UnicodeCategory category) => category switch
    {
        UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation => true,
        UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation or UnicodeCategory.OtherPunctuation or UnicodeCategory.OtherSymbol
            or UnicodeCategory.ModifierLetter => unicode.NameOfCode(code) is var name
                && (name.Contains("QUOTATION MARK", StringComparison.Ordinal) || name.Contains("APOSTROPHE", StringComparison.Ordinal)),
        _ => false,
    };

    /// <summary>A Latin letter named "X WITH Y" as X: ł, ø and đ have no decomposition.</summary>
    private string? Letter(int code)
    {
        var name = unicode.NameOfCode(code);
        var with = name.IndexOf(With, StringComparison.Ordinal);
        return with > 0 && name.StartsWith("LATIN ", StringComparison.Ordinal) && name.Contains(" LETTER ", StringComparison.Ordinal)
            ? unicode.Named(name[..with])
            : null;
    }
}
