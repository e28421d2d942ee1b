using System.Globalization;
using System.Text;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>Bars of one or two columns of a table, as SVG. The table below says the same in figures.</summary>
internal static class BarChart
{
    private const int Max = 15;
    private const double LabelWidth = 250;
    private const double BarWidth = 330;
    private const double BarHeight = 9;

    /// <summary>Null where the table has no chart or fewer than two rows to draw.</summary>
    /// <param name="regionNames">By code.</param>
    public static string? Of(ReportTable table, IReadOnlyDictionary<string, string> regionNames) => table.Id switch
    {
        "regions" => Draw(table, regionNames, Columns.RegionName, [Columns.FillRate, Columns.PlacementRate], 100, "nation"),
        "fields" => Draw(table, regionNames, Columns.FieldTitle, [Columns.Supply, Columns.DemandShared], null, null),
        "occupation-groups" => Draw(table, regionNames, Columns.GroupTitle, [Columns.Supply, Columns.Demand], null, null),
        "coverage" => Draw(table, regionNames, Columns.GroupTitle, [Columns.Coverage], null, null),
        "mismatch" => Draw(table, regionNames, Columns.Cause, [Columns.Cases], null, null),
        "published-programs" => Draw(table, regionNames, Columns.ProgramTitle, [Columns.Completions, Columns.OpeningsShared], null, null),
        _ => null,
    };

    /// <summary>Draws the rows of the table's first region (of the nation, or of the one in scope), or all rows where it has one a region.</summary>
    private static string? Draw(
        ReportTable table, IReadOnlyDictionary<string, string> regionNames, Column label, Column[] columns, double? scale, string? firstLast)
    {
        columns = [.. columns.Where(table.Columns.Contains)];
        if (columns.Length == 0 || table.Rows.IsEmpty)
        {
            return null;
        }

        var at = columns.Select(c => table.Columns.IndexOf(c)).ToArray();
        var labels = table.Columns.IndexOf(label);
        var perRegion = table.Columns[0].Id == "region" && firstLast is null;
        var rows = table.Rows
            .Where(row => (!perRegion || row[0] == table.Rows[0][0]) && !IsTotal(row[labels]) && at.Any(i => row[i] is { Kind: CellKind.Number, Number: not 0 }))
            .ToList();
        var total = rows.Count;
        rows = [.. rows.OrderByDescending(row => firstLast is null ? at.Max(i => row[i].Number) : 0).Take(Max)];
        var largest = scale ?? (double)rows.SelectMany(row => at.Select(i => row[i].Number)).DefaultIfEmpty().Max();
        if (rows.Count < 2 || largest <= 0 || !rows.Any(row => at.Any(i => row[i].Kind == CellKind.Number && row[i].Number > 0)))
        {
            return null;
        }

        var step = (BarHeight * columns.Length) + 7;
        var svg = new StringBuilder();
        var title = string.Join(" and ", columns.Select(c => c.Title));
        svg.Append("<figure>\n<figcaption>").Append(columns.Length > 1 ? Legend(columns) : ReportHtml.Encoded(title)).Append(scale is null ? "" : ", %")
            .Append(perRegion ? ReportHtml.Encoded($"; {Printed.Region(table.Rows[0][0], regionNames)}") : "")
            .Append(total > rows.Count ? $", the largest {rows.Count} of {total}" : "")
            .Append("</figcaption>\n<svg role=\"img\" aria-label=\"Bar chart: ").Append(ReportHtml.Encoded(title))
            .Append(CultureInfo.InvariantCulture, $"; the table below has the figures\" viewBox=\"0 0 640 {N(rows.Count * step)}\">\n");
        for (var i = 0; i < rows.Count; i++)
        {
            var top = i * step;
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{N(LabelWidth - 6)}\" y=\"{N(top + (step / 2) + 1)}\" text-anchor=\"end\">")
                .Append(ReportHtml.Encoded(Short($"{rows[i][labels]}"))).Append("</text>\n");
            for (var c = 0; c < at.Length; c++)
            {
                Bar(svg, rows[i][at[c]], top + 2 + (c * BarHeight), largest, c);
            }
        }

        return svg.Append("</svg>\n</figure>\n").ToString();
    }

    private static bool IsTotal(Cell label) => label.Text is OutsideTables.AllGroups or PeopleTables.AllCauses;

    private static void Bar(StringBuilder svg, Cell cell, double top, double largest, int colour)
    {
        var width = cell.Kind == CellKind.Number ? Math.Max(0, (double)cell.Number) / largest * BarWidth : 0;
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{N(LabelWidth)}\" y=\"{N(top)}\" width=\"{N(width)}\" height=\"{N(BarHeight - 1)}\" fill=\"{Colour(colour)}\"/>")
            .Append(CultureInfo.InvariantCulture, $"<text x=\"{N(LabelWidth + width + 4)}\" y=\"{N(top + BarHeight - 1.5)}\">").Append(Printed.Figure(cell)).Append("</text>\n");
    }

    private static string Legend(Column[] columns) => string.Join("&ensp;", columns.Select((c, i) =>
        $"<svg aria-hidden=\"true\" viewBox=\"0 0 9 9\" class=\"key\"><rect width=\"9\" height=\"9\" fill=\"{Colour(i)}\"/></svg> {ReportHtml.Encoded(c.Title)}"));

    private static string Colour(int index) => index == 0 ? "#1f4e79" : "#d98c3f";

    private static string Short(string label) => label.Length <= 50 ? label : $"{label.AsSpan(0, 49)}…";

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
