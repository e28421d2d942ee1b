using System.Text;
using nietras.SeparatedValues;

namespace VocMatch.Data.Tables;

/// <summary>A published text table. Its header says where a column stands; rows may have more or fewer cells than the header.</summary>
internal static class TextTable
{
    /// <summary>Comma-separated, quoted cells may hold newlines.</summary>
    public static IEnumerable<SourceRow> Csv(SourceFiles files, string file, params string[] columns) =>
        Read(files.Open(file), file, ',', quoted: true, Encoding.UTF8, columns);

    public static IEnumerable<SourceRow> Csv(SourceFiles files, string file, Encoding encoding, params string[] columns) =>
        Read(files.Open(file), file, ',', quoted: true, encoding, columns);

    /// <summary>Tab-delimited without quoting: a quote is a character like any other.</summary>
    public static IEnumerable<SourceRow> Tabs(SourceFiles files, string file, params string[] columns) =>
        Read(files.Open(file), file, '\t', quoted: false, Encoding.UTF8, columns);

    private static IEnumerable<SourceRow> Read(Stream stream, string file, char separator, bool quoted, Encoding encoding, string[] columns)
    {
        using var text = new StreamReader(stream, encoding);
        using var reader = Sep.New(separator).Reader(options => options with
        {
            DisableQuotesParsing = !quoted,
            Unescape = quoted,
            DisableColCountCheck = true,
            CreateToString = SepToString.PoolPerCol(),
        }).From(text);
        var positions = columns.Select(column => reader.HasHeader && reader.Header.TryIndexOf(column, out var position)
            ? position
            : throw new SourceFileException(file, 1, column, "The header does not have it.")).ToArray();
        while (reader.MoveNext())
        {
            var (line, cells) = Take(reader.Current, positions);
            yield return new SourceRow(file, line, columns, cells);
        }
    }

    private static (long Line, string[] Cells) Take(SepReader.Row row, int[] positions)
    {
        var cells = new string[positions.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = positions[i] < row.ColCount ? row[positions[i]].ToString().Trim() : "";
        }

        return (row.LineNumberFrom, cells);
    }
}
