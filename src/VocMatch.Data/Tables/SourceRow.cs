using System.Globalization;

namespace VocMatch.Data.Tables;

/// <summary>The wanted cells of a row, in the order in which they were asked for.</summary>
internal sealed class SourceRow(string file, long line, string[] columns, string[] cells)
{
    public long Line => line;

    public string this[int column] => cells[column];

    public int Whole(int column) =>
        int.TryParse(cells[column], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Error(column, $"'{cells[column]}' is no whole number.");

    public double Number(int column) =>
        double.TryParse(cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Error(column, $"'{cells[column]}' is no number.");

    public string Required(int column) => cells[column].Length > 0 ? cells[column] : throw Error(column, "The cell is empty.");

    public SourceFileException Error(int column, string rule) => new(file, line, columns[column], rule);
}
