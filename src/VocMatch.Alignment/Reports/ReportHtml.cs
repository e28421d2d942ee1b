using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>A report as one page to print: A4, no script, nothing loaded from elsewhere, charts as inline SVG, tables that can be read aloud.</summary>
public static class ReportHtml
{
    private const int MaxHeadlines = 6;

    /// <summary>So many regions, all of them together among them, are printed one under the other.</summary>
    private const int MaxRegions = 4;

    public static void Write(AlignmentReport report, Stream output)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>").Append(Encoded(report.Title))
            .Append("</title>\n<style>\n").Append(ReportStyle.Css).Append("</style>\n</head>\n<body>\n");
        ImmutableArray<ReportTable> printed = [.. report.Tables.Select(table => OnPaper(report, table)).Where(HasFigures)];
        FirstPage(page, report, printed);
        var regionNames = Printed.RegionNames(report);
        page.Append("<main>\n");
        foreach (var table in printed)
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

    private static void FirstPage(StringBuilder page, AlignmentReport report, ImmutableArray<ReportTable> printed)
    {
        if (!report.IsPublication)
        {
            page.Append("<p class=\"banner\"><strong>Not for publication.</strong> A simulation: what a clearing of today would give, for those who may see the persons themselves.</p>\n");
        }

        if (report.Generated)
        {
            page.Append("<p class=\"banner\"><strong>Generated data.</strong> ").Append(Encoded(ReportWords.Generated)).Append("</p>\n");
        }

        page.Append("<header>\n<p class=\"publisher\">").Append(Encoded(report.Publisher)).Append("</p>\n<h1>").Append(Encoded(report.Title))
            .Append("</h1>\n<p class=\"period\">").Append(Encoded(report.Scope is null ? "All regions" : $"{ReportSummary.NameOf(report)}, beside all regions"))
            .Append(" &middot; ").Append(Encoded(Printed.Days(report.Period))).Append("</p>\n");
        Imprint(page, report);
        page.Append("</header>\n");
        Headlines(page, report);
        if (ReportSummary.Of(report) is { IsEmpty: false } summary)
        {
            page.Append("<section aria-labelledby=\"summary\">\n<h2 id=\"summary\">In short</h2>\n");
            List(page, summary);
            page.Append("</section>\n");
        }

        page.Append("<section class=\"limits\" aria-labelledby=\"limits\">\n<h2 id=\"limits\">What this report does not show</h2>\n");
        List(page, report.Limits);
        page.Append("</section>\n<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<ol>\n");
        foreach (var table in printed)
        {
            page.Append("<li><a href=\"#t-").Append(table.Id).Append("\">").Append(Encoded(table.Title)).Append("</a></li>\n");
        }

        page.Append("<li><a href=\"#formulas\">How each figure is computed</a></li>\n<li><a href=\"#method\">How persons and employers are protected</a></li>\n<li><a href=\"#sources\">Sources</a></li>\n</ol>\n");
        var elsewhere = report.Tables.Where(table => !printed.Any(one => one.Id == table.Id)).Select(table => table.Title).ToList();
        if (elsewhere.Count > 0)
        {
            page.Append("<p class=\"note\">Not printed, for want of figures or of a figure for all these regions together; the files have them: ")
                .Append(Encoded(string.Join("; ", elsewhere))).Append(".</p>\n");
        }

        page.Append("</nav>\n");
    }

    private static void Imprint(StringBuilder page, AlignmentReport report)
    {
        (string Name, string Text)[] lines =
        [
            .. ReportWords.Imprint(report),
            .. report.Contact is { } contact ? new[] { ("Contact", contact) } : [],
            ("Report", report.Id),
        ];

        page.Append("<dl class=\"imprint\">\n");
        foreach (var (name, text) in lines)
        {
            page.Append("<div><dt>").Append(Encoded(name)).Append("</dt><dd>").Append(Encoded(text)).Append("</dd></div>\n");
        }

        page.Append("</dl>\n");
    }

    /// <summary>The figures that are asked for first, of the scope; only those that there are. What is not comparable is no headline.</summary>
    private static void Headlines(StringBuilder page, AlignmentReport report)
    {
        if (report.Find("regions") is not { Rows: [var row, ..] } table)
        {
            return;
        }

        (Column Column, Cell Cell)[] shown =
        [
            .. Columns.All.Where(indicator => indicator.Headline is not null)
                .OrderBy(indicator => indicator.Headline)
                .Select(indicator => indicator.Column)
                .Where(table.Columns.Contains)
                .Select(column => (column, row[table.Columns.IndexOf(column)])),
            (Columns.Coverage, CoverageOf(report, row[0])),
        ];
        shown = [.. shown.Where(headline => headline.Cell is { Kind: CellKind.Number, Number: not 0 }).Take(MaxHeadlines)];
        if (shown.Length == 0)
        {
            return;
        }

        page.Append("<dl class=\"headlines\">\n");
        foreach (var (column, cell) in shown)
        {
            page.Append("<div><dt>").Append(Encoded(Headline(column))).Append("</dt><dd>").Append(Encoded(Printed.Figure(cell)))
                .Append(column.Unit == Unit.Percent ? "<small> %</small>" : "").Append("</dd></div>\n");
        }

        page.Append("</dl>\n");
    }

    private static string Headline(Column column) =>
        column == Columns.Supply ? "Expected to complete"
        : column == Columns.Demand ? "Seats posted"
        : column == Columns.Coverage ? "Seats per 100 outside openings"
        : column.Title;

    private static Cell CoverageOf(AlignmentReport report, Cell region) =>
        report.Find("coverage") is { } table && table.Rows.FirstOrDefault(r => r[0] == region) is { IsDefault: false } row
            ? row[table.Columns.IndexOf(Columns.Coverage)]
            : Cell.NotApplicable;

    /// <summary>
    /// A page is read, files are searched: where there are many regions, a table with many rows for each is printed of all regions together, and of
    /// one region in that region's report.
    /// </summary>
    private static ReportTable OnPaper(AlignmentReport report, ReportTable table)
    {
        if ((report.Scope is not null && report.Group is null) || table.Columns[0] != Columns.Region || table.Columns.Contains(Columns.RegionName)
            || table.Rows.Select(row => row[0]).Distinct().Count() <= MaxRegions)
        {
            return table;
        }

        return (report.Group is null ? table.Of("nation") : table.Of(RegionGroup.Code, "nation")) with
        {
            Note = $"{table.Note} The files, and the report of each region, have the same for every region.".TrimStart(),
        };
    }

    /// <summary>A table of nothing but what is not applicable is no news.</summary>
    private static bool HasFigures(ReportTable table) => table.Rows.Any(row => row.Where((_, at) => table.Columns[at].Unit != Unit.None || table.Columns[at].Formula is not null)
        .Any(cell => cell.Kind is not (CellKind.NotApplicable or CellKind.Text)));

    private static void Section(StringBuilder page, ReportTable table, IReadOnlyDictionary<string, string> regionNames)
    {
        page.Append("<section aria-labelledby=\"t-").Append(table.Id).Append("\">\n<h2 id=\"t-").Append(table.Id).Append("\">")
            .Append(Encoded(table.Title)).Append("</h2>\n");
        if (BarChart.Of(table, regionNames) is { } chart)
        {
            page.Append(chart);
        }

        if (table.Rows.Length > 0)
        {
            PrintedTable.Write(page, table, regionNames);
        }

        if (table.Note.Length > 0)
        {
            page.Append("<p class=\"note\">").Append(Encoded(table.Note)).Append("</p>\n");
        }

        page.Append("</section>\n");
    }

    /// <summary>Every formula once, in the order in which its figure first stands.</summary>
    private static void Formulas(StringBuilder page, AlignmentReport report)
    {
        page.Append("<section aria-labelledby=\"formulas\">\n<h2 id=\"formulas\">How each figure is computed</h2>\n<dl class=\"formulas\">\n");
        foreach (var column in report.Tables.SelectMany(table => table.Columns).Where(column => column.Formula is not null).DistinctBy(column => column.Id))
        {
            page.Append("<dt>").Append(Encoded(column.Title)).Append("</dt><dd>").Append(Encoded(column.Formula!))
                .Append(column.Base is null ? "" : $"; <span class=\"over\">over {Encoded(column.Base)}</span>")
                .Append(column.Source is null ? "" : $". <cite>{Encoded(column.Source)}</cite>").Append("</dd>\n");
        }

        page.Append("</dl>\n</section>\n");
    }

    private static void LastPage(StringBuilder page, AlignmentReport report)
    {
        page.Append("<footer>\n");
        Formulas(page, report);
        page.Append("<section aria-labelledby=\"method\">\n<h2 id=\"method\">How persons and employers are protected</h2>\n");
        List(page, report.Method);
        page.Append("<dl class=\"formulas\">\n");
        foreach (var (symbol, meaning) in Cell.Symbols)
        {
            page.Append("<dt>").Append(symbol).Append("</dt><dd>").Append(Encoded(meaning)).Append("</dd>\n");
        }

        page.Append("</dl>\n</section>\n<section aria-labelledby=\"sources\">\n<h2 id=\"sources\">Sources</h2>\n");
        List(page, report.Sources.IsEmpty
            ? ["Records of the platform only; no outside series."]
            : ["Records of the platform.", .. report.Sources.Select(s => $"{s.Series}: {s.Source}, {s.Vintage}")]);
        page.Append("</section>\n<section aria-labelledby=\"inputs\">\n<h2 id=\"inputs\">What it was computed from</h2>\n<table class=\"digests\">\n")
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
