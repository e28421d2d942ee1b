using System.Buffers.Text;
using System.Text;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Text;

namespace VocMatch.Gateway.Taxonomy;

/// <summary>Items of one kind in order of their id, with the names they are found by.</summary>
internal sealed class TaxonomyList<TItem>
    where TItem : class
{
    /// <summary>No folded text has it, so none is found over the end of a name.</summary>
    private const char BetweenNames = '\n';

    private readonly TItem[] _items;
    private readonly string[] _ids;
    private readonly string[] _names;
    private readonly string?[] _codes;

    /// <param name="names">What an item is found by, any part of it.</param>
    /// <param name="code">What an item is found by, its beginning; null = nothing.</param>
    public TaxonomyList(IEnumerable<TItem> items, Func<TItem, string> id, Func<TItem, string[]> names, Func<TItem, string>? code = null)
    {
        _items = [.. items];
        _ids = Array.ConvertAll(_items, item => id(item));
        Array.Sort(_ids, _items, StringComparer.Ordinal);
        _names = Array.ConvertAll(_items, item => string.Join(BetweenNames, names(item).Select(TextFolding.Fold)));
        _codes = Array.ConvertAll(_items, item => code?.Invoke(item));
    }

    /// <exception cref="FormatException">The cursor is none of this service.</exception>
    public Page<TItem> Page(string? text, PageRequest page)
    {
        var part = text is null ? null : TextFolding.Fold(text);
        var found = new List<TItem>(Math.Min(page.Limit, _items.Length));
        for (var i = First(page.Cursor); i < _items.Length; i++)
        {
            if (part is not null && !_names[i].Contains(part, StringComparison.Ordinal) && _codes[i]?.StartsWith(part, StringComparison.Ordinal) is not true)
            {
                continue;
            }

            if (found.Count == page.Limit)
            {
                return new([.. found], Base64Url.EncodeToString(Encoding.ASCII.GetBytes(_ids[i])));
            }

            found.Add(_items[i]);
        }

        return new([.. found], null);
    }

    /// <summary>Index of the first item at or after the id in the cursor: the item may be gone since.</summary>
    private int First(string? cursor)
    {
        if (cursor is null)
        {
            return 0;
        }

        var id = Base64Url.IsValid(cursor) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) : null;
        if (!IdRule.IsValid(id))
        {
            throw new FormatException("No cursor of this service.");
        }

        var index = Array.BinarySearch(_ids, id, StringComparer.Ordinal);
        return index < 0 ? ~index : index;
    }
}
