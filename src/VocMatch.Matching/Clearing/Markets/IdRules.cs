using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace VocMatch.Matching.Clearing.Markets;

/// <summary>What may be an id, a tag or a reason. Ids are taken byte for byte: nothing is trimmed or normalised.</summary>
internal static class IdRules
{
    /// <summary>Null when <paramref name="id"/> is an id, else what is wrong with it.</summary>
    public static string? Fault(ReadOnlySpan<byte> id)
    {
        if (id.IsEmpty)
        {
            return "an id must not be empty";
        }

        return id.Length > IdTable.MaxBytes ? $"an id has at most {IdTable.MaxBytes} bytes" : TextFault(id) ?? EdgeFault(id);
    }

    /// <summary>Null when <paramref name="tag"/> is a tag: an id without <c>;</c> and <c>:</c>.</summary>
    public static string? TagFault(ReadOnlySpan<byte> tag) =>
        Fault(tag) ?? (tag.IndexOfAny((byte)';', (byte)':') >= 0 ? "a tag must not hold ';' or ':'" : null);

    /// <summary>Null when <paramref name="text"/> is UTF-8 that fits on one line of the canonical bytes.</summary>
    public static string? TextFault(ReadOnlySpan<byte> text)
    {
        var ascii = true;
        foreach (var unit in text)
        {
            if (unit is < 0x20 or 0x7F)
            {
                return "a control character is not allowed";
            }

            ascii &= unit < 0x80;
        }

        return ascii ? null : BeyondAsciiFault(text);
    }

    /// <summary>A value for an error message: broken bytes replaced, cut after 60 characters.</summary>
    public static string Show(ReadOnlySpan<byte> value)
    {
        var text = Encoding.UTF8.GetString(value[..Math.Min(value.Length, 240)]);
        return value.Length > 240 || text.Length > 60 ? text[..Math.Min(text.Length, 60)] + "..." : text;
    }

    /// <summary>A blank that nobody sees makes another id of it, which then matches nothing.</summary>
    private static string? EdgeFault(ReadOnlySpan<byte> id)
    {
        if (id[0] is > 0x20 and < 0x80 && id[^1] is > 0x20 and < 0x80)
        {
            return null;
        }

        Rune.DecodeFromUtf8(id, out var first, out _);
        Rune.DecodeLastFromUtf8(id, out var last, out _);
        return IsUnseen(first) || IsUnseen(last) ? "it must not begin or end with a space" : null;
    }

    private static bool IsUnseen(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;

    private static string? BeyondAsciiFault(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text))
        {
            return "the bytes are not UTF-8";
        }

        // U+0080 to U+009F, the control characters beyond ASCII, are C2 80 to C2 9F.
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] == 0xC2 && text[i + 1] < 0xA0)
            {
                return "a control character is not allowed";
            }
        }

        return null;
    }
}
