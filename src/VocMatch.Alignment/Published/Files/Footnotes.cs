using VocMatch.Contracts.Alignment;

namespace VocMatch.Alignment.Published.Files;

/// <summary>Knows text below the last row, without figures.</summary>
internal sealed class Footnotes(ReferenceMapping mapping, FileLine header, ColumnReader columns, TotalRows totals)
{
    /// <summary>Takes them off the end of the lines.</summary>
    public List<FileLine> TakeOff(List<FileLine> data)
    {
        var first = data.Count;
        while (first > 0 && IsFootnote(data[first - 1]))
        {
            first--;
        }

        var notes = data[first..];
        data.RemoveRange(first, notes.Count);
        return notes;
    }

    private bool IsFootnote(FileLine line)
    {
        var words = mapping.Kind == ReferenceKind.EntryEducation ? mapping.Title?.Column : null;
        var named = mapping.Values.Select(value => value.Column).Append(mapping.Target?.Column).Append(words).OfType<string>();
        return named.All(column => SourceText.Cell(line[columns.Index(column)]).Length == 0)
            && line.Cells.Skip(1).Count(cell => SourceText.Cell(cell).Length > 0) < header.Cells.Length - 1
            && SourceText.Cell(line[columns.Index(mapping.Code.Column)]) is var code
            && (code.Length == 0
                ? line.Cells.Count(cell => SourceText.Cell(cell).Length > 0) == 1
                : code.Any(char.IsWhiteSpace) || !char.IsLetterOrDigit(code[0]))
            && !totals.Holds(code, code, mapping.Title is { } title ? SourceText.Cell(line[columns.Index(title.Column)]) : "");
    }
}
