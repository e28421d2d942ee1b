using System.Text;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Reading;

namespace VocMatch.Storage.Reading;

/// <summary>Puts the query of one page together: the filters given, the rows after the cursor, one more than asked to see whether there is more.</summary>
internal sealed class ListQuery
{
    private readonly StringBuilder _text;
    private readonly List<(string Name, object Value)> _parameters;

    /// <exception cref="ArgumentOutOfRangeException">The limit is not 1 to 500.</exception>
    /// <param name="isKey">Whether a text can be an id of the view; null: the ids of entities.</param>
    /// <exception cref="FormatException">The cursor is none of ours.</exception>
    public ListQuery(string view, PageRequest page, Func<string, bool>? isKey = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(page.Limit, 500);
        _text = new($"SELECT id, document FROM {view} WHERE id > @after");
        _parameters = [("@after", Cursor.Parse(page.Cursor, isKey ?? IdRule.IsValid)), ("@rows", page.Limit + 1)];
    }

    /// <summary>Adds the condition where the filter is given.</summary>
    public ListQuery Where(string? value, string parameter, string condition)
    {
        if (value is not null)
        {
            _text.Append(" AND ").Append(condition);
            _parameters.Add((parameter, value));
        }

        return this;
    }

    public SqlQuery Build() => new($"{_text} ORDER BY id LIMIT @rows", [.. _parameters]);
}
