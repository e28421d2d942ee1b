using System.Text.RegularExpressions;
using VocMatch.Contracts.Alignment;

namespace VocMatch.Alignment.Published.Files;

/// <summary>Finds a header's columns by name.</summary>
internal sealed class ColumnReader
{
    private readonly Dictionary<string, int> _indexes;
    private readonly Dictionary<string, Regex> _patterns = new(StringComparer.Ordinal);

    /// <param name="used">All of the header's columns that will be asked for.</param>
    public ColumnReader(FileLine header, IEnumerable<string> used)
    {
        _indexes = header.Cells
            .Select((cell, index) => (Name: SourceText.Header(cell), index))
            .GroupBy(column => column.Name, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First().index, StringComparer.Ordinal);
        Highest = used.Max(Index);
    }

    /// <summary>The last column that is used.</summary>
    public int Highest { get; }

    public int Index(string column) => _indexes[SourceText.Header(column)];

    /// <summary>The cell or the part of it; null where the pattern does not fit.</summary>
    public string? Text(FileLine line, ColumnPart part)
    {
        var cell = SourceText.Cell(line[Index(part.Column)]);
        if (part.Pattern is null)
        {
            return cell;
        }

        if (!_patterns.TryGetValue(part.Pattern, out var pattern))
        {
            _patterns[part.Pattern] = pattern = MappingRules.Compile(part.Pattern)!;
        }

        return pattern.Match(cell) is { Success: true } match ? SourceText.Cell((match.Groups.Count > 1 ? match.Groups[1] : match).Value) : null;
    }
}
