using System.Buffers.Text;
using System.Text;

namespace VocMatch.Cli.Files;

/// <summary>Reads whole numbers: an optional minus sign and digits, within 32 bits.</summary>
internal static class WholeNumber
{
    /// <summary>Null when <paramref name="text"/> was read, else what is wrong with it.</summary>
    public static string? Parse(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        var digits = text is [(byte)'-', ..] ? text[1..] : text;
        if (digits.IsEmpty || digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            return $"{Show(text)} is not a whole number";
        }

        return Utf8Parser.TryParse(text, out value, out var used) && used == text.Length
            ? null
            : $"{Show(text)} is out of range, the limit is {int.MaxValue}";
    }

    /// <summary>A value in quotes for a message, cut after 60 bytes.</summary>
    public static string Show(ReadOnlySpan<byte> text) =>
        text.Length > 60 ? $"'{Encoding.UTF8.GetString(text[..60])}...'" : $"'{Encoding.UTF8.GetString(text)}'";
}
