using VocMatch.Contracts.Alignment;

namespace VocMatch.Alignment.Published.Files;

/// <summary>The rows of a series as lines bring them: each key once, or as the sum of the lines that the mapping adds up.</summary>
internal sealed class SeriesEntries(ReferenceMapping mapping, FileLine header, ColumnReader columns, FileErrors errors, FileNotes notes)
{
    private readonly Dictionary<(string Code, string? Region, string? Year), SeriesEntry> _entries = [];

    public IReadOnlyCollection<SeriesEntry> All => _entries.Values;

    /// <summary>Adds a row with a figure; lines that the mapping adds up become one.</summary>
    public void Add(FileLine line, SeriesEntry entry)
    {
        var parts = string.Join('\t', mapping.AddUpOver.Select(column => SourceText.Cell(line[columns.Index(column)])));
        if (!_entries.TryGetValue((entry.Code, entry.Region?.Value, entry.Year), out var before))
        {
            _entries.Add((entry.Code, entry.Region?.Value, entry.Year), entry);
            entry.Parts.Add(parts, line);
        }
        else if (before.Parts.TryGetValue(parts, out var twice))
        {
            errors.Add(Twice(twice, line), mapping.Code.Column, line.Number, entry.Code);
        }
        else
        {
            before.Parts.Add(parts, line);
            before.AddUp(entry);
        }
    }

    /// <summary>Adds a row that leads from a code to others, or to words.</summary>
    public void AddLink(FileLine line, SeriesEntry entry)
    {
        var key = (entry.Code, mapping.Kind is ReferenceKind.Crosswalk or ReferenceKind.ClassificationCrosswalk ? entry.Title : null, (string?)null);
        if (!_entries.TryGetValue(key, out var before))
        {
            _entries.Add(key, entry);
        }
        else if (key.Item2 is not null && before.Weight == entry.Weight)
        {
            notes.Count(true, "Pairs that stand twice and count once", $"{entry.Code} {entry.Title}");
        }
        else
        {
            errors.Add($"The same code stands twice, first on line {before.Line}.", mapping.Code.Column, line.Number, entry.Code);
        }
    }

    /// <summary>The same key twice: in which other columns the lines differ says what must be filtered.</summary>
    private string Twice(FileLine first, FileLine second)
    {
        string[] used = [mapping.Code.Column, mapping.Title?.Column ?? "", .. mapping.Values.Select(value => value.Column), mapping.Status?.Column ?? ""];
        var differing = Enumerable.Range(0, header.Cells.Length)
            .Where(column => SourceText.Header(header.Cells[column]) is { Length: > 0 } name && !used.Select(SourceText.Header).Contains(name)
                && SourceText.Cell(first[column]) != SourceText.Cell(second[column]))
            .Select(column => SourceText.Header(header.Cells[column]))
            .ToList();
        var which = mapping.Region is null && mapping.Year is null ? "code" : "code of the same region and year";
        var start = $"The same {which} stands twice, first on line {first.Number}";
        return differing.Count == 0 ? $"{start}."
            : $"{start}; the lines differ in {string.Join(", ", differing.Take(5))}: keep one of its values by where, or say that they add up in addUpOver.";
    }
}
