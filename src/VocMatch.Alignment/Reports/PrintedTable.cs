using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>A table as it is printed: under a heading for each region where a region has several rows.</summary>
internal static class PrintedTable
{
    private const int MaxRows = 50;

    /// <summary>A header is no narrower than its words.</summary>
    private const char NoBreakHyphen = '\u2011';

    /// <param name="regionNames">By code.</param>
    public static void Write(StringBuilder page, ReportTable table, IReadOnlyDictionary<string, string> regionNames)
    {
        ImmutableArray<int> columns = [.. Enumerable.Range(0, table.Columns.Length).Where(column => table.Columns[column] != Columns.Region)];
        page.Append("<table>\n<caption class=\"hidden\">").Append(ReportHtml.Encoded(table.Title)).Append("</caption>\n<thead><tr>");
        foreach (var column in columns.Select(column => table.Columns[column]))
        {
            page.Append("<th scope=\"col\"").Append(column == Columns.EntryEducation ? " class=\"w\"" : column.Unit == Unit.None ? "" : " class=\"n\"").Append('>').Append(ReportHtml.Encoded(column.Title.Replace('-', NoBreakHyphen)))
                .Append(Symbol(column.Unit) is { } unit ? $" <span class=\"unit\">{unit}</span>" : "").Append("</th>");
        }

        page.Append("</tr></thead>\n<tbody>\n");
        var named = table.Columns[0] == Columns.Region && !table.Columns.Contains(Columns.RegionName);
        var ranked = table.Rows.Length > MaxRows && !named && table.Columns[0] != Columns.Region;
        var rows = ranked ? Largest(table) : table.Rows;
        for (var row = 0; row < rows.Length; row++)
        {
            var region = rows[row][0];
            if (named && (row == 0 || region != rows[row - 1][0]))
            {
                page.Append(row == 0 ? "" : "</tbody>\n<tbody>\n").Append("<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"").Append(columns.Length).Append("\">")
                    .Append(ReportHtml.Encoded(Printed.Region(region, regionNames))).Append("</th></tr>\n");
            }

            Row(page, columns, rows[row]);
        }

        page.Append("</tbody>\n</table>\n");
        if (ranked)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">The {rows.Length} largest of {table.Rows.Length:#,0}; the files have all of them.</p>\n");
        }
    }

    /// <summary>The rows with the largest first figure, the largest first: a page is to be read, the files are to be searched.</summary>
    private static ImmutableArray<ImmutableArray<Cell>> Largest(ReportTable table)
    {
        var first = table.Columns.TakeWhile(column => column.Unit == Unit.None).Count();
        return [.. table.Rows.OrderByDescending(row => row[first].Number).Take(MaxRows)];
    }

    private static void Row(StringBuilder page, ImmutableArray<int> columns, ImmutableArray<Cell> row)
    {
        page.Append("<tr>");
        foreach (var column in columns)
        {
            var css = row[column].Kind == CellKind.Number ? " class=\"n\"" : row[column].Kind == CellKind.Text ? "" : " class=\"n missing\"";
            var (begin, end) = column == columns[0] ? ("<th scope=\"row\">", "</th>") : ($"<td{css}>", "</td>");
            page.Append(begin).Append(ReportHtml.Encoded(Printed.Figure(row[column]))).Append(end);
        }

        page.Append("</tr>\n");
    }

    private static string? Symbol(Unit unit) => unit switch
    {
        Unit.Percent => "%",
        Unit.Points => "points",
        Unit.Days => "days",
        Unit.Index => "0 to 1",
        _ => null,
    };
}
