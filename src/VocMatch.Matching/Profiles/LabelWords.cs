using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace VocMatch.Matching.Profiles;

/// <summary>
/// The words of a label as stems: lower case, without endings and without the words that say nothing (English); where a script writes no spaces,
/// pairs of characters that follow each other.
/// </summary>
public static class LabelWords
{
    private const int ShortestStem = 3;
    private static readonly HashSet<string> s_stops =
        [.. "a an and any are as at be by for from in into is it its of on or other others such than that the their them they this to up using use used with within not all per etc".Split(' ')];

    private static readonly string[] s_endings = ["ations", "ation", "ments", "ment", "ings", "ing", "ers", "er", "ors", "or", "ies", "ied", "ed", "es", "s", "e", "y"];

    /// <summary>The distinct stems of a label, in ordinal order.</summary>
    public static ImmutableArray<string> Of(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        var stems = new SortedSet<string>(StringComparer.Ordinal);
        var word = new StringBuilder();
        Rune? before = null;
        foreach (var rune in label.ToLowerInvariant().EnumerateRunes())
        {
            var spaceless = IsSpaceless(rune);
            if (!spaceless && Rune.IsLetterOrDigit(rune))
            {
                word.Append(rune.ToString());
            }
            else
            {
                End(word, stems);
            }

            if (spaceless && before is { } first)
            {
                stems.Add(first.ToString() + rune);
            }

            before = spaceless ? rune : null;
        }

        End(word, stems);
        return [.. stems];
    }

    private static void End(StringBuilder word, SortedSet<string> stems)
    {
        if (word.Length > 1 && word.ToString() is var whole && !s_stops.Contains(whole))
        {
            stems.Add(Stem(whole));
        }

        word.Clear();
    }

    private static string Stem(string word)
    {
        foreach (var ending in s_endings)
        {
            if (word.Length - ending.Length >= ShortestStem && word.EndsWith(ending, StringComparison.Ordinal))
            {
                return word[..^ending.Length];
            }
        }

        return word;
    }

    // Chinese, Japanese and Thai, Lao, Khmer, Burmese: no space between words.
    private static bool IsSpaceless(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherLetter
        && rune.Value is (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF)
            or (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF);
}
