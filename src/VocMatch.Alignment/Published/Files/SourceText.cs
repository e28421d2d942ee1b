using System.Globalization;
using System.Text;

namespace VocMatch.Alignment.Published.Files;

/// <summary>A file's bytes as text, or why they are none.</summary>
/// <param name="Encoding">Name of the encoding that was taken.</param>
internal sealed record SourceText(string Text, string Encoding, string? Error = null, int Line = 0)
{
    private const int LooksInto = 4_096;

    /// <summary>A mark at the beginning comes first, then the encoding that is named, then UTF-8. Nothing is replaced: what does not fit is an error.</summary>
    public static SourceText Of(ReadOnlySpan<byte> bytes, string? named)
    {
        var (marked, skip) = Mark(bytes);
        var encoding = marked ?? (named is null ? Strict("utf-8") : Find(named));
        if (encoding is null)
        {
            return new("", named!, $"'{named}' is no encoding that is known here: utf-8, utf-16, windows-1252, iso-8859-1, gb18030, shift_jis and others.");
        }

        var body = bytes[skip..];
        if (marked is null && encoding is not UnicodeEncoding && body[..Math.Min(body.Length, LooksInto)].Contains((byte)0))
        {
            return new("", encoding.WebName, "The file holds zero bytes, as UTF-16 without a mark does: name its encoding.");
        }

        if (encoding.IsSingleByte && IsUtf8BeyondAscii(body))
        {
            return new("", encoding.WebName, $"The encoding {encoding.WebName} is named, but the file is UTF-8.");
        }

        try
        {
            return new(encoding.GetString(body), encoding.WebName);
        }
        catch (DecoderFallbackException wrong)
        {
            var at = Math.Clamp(wrong.Index, 0, body.Length);
            var hint = named is null ? " Name its encoding: windows-1252, gb18030, shift_jis, ..." : "";
            return new("", encoding.WebName, $"The bytes {Convert.ToHexString(wrong.BytesUnknown ?? [])} are no {encoding.WebName}.{hint}", body[..at].Count((byte)'\n') + 1);
        }
    }

    /// <summary>Strict, by its name; ISO-8859-1 is read as Windows-1252, which has the same letters and the signs that such files hold (WHATWG Encoding, 4.2).</summary>
    public static Encoding? Find(string name)
    {
        var asked = name.Trim().ToLowerInvariant() switch
        {
            "iso-8859-1" or "latin1" or "latin-1" or "us-ascii" or "ascii" => "windows-1252",
            "utf8" => "utf-8",
            "utf16" => "utf-16",
            "utf-7" => "",
            var other => other,
        };
        try
        {
            return asked.Length == 0 ? null : Strict(asked);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Encoding Strict(string name) =>
        CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? System.Text.Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    private static (Encoding? Encoding, int Length) Mark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Strict("utf-8"), 3),
        [0xFF, 0xFE, ..] => (Strict("utf-16"), 2),
        [0xFE, 0xFF, ..] => (Strict("utf-16BE"), 2),
        [0x84, 0x31, 0x95, 0x33, ..] => (Strict("gb18030"), 4),
        _ => (null, 0),
    };

    private static bool IsUtf8BeyondAscii(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0 && System.Text.Unicode.Utf8.IsValid(bytes);

    /// <summary>Trimmed of every kind of space, and of what Excel puts around a text: <c>="0601"</c>, <c>'0601</c>.</summary>
    public static string Cell(string cell)
    {
        var text = cell.Trim().Trim('\uFEFF', '\u200B', '\u200E', '\u200F').Trim();
        if (text is ['=', '"', .. var inner, '"'])
        {
            text = inner.Trim();
        }

        return text.Length > 1 && text[0] == '\'' && char.IsAsciiDigit(text[1]) ? text[1..] : text;
    }

    /// <summary>A header's words: line breaks and repeated spaces are one space.</summary>
    public static string Header(string cell) => string.Join(' ', Cell(cell).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static string Text0(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>With thousands set apart, as a person reads it.</summary>
    public static string Grouped(decimal number) => number.ToString("#,0.############################", CultureInfo.InvariantCulture);
}
