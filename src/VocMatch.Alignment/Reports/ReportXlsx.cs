using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>
/// A report as a workbook: a sheet about it with the contents, a sheet of formulas, and a sheet for each table, figures as numbers and
/// everything else as words.
/// </summary>
public static class ReportXlsx
{
    public static void Write(AlignmentReport report, Stream output) =>
        XlsxWriter.Write([About(report), Formulas(report), .. report.Tables.Select(Of)], output);

    private static XlsxSheet About(AlignmentReport report)
    {
        List<(string Name, string Text)> lines =
        [
            .. report.IsPublication ? [] : new[] { ("Not for publication", NotForPublication) },
            .. report.Generated ? new[] { ("Generated data", ReportWords.Generated) } : [],
            ("Title", report.Title),
            ("Publisher", report.Publisher),
            .. report.Contact is { } contact ? new[] { ("Contact", contact) } : [],
            ("Report", report.Id),
            ("Scope", report.Scope ?? "all regions"),
            ("Period", $"{report.Period}"),
            .. ReportWords.Imprint(report),
            .. report.Tables.Select(table => ("Sheet", $"{SheetName(table.Id)}: {table.Title}")),
            .. report.Tables.Where(table => table.Note.Length > 0).Select(table => ("Note", $"{table.Title}: {table.Note}")),
            .. report.Limits.Select(limit => ("Does not show", limit)),
            .. report.Method.Select(method => ("Disclosure control", method)),
            .. Cell.Symbols.Select(symbol => (symbol.Symbol, symbol.Meaning)),
            .. report.Sources.Select(source => ("Source", $"{source.Series}: {source.Source}, {source.Vintage}")),
            .. report.Inputs.Select(input => ("Input", $"{input.Section}: {input.Rows} rows, SHA-256 {input.Sha256}")),
        ];
        return new(
            "Contents",
            [Words("About"), Words("")],
            [.. lines.Select(line => (IReadOnlyList<XlsxCell>)[Words(line.Name), Words(line.Text)])]);
    }

    private const string NotForPublication = "It shows what a simulated clearing would give, for those who may see the persons themselves.";

    private static XlsxSheet Formulas(AlignmentReport report) => new(
        "Formulas",
        [.. new[] { "Column", "Title", "Unit", "Formula", "Base", "Source" }.Select(Words)],
        [
            .. report.Tables
                .SelectMany(table => table.Columns)
                .Where(column => column.Formula is not null || column.Source is not null)
                .DistinctBy(column => column.Id)
                .Select(column => (IReadOnlyList<XlsxCell>)
                [
                    Words(column.Id), Words(column.Title), Words($"{column.Unit}"), Words(column.Formula ?? ""), Words(column.Base ?? ""),
                    Words(column.Source ?? ""),
                ]),
        ]);

    private static XlsxSheet Of(ReportTable table) => new(
        SheetName(table.Id),
        [.. table.Columns.Select(column => Words(column.Title))],
        [.. table.Rows.Select(row => (IReadOnlyList<XlsxCell>)[.. row.Zip(table.Columns, Of)])]);

    private static XlsxCell Of(Cell cell, Column column) => cell.Kind switch
    {
        CellKind.Number => new(null, cell.Number, XlsxFormat.Whole + Math.Min(column.Decimals, 3)),
        CellKind.Text => Words(cell.ToString()),
        _ => new(cell.ToString(), null, XlsxFormat.Symbol),
    };

    private static XlsxCell Words(string text) => new(SafeText.Neutral(text), null, XlsxFormat.Words);

    private static string SheetName(string id) => id.Length <= XlsxSheet.MaxNameLength ? id : id[..XlsxSheet.MaxNameLength];
}
