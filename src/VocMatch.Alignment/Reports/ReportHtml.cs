using System.Globalization;
using System.Net;
using System.Text;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>A report as one page to print: A4, no script, nothing loaded from elsewhere, charts as inline SVG, tables that can be read aloud.</summary>
public static class ReportHtml
{
    public static void Write(AlignmentReport report, Stream output)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>").Append(Encoded(report.Title))
            .Append("</title>\n<style>\n").Append(ReportStyle.Css).Append("</style>\n</head>\n<body>\n");
        FirstPage(page, report);
        var regionNames = Printed.RegionNames(report);
        page.Append("<main>\n");
        foreach (var table in report.Tables)
        {
            Section(page, table, regionNames);
        }

        page.Append("</main>\n");
        LastPage(page, report);
        page.Append("</body>\n</html>\n");
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        writer.Write(page.ToString());
    }

    internal static string Encoded(string text) => WebUtility.HtmlEncode(text);

    private static void FirstPage(StringBuilder page, AlignmentReport report)
    {
        page.Append("<header>\n<p class=\"publisher\">").Append(Encoded(report.Publisher)).Append("</p>\n<h1>").Append(Encoded(report.Title))
            .Append("</h1>\n<p class=\"period\">").Append(Encoded(report.Scope is null ? "All regions" : $"{ReportSummary.NameOf(report)}, beside all regions"))
            .Append(" &middot; ").Append(Encoded(Printed.Days(report.Period))).Append("</p>\n</header>\n");
        Headlines(page, report);
        if (ReportSummary.Of(report) is { IsEmpty: false } summary)
        {
            page.Append("<section aria-labelledby=\"summary\">\n<h2 id=\"summary\">In short</h2>\n");
            List(page, summary);
            page.Append("</section>\n");
        }

        page.Append("<section class=\"limits\" aria-labelledby=\"limits\">\n<h2 id=\"limits\">What this report does not show</h2>\n");
        List(page, report.Limits);
        page.Append("</section>\n<section class=\"sources\" aria-labelledby=\"sources\">\n<h2 id=\"sources\">Sources</h2>\n");
        List(page, report.Sources.IsEmpty
            ? ["Records of the platform only; no outside series."]
            : ["Records of the platform.", .. report.Sources.Select(s => $"{s.Series}: {s.Source}, {s.Vintage}")]);
        page.Append("<p class=\"id\">Report ").Append(report.Id).Append("</p>\n</section>\n");
    }

    /// <summary>The figures that are asked for first, of the scope: how much is seen of the labour market among them.</summary>
    private static void Headlines(StringBuilder page, AlignmentReport report)
    {
        if (report.Find("regions") is not { Rows: [var row, ..] } table)
        {
            return;
        }

        page.Append("<dl class=\"headlines\">\n");
        foreach (var column in (ReadOnlySpan<Column>)[Columns.AlignmentIndex, Columns.Ratio, Columns.FillRate, Columns.PlacementRate])
        {
            Headline(page, column, row[table.Columns.IndexOf(column)]);
        }

        Headline(page, Columns.Coverage, CoverageOf(report, row[0]));
        page.Append("</dl>\n");
    }

    private static void Headline(StringBuilder page, Column column, Cell cell) =>
        page.Append("<div><dt>").Append(Encoded(column.Title)).Append("</dt><dd>").Append(cell.Kind switch
        {
            CellKind.Number => Encoded(Printed.Figure(cell)) + (column.Unit == Unit.Percent ? "<small> %</small>" : ""),
            CellKind.Confidential => "<small>confidential</small>",
            _ => "<small>not known</small>",
        }).Append("</dd></div>\n");

    private static Cell CoverageOf(AlignmentReport report, Cell region) =>
        report.Find("coverage") is { } table && table.Rows.FirstOrDefault(r => r[0] == region) is { IsDefault: false } row
            ? row[table.Columns.IndexOf(Columns.Coverage)]
            : Cell.NotApplicable;

    private static void Section(StringBuilder page, ReportTable table, IReadOnlyDictionary<string, string> regionNames)
    {
        page.Append("<section aria-labelledby=\"t-").Append(table.Id).Append("\">\n<h2 id=\"t-").Append(table.Id).Append("\">")
            .Append(Encoded(table.Title)).Append("</h2>\n");
        if (BarChart.Of(table, regionNames) is { } chart)
        {
            page.Append(chart);
        }

        PrintedTable.Write(page, table, regionNames);
        Formulas(page, table);
        page.Append("</section>\n");
    }

    private static void Formulas(StringBuilder page, ReportTable table)
    {
        if (table.Note.Length > 0)
        {
            page.Append("<p class=\"note\">").Append(Encoded(table.Note)).Append("</p>\n");
        }

        page.Append("<dl class=\"formulas\">\n");
        foreach (var column in table.Columns.Where(c => c.Formula is not null))
        {
            page.Append("<dt>").Append(Encoded(column.Title)).Append("</dt><dd>").Append(Encoded(column.Formula!))
                .Append(column.Base is null ? "" : $"; <span class=\"over\">over {Encoded(column.Base)}</span>")
                .Append(column.Source is null ? "" : $". <cite>{Encoded(column.Source)}</cite>").Append("</dd>\n");
        }

        page.Append("</dl>\n");
    }

    private static void LastPage(StringBuilder page, AlignmentReport report)
    {
        page.Append("<footer>\n<section aria-labelledby=\"method\">\n<h2 id=\"method\">How persons and employers are protected</h2>\n");
        List(page, report.Method);
        page.Append("<dl class=\"formulas\">\n");
        foreach (var (symbol, meaning) in Cell.Symbols)
        {
            page.Append("<dt>").Append(symbol).Append("</dt><dd>").Append(Encoded(meaning)).Append("</dd>\n");
        }

        page.Append("</dl>\n</section>\n<section aria-labelledby=\"inputs\">\n<h2 id=\"inputs\">What it was computed from</h2>\n<table class=\"digests\">\n")
            .Append("<caption class=\"hidden\">Digests of the inputs</caption>\n")
            .Append("<thead><tr><th scope=\"col\">Section</th><th scope=\"col\" class=\"n\">Rows</th><th scope=\"col\">SHA-256</th></tr></thead>\n<tbody>\n");
        foreach (var input in report.Inputs)
        {
            page.Append("<tr><th scope=\"row\">").Append(Encoded(input.Section)).Append("</th><td class=\"n\">")
                .Append(CultureInfo.InvariantCulture, $"{input.Rows:#,0}").Append("</td><td>").Append(input.Sha256)
                .Append("</td></tr>\n");
        }

        page.Append("</tbody>\n</table>\n</section>\n</footer>\n");
    }

    private static void List(StringBuilder page, IEnumerable<string> items)
    {
        page.Append("<ul>\n");
        foreach (var item in items)
        {
            page.Append("<li>").Append(Encoded(item)).Append("</li>\n");
        }

        page.Append("</ul>\n");
    }
}
