using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using VocMatch.Contracts.Reading;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Answers;

/// <summary>
/// Ties a cursor to the list that gave it: its path, its filters and, of a list whose places are numbers, the data it was made of. The place
/// in one list is a place in another only by accident, and a caller who mixes them up would miss items without a word.
/// </summary>
internal static class ListCursor
{
    private const int TagLength = 12;

    /// <summary>Parameters that choose neither items nor their order.</summary>
    private static readonly string[] NotOfTheList = [QueryParameter.Limit.Name, QueryParameter.Cursor.Name, "format"];

    /// <param name="data">What the list is made of (versions, digests); empty where its places are ids, which stay right.</param>
    public static string? Bind(HttpRequest request, string? place, string data = "") => place is null ? null : $"{Tag(request, data)}.{place}";

    /// <returns>False where the cursor is none of this list's.</returns>
    public static bool TryRead(HttpRequest request, string cursor, out string place, string data = "")
    {
        var isOurs = cursor.Length > TagLength + 1 && cursor[TagLength] == '.' && cursor.StartsWith(Tag(request, data), StringComparison.Ordinal);
        place = isOurs ? cursor[(TagLength + 1)..] : "";
        return isOurs;
    }

    /// <summary>A page of a list that is in memory as a whole.</summary>
    /// <inheritdoc cref="Bind"/>
    /// <returns>Null where the cursor is none of this list's.</returns>
    public static Page<T>? Take<T>(HttpRequest request, ImmutableArray<T> all, PageRequest page, string data)
    {
        var start = 0;
        if (page.Cursor is { } cursor && !(TryRead(request, cursor, out var place, data)
            && int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out start) && start < all.Length))
        {
            return null;
        }

        var end = (int)Math.Min(all.Length, (long)start + page.Limit);
        return new(all[start..end], end < all.Length ? Bind(request, end.ToString(CultureInfo.InvariantCulture), data) : null);
    }

    private static string Tag(HttpRequest request, string data)
    {
        var list = new StringBuilder(request.Path.Value).Append('\n').Append(data);
        foreach (var (name, values) in request.Query.OrderBy(parameter => parameter.Key, StringComparer.Ordinal))
        {
            if (!NotOfTheList.Contains(name))
            {
                list.Append('\n').Append(name).Append('=').Append(values.ToString());
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list.ToString())))[..TagLength];
    }
}
