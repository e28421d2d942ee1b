using VocMatch.Contracts.Reading;

namespace VocMatch.Storage.Reading;

/// <summary>Pages over rows that lie together under one beginning of their keys: a range of the primary key, read from either end.</summary>
internal static class KeyedRows
{
    private const int MaxKeyLength = 300;

    /// <summary>Rows read at once where not all of them are wanted.</summary>
    private const int RowsAtOnce = 500;

    /// <summary>Rows whose key begins with a prefix that ends in a solidus, the last key first.</summary>
    /// <param name="admits">Which of them; null: all.</param>
    public static async Task<Page<T>> LastFirst<T>(
        IQueries queries, string type, string prefix, PageRequest page, CancellationToken cancellation, Func<T, bool>? admits = null)
    {
        var end = Cursor.Parse(page.Cursor, IsRest) is { Length: > 0 } rest ? prefix + rest : prefix[..^1] + '0';
        var found = new List<(string Key, T Item)>();
        var atOnce = admits is null ? page.Limit + 1 : RowsAtOnce;
        while (true)
        {
            var rows = await queries.All(
                new SqlQuery(
                    "SELECT grain_key, payload FROM grain_state WHERE grain_type = @type AND grain_key > @from AND grain_key < @end "
                    + "ORDER BY grain_key DESC LIMIT @rows",
                    ("@type", type),
                    ("@from", prefix),
                    ("@end", end),
                    ("@rows", atOnce)),
                row => (Key: row.GetString(0), Json: row.Json(1)),
                cancellation);
            found.AddRange(rows.Select(row => (row.Key, Item: EntityDocument<T>.EntityOf(row.Json))).Where(row => admits?.Invoke(row.Item) is not false));
            if (found.Count > page.Limit || rows.Count < atOnce)
            {
                break;
            }

            end = rows[^1].Key;
        }

        return page.Of(found, row => row.Key[prefix.Length..], row => row.Item);
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
        return page.Of(rows, row => row.Key, row => EntityDocument<T>.EntityOf(row.Json));
    }

    private static bool IsRest(string text) => text.Length is > 0 and <= MaxKeyLength && text.All(c => c is > ' ' and <= '~');
}
