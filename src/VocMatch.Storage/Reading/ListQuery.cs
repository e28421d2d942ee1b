using System.Globalization;
using System.Text;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Text;

namespace VocMatch.Storage.Reading;

/// <summary>Puts the query of one page together: the filters given, the rows after the cursor, one more than asked to see whether there is more.</summary>
internal sealed class ListQuery
{
    private readonly StringBuilder _conditions = new();
    private readonly string _view;
    private readonly string _after;
    private readonly List<(string Name, object Value)> _parameters = [];

    /// <exception cref="ArgumentOutOfRangeException">The limit is not 1 to <see cref="PageRequest.MaxLimit"/>.</exception>
    /// <param name="isKey">Whether a text can be an id of the view; null: the ids of entities.</param>
    /// <exception cref="FormatException">The cursor is none of ours.</exception>
    public ListQuery(string view, PageRequest page, Func<string, bool>? isKey = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(page.Limit, PageRequest.MaxLimit);
        _view = view;
        _after = Cursor.Parse(page.Cursor, isKey ?? IdRule.IsValid);
        Rows = page.Limit + 1;
    }

    /// <summary>How many rows are looked for: one more than asked, to see whether there is more.</summary>
    public int Rows { get; }

    /// <summary>The part of the name that is looked for, folded; null where there is none.</summary>
    public string? Text { get; private set; }

    /// <summary>Adds the condition where the filter is given.</summary>
    public ListQuery Where(string? value, string parameter, string condition)
    {
        if (value is not null)
        {
            _conditions.Append(" AND ").Append(condition);
            _parameters.Add((parameter, value));
        }

        return this;
    }

    /// <summary>Only rows whose name has this part, as a reader would find it there.</summary>
    public ListQuery Named(string? text)
    {
        Text = text is null ? null : TextFolding.Fold(text);
        return this;
    }

    public SqlQuery Build() => Build("document", _after, Rows);

    /// <summary>Ids and names after an id. Names are compared here, not by the database: each folds in a way of its own.</summary>
    public SqlQuery Names(string? after, int rows) => Build("name", after ?? _after, rows);

    /// <summary>The documents of rows by their ids.</summary>
    public SqlQuery Documents(IReadOnlyList<string> ids) => new(
        $"SELECT id, document FROM {_view} WHERE id IN ({string.Join(", ", ids.Select((_, i) => Parameter(i)))}) ORDER BY id",
        [.. ids.Select((id, i) => (Parameter(i), (object)id))]);

    private SqlQuery Build(string column, string after, int rows) => new(
        $"SELECT id, {column} FROM {_view} WHERE id > @after{_conditions} ORDER BY id LIMIT @rows",
        [("@after", after), ("@rows", rows), .. _parameters]);

    private static string Parameter(int number) => string.Create(CultureInfo.InvariantCulture, $"@id{number}");
}
