using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace VocMatch.Contracts.Text;

/// <summary>
/// A text as it is searched by: whoever types <c>istanbul</c>, <c>strasse</c> or <c>o'brien</c> finds İstanbul, Straße and O’Brien. Two texts
/// that a reader takes for the same are folded to the same, whatever machine and database do it.
/// </summary>
/// <remarks>
/// <para>
/// <c>folding.txt</c> has the folding of every code point that is not its own, made from the Unicode Character Database: the
/// compatibility decomposition (NFKD, UAX 15), full case folding, without marks of a combining class of 1 or from 10 on (accents, Arabic and
/// Hebrew points; the signs of other scripts that make another letter have 0 or 7 to 9 and stay), without enclosing marks and what is not seen
/// (format characters, variation selectors); a Latin letter named "X WITH Y" as X, a dotless i as i; every quotation mark and apostrophe as
/// <c>'</c>, every dash as <c>-</c>, every space as a blank. Syllables of Hangul are decomposed by the standard's arithmetic. A table, because
/// the runtime normalises only where a library of the machine (ICU) does; a test computes the rule from that library, and writes the table.
/// </para>
/// </remarks>
public static class TextFolding
{
    private const int HangulFirst = 0xAC00;
    private const int HangulCount = 11_172;
    private const int HangulLead = 0x1100;
    private const int HangulVowel = 0x1161;
    private const int HangulTrail = 0x11A7;
    private const int Trails = 28;
    private const int VowelsByTrails = 21 * Trails;

    private static readonly (Version Unicode, FrozenDictionary<int, string> Foldings) Table = Read();

    /// <summary>The version of Unicode whose every assigned character is folded.</summary>
    public static Version UnicodeVersion => Table.Unicode;

    /// <summary>The text folded; blanks at its ends left out, several in a row as one. Folding it again changes nothing.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value - HangulFirst is >= 0 and < HangulCount and var syllable)
            {
                Decompose(syllable, folded);
            }
            else if (Table.Foldings.TryGetValue(rune.Value, out var other))
            {
                Append(folded, other);
            }
            else
            {
                Append(folded, Lower(rune).ToString());
            }
        }

        return folded.Length > 0 && folded[^1] == ' ' ? folded.ToString(0, folded.Length - 1) : folded.ToString();
    }

    /// <summary>Whether a text has a part, both folded.</summary>
    /// <param name="foldedPart">As <see cref="Fold"/> gives it.</param>
    public static bool Holds(string text, string foldedPart) => Fold(text).Contains(foldedPart, StringComparison.Ordinal);

    /// <summary>Letters that Unicode has got since, in the case the runtime knows; the table's own foldings stand.</summary>
    private static Rune Lower(Rune rune) =>
        Rune.ToLowerInvariant(rune) is var lower && Table.Foldings.ContainsKey(lower.Value) ? rune : lower;

    private static void Append(StringBuilder folded, string part)
    {
        foreach (var unit in part)
        {
            if (unit != ' ' || (folded.Length > 0 && folded[^1] != ' '))
            {
                folded.Append(unit);
            }
        }
    }

    private static void Decompose(int syllable, StringBuilder folded)
    {
        folded.Append((char)(HangulLead + (syllable / VowelsByTrails)));
        folded.Append((char)(HangulVowel + (syllable % VowelsByTrails / Trails)));
        if (syllable % Trails is > 0 and var trail)
        {
            folded.Append((char)(HangulTrail + trail));
        }
    }

    private static (Version, FrozenDictionary<int, string>) Read()
    {
        using var stream = typeof(TextFolding).Assembly.GetManifestResourceStream("Text.folding.txt")
            ?? throw new InvalidOperationException("The table of foldings is not in the assembly.");
        using var lines = new StreamReader(stream, Encoding.UTF8);
        var version = Version.Parse(lines.ReadLine()!.AsSpan("# Unicode ".Length));
        var foldings = new Dictionary<int, string>();
        while (lines.ReadLine() is { } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            var folded = line[(tab + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foldings.Add(Hexadecimal(line[..tab]), string.Concat(folded.Select(code => char.ConvertFromUtf32(Hexadecimal(code)))));
        }

        return (version, foldings.ToFrozenDictionary());
    }

    private static int Hexadecimal(string code) => int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
