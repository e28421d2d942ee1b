using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Answers;

/// <summary>
/// Ties a cursor to the list that gave it: its path and its filters. The place in one list is a place in another only by accident, and a
/// caller who mixes them up would miss items without a word.
/// </summary>
internal static class ListCursor
{
    private const int TagLength = 12;

    public static string? Bind(HttpRequest request, string? place) => place is null ? null : $"{Tag(request)}.{place}";

    /// <returns>False where the cursor is none of this list's.</returns>
    public static bool TryRead(HttpRequest request, string cursor, out string place)
    {
        var isOurs = cursor.Length > TagLength + 1 && cursor[TagLength] == '.' && cursor.StartsWith(Tag(request), StringComparison.Ordinal);
        place = isOurs ? cursor[(TagLength + 1)..] : "";
        return isOurs;
    }

    private static string Tag(HttpRequest request)
    {
        var list = new StringBuilder(request.Path.Value);
        foreach (var (name, values) in request.Query.OrderBy(parameter => parameter.Key, StringComparer.Ordinal))
        {
            if (name != QueryParameter.Limit.Name && name != QueryParameter.Cursor.Name)
            {
                list.Append('\n').Append(name).Append('=').Append(values.ToString());
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list.ToString())))[..TagLength];
    }
}
