using System.Buffers.Text;
using System.Text;
using VocMatch.Contracts.Identity;

namespace VocMatch.Storage.Reading;

/// <summary>Where a page ended: the last id, in a form that does not invite building one's own.</summary>
internal static class Cursor
{
    private const string Prefix = "1";

    public static string After(string id) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Prefix + id));

    /// <returns>The id to go on after; empty for the first page.</returns>
    /// <exception cref="FormatException">It is no cursor of ours.</exception>
    public static string Parse(string? cursor) => Parse(cursor, IdRule.IsValid);

    /// <inheritdoc cref="Parse(string?)"/>
    /// <param name="isKey">Whether a text can be the place where a page of the list ended.</param>
    public static string Parse(string? cursor, Func<string, bool> isKey)
    {
        if (cursor is null)
        {
            return "";
        }

        if (Base64Url.IsValid(cursor)
            && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) is var text
            && text.StartsWith(Prefix, StringComparison.Ordinal)
            && isKey(text[Prefix.Length..]))
        {
            return text[Prefix.Length..];
        }

        throw new FormatException($"'{cursor}' is no cursor this service gave out.");
    }
}
