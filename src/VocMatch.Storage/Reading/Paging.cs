using VocMatch.Contracts.Reading;

namespace VocMatch.Storage.Reading;

/// <summary>A page of rows of which one more was looked for than was asked, to see whether there is more.</summary>
internal static class Paging
{
    /// <param name="key">By which the rows are ordered, and the next page goes on.</param>
    public static Page<T> Of<TRow, T>(this PageRequest page, IReadOnlyList<TRow> rows, Func<TRow, string> key, Func<TRow, T> item) => new(
        [.. rows.Take(page.Limit).Select(item)],
        rows.Count > page.Limit ? Cursor.After(key(rows[page.Limit - 1])) : null);
}
