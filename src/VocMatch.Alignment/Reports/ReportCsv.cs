using System.Text;

namespace VocMatch.Alignment.Reports;

/// <summary>One table of a report as CSV: UTF-8 with a byte order mark, without which Excel takes it for another encoding, a header of column ids, CRLF, quotes where needed (RFC 4180).</summary>
public static class ReportCsv
{
    public static void Write(ReportTable table, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        writer.WriteLine(string.Join(',', table.Columns.Select(c => c.Id)));
        foreach (var row in table.Rows)
        {
            writer.WriteLine(string.Join(',', row.Select(Field)));
        }
    }

    private static string Field(Cell cell)
    {
        var text = cell.Kind == CellKind.Text ? SafeText.Neutral(cell.ToString()) : cell.ToString();
        return text.AsSpan().ContainsAny("\",\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
