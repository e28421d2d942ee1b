using System.Collections.Immutable;
using VocMatch.Contracts.Reading;

namespace VocMatch.Storage.Reading;

/// <summary>Pages over rows that lie together under one beginning of their keys: a range of the primary key, read from either end.</summary>
internal static class KeyedRows
{
    private const int LongestKey = 300;

    /// <summary>Rows whose key begins with a prefix that ends in a solidus, the last key first.</summary>
    public static async Task<Page<T>> LastFirst<T>(
        IQueries queries, string type, string prefix, PageRequest page, CancellationToken cancellation)
    {
        var end = Cursor.Parse(page.Cursor, IsRest) is { Length: > 0 } rest ? prefix + rest : prefix[..^1] + '0';
        var rows = await queries.All(
            new SqlQuery(
                "SELECT grain_key, payload FROM grain_state WHERE grain_type = @type AND grain_key > @from AND grain_key < @end "
                + "ORDER BY grain_key DESC LIMIT @rows",
                ("@type", type),
                ("@from", prefix),
                ("@end", end),
                ("@rows", page.Limit + 1)),
            row => (Key: row.GetString(0), Json: row.Json(1)),
            cancellation);
        return PageOf<T>(rows, page.Limit, prefix.Length);
    }

    /// <summary>Every row of a type that was not cleared, the first key first.</summary>
    public static async Task<Page<T>> FirstFirst<T>(IQueries queries, string type, PageRequest page, CancellationToken cancellation)
    {
        var rows = await queries.All(
            new SqlQuery(
                "SELECT grain_key, payload FROM grain_state WHERE grain_type = @type AND grain_key > @from AND payload IS NOT NULL "
                + "ORDER BY grain_key LIMIT @rows",
                ("@type", type),
                ("@from", Cursor.Parse(page.Cursor, IsRest)),
                ("@rows", page.Limit + 1)),
            row => (Key: row.GetString(0), Json: row.Json(1)),
            cancellation);
        return PageOf<T>(rows, page.Limit, 0);
    }

    private static Page<T> PageOf<T>(List<(string Key, byte[] Json)> rows, int limit, int prefix) => new(
        rows.Take(limit).Select(row => EntityDocument<T>.EntityOf(row.Json)).ToImmutableArray(),
        rows.Count > limit ? Cursor.After(rows[limit - 1].Key[prefix..]) : null);

    private static bool IsRest(string text) => text.Length is > 0 and <= LongestKey && text.All(c => c is > ' ' and <= '~');
}
