using System.Globalization;
using MiniExcelLibs;

namespace VocMatch.Data.Tables;

/// <summary>A sheet of a published workbook, read by the names in its header row.</summary>
internal static class Workbook
{
    /// <param name="headerRow">From 1.</param>
    /// <param name="columns">Names; one that ends with <c>*</c> is the beginning of a name.</param>
    public static IEnumerable<SourceRow> Rows(SourceFiles files, string file, string sheet, int headerRow, params string[] columns)
    {
        using var stream = files.Open(file);
        string[]? letters = null;
        var line = 0L;
        foreach (IDictionary<string, object?> row in stream.Query(useHeaderRow: false, sheetName: sheet, excelType: ExcelType.XLSX))
        {
            line++;
            if (letters is not null)
            {
                yield return new SourceRow(file, line, columns, [.. letters.Select(letter => Text(row.TryGetValue(letter, out var value) ? value : null))]);
            }
            else if (line == headerRow)
            {
                letters = [.. columns.Select(column => row.FirstOrDefault(cell => Matches(Text(cell.Value), column)).Key
                    ?? throw new SourceFileException(file, line, column, $"The header of sheet '{sheet}' does not have it."))];
            }
        }
    }

    private static bool Matches(string name, string column) => column.EndsWith('*')
        ? name.StartsWith(column[..^1], StringComparison.Ordinal)
        : name == column;

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture)?.Trim() ?? "";
}
