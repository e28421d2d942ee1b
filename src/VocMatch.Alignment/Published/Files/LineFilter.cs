using VocMatch.Contracts.Alignment;

namespace VocMatch.Alignment.Published.Files;

/// <summary>One condition on lines, and how many it left out.</summary>
internal sealed class LineFilter(RowFilter filter, ColumnReader columns)
{
    private readonly HashSet<string> _values = filter.Is.Select(SourceText.Cell).ToHashSet(StringComparer.Ordinal);
    private readonly SortedSet<string> _seen = new(StringComparer.Ordinal);
    private int _left;
    private int _held;

    public bool Holds(FileLine line)
    {
        var cell = SourceText.Cell(line[columns.Index(filter.Column)]);
        if (_values.Contains(cell))
        {
            _held++;
            return true;
        }

        _left++;
        if (_seen.Count < 20)
        {
            _seen.Add(cell);
        }

        return false;
    }

    public void Report(int lines, FileNotes notes, FileErrors errors)
    {
        if (_held == 0 && _left > 0)
        {
            errors.Add($"No line holds {string.Join(" or ", _values.Select(value => $"'{value}'"))} here; the column holds {string.Join(", ", _seen.Select(value => $"'{value}'"))}.", filter.Column);
        }
        else if (_left > 0)
        {
            notes.Add($"{SourceText.Grouped(_left)} of {SourceText.Grouped(lines)} lines were left out: {filter.Column} is {string.Join(", ", _seen.Take(6))}{(_seen.Count > 6 ? ", ..." : "")}.");
        }
    }
}
