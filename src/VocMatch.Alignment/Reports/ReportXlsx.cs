using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace VocMatch.Alignment.Reports;

/// <summary>A report as a workbook: a sheet about it, a sheet of formulas, and a sheet for each table.</summary>
public static partial class ReportXlsx
{
    /// <summary>The first date that a ZIP archive can hold: the same report gives the same bytes whenever it is written.</summary>
    private static readonly DateTimeOffset ZipEpoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(AlignmentReport report, Stream output)
    {
        var sheets = new Dictionary<string, object>
        {
            ["About"] = About(report).Select(line => Row(("", line.Name), (" ", line.Text))).ToList(),
            ["Formulas"] = report.Tables
                .SelectMany(t => t.Columns)
                .Where(c => c.Formula is not null || c.Source is not null)
                .DistinctBy(c => c.Id)
                .Select(c => Row(
                    ("column", c.Id), ("title", c.Title), ("unit", $"{c.Unit}"), ("formula", c.Formula ?? ""), ("base", c.Base ?? ""),
                    ("source", c.Source ?? "")))
                .ToList(),
        };
        foreach (var table in report.Tables)
        {
            sheets[table.Id] = table.Rows.Length > 0
                ? table.Rows.Select(row => Row([.. table.Columns.Zip(row, (c, cell) => (c.Title, Value(cell)))])).ToList()
                : new List<Dictionary<string, object>> { Row([.. table.Columns.Select(c => (c.Title, (object)""))]) };
        }

        using var buffer = new MemoryStream();
        buffer.SaveAs(sheets, configuration: new OpenXmlConfiguration { TableStyles = TableStyles.None, AutoFilter = false });
        buffer.Position = 0;
        WithoutChance(buffer, output);
    }

    private static IEnumerable<(string Name, object Text)> About(AlignmentReport report) =>
    [
        ("Title", SafeText.Neutral(report.Title)),
        ("Publisher", SafeText.Neutral(report.Publisher)),
        ("Report", report.Id),
        ("Scope", report.Scope ?? "all regions"),
        ("Period", $"{report.Period}"),
        .. report.Limits.Select(limit => ("Does not show", (object)SafeText.Neutral(limit))),
        .. report.Method.Select(method => ("Disclosure control", (object)SafeText.Neutral(method))),
        .. Cell.Symbols.Select(symbol => (symbol.Symbol, (object)symbol.Meaning)),
        .. report.Sources.Select(s => ("Source", (object)SafeText.Neutral($"{s.Series}: {s.Source}, {s.Vintage}"))),
        .. report.Inputs.Select(i => ("Input", (object)$"{i.Section}: {i.Rows} rows, SHA-256 {i.Sha256}")),
    ];

    private static object Value(Cell cell) => cell.Kind switch
    {
        CellKind.Number => cell.Number,
        CellKind.Text => SafeText.Neutral(cell.ToString()),
        _ => cell.ToString(),
    };

    private static Dictionary<string, object> Row(params (string Name, object Value)[] cells) =>
        cells.ToDictionary(c => c.Name, c => c.Value);

    private static void WithoutChance(Stream workbook, Stream output)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        using var source = new ZipArchive(workbook, ZipArchiveMode.Read);
        using var target = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var entry in source.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            var copy = target.CreateEntry(entry.FullName, CompressionLevel.Optimal);
            copy.LastWriteTime = ZipEpoch;
            using var from = new StreamReader(entry.Open());
            using var to = new StreamWriter(copy.Open(), new UTF8Encoding(false));
            to.Write(RandomId.Replace(from.ReadToEnd(), match => Numbered(match.Value)));
        }

        string Numbered(string id)
        {
            if (!ids.TryGetValue(id, out var number))
            {
                ids[id] = number = ids.Count + 1;
            }

            return FormattableString.Invariant($"rId{number}");
        }
    }

    /// <summary>Relationship ids that the library draws at random; every part of the package is XML.</summary>
    [GeneratedRegex("(?<=\\b(?:r:id|Id)=\")R[0-9a-f]{16,32}(?=\")")]
    private static partial Regex RandomId { get; }
}
