using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VocMatch.Contracts.Reading;

namespace VocMatch.Gateway.Alignment;

/// <summary>Pages of a list that is in memory. A cursor is bound to the list: to the data and to the filters that it was given for.</summary>
internal static class MemoryPages
{
    /// <summary>What the list depends on, as a short digest.</summary>
    public static string Bound(params ReadOnlySpan<string?> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part is null ? "-" : $"{part.Length}:{part}").Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 8));
    }

    /// <returns>Null where the cursor is none of this list's.</returns>
    public static (ImmutableArray<T> Items, string? NextCursor)? Take<T>(ImmutableArray<T> all, string list, PageRequest page)
    {
        if (Start(page.Cursor, list, all.Length) is not { } start)
        {
            return null;
        }

        var end = (int)Math.Min(all.Length, (long)start + page.Limit);
        return (all[start..end], end < all.Length ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{list}.{end}"))) : null);
    }

    private static int? Start(string? cursor, string list, int length)
    {
        if (cursor is null)
        {
            return 0;
        }

        if (!Base64Url.IsValid(cursor))
        {
            return null;
        }

        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('.') is [var bound, var at] && bound == list
            && int.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var start) && start < length
                ? start
                : null;
    }
}
