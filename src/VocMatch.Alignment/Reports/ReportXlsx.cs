using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>
/// A report as a workbook (ECMA-376, Office Open XML): a sheet about it with the contents, a sheet of formulas, and a sheet for each
/// table, its header frozen, figures as numbers and everything else as words.
/// </summary>
/// <remarks>
/// Written here and not by a library: the parts are few, and a report must give the same bytes whenever it is written, which
/// libraries that draw relationship ids and stamp times do not.
/// </remarks>
public static class ReportXlsx
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";

    private const int MaxWidth = 60;
    private const int MinWidth = 10;
    private const int MaxSheetNameLength = 31;

    /// <summary>The first date that a ZIP archive can hold.</summary>
    private static readonly DateTimeOffset ZipEpoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Cell formats in the order of the style sheet: words, a header, then numbers of 0 to 3 decimals, then symbols.</summary>
    private enum Format
    {
        Words,
        Header,
        Whole,
        OneDecimal,
        TwoDecimals,
        ThreeDecimals,
        Symbol,
    }

    public static void Write(AlignmentReport report, Stream output)
    {
        List<Sheet> sheets = [About(report), Formulas(report), .. report.Tables.Select(Of)];
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        Part(zip, "[Content_Types].xml", (XmlWriter xml) => ContentTypes(xml, sheets.Count));
        Part(zip, "_rels/.rels", (XmlWriter xml) => Relationships(xml, [("officeDocument", "xl/workbook.xml")]));
        Part(zip, "xl/_rels/workbook.xml.rels", (XmlWriter xml) => Relationships(
            xml, [.. sheets.Select((_, i) => ("worksheet", $"worksheets/sheet{i + 1}.xml")), ("styles", "styles.xml")]));
        Part(zip, "xl/styles.xml", (Stream stream) => stream.Write(Utf8.GetBytes(Styles)));
        Part(zip, "xl/workbook.xml", (XmlWriter xml) => Workbook(xml, sheets));
        for (var i = 0; i < sheets.Count; i++)
        {
            Part(zip, $"xl/worksheets/sheet{i + 1}.xml", (XmlWriter xml) => Worksheet(xml, sheets[i]));
        }
    }

    private static Sheet About(AlignmentReport report)
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
            [.. lines.Select(line => (IReadOnlyList<Entry>)[Words(line.Name), Words(line.Text)])]);
    }

    private const string NotForPublication = "It shows what a simulated clearing would give, for those who may see the persons themselves.";

    private static Sheet Formulas(AlignmentReport report) => new(
        "Formulas",
        [.. new[] { "Column", "Title", "Unit", "Formula", "Base", "Source" }.Select(Words)],
        [
            .. report.Tables
                .SelectMany(table => table.Columns)
                .Where(column => column.Formula is not null || column.Source is not null)
                .DistinctBy(column => column.Id)
                .Select(column => (IReadOnlyList<Entry>)
                [
                    Words(column.Id), Words(column.Title), Words($"{column.Unit}"), Words(column.Formula ?? ""), Words(column.Base ?? ""),
                    Words(column.Source ?? ""),
                ]),
        ]);

    private static Sheet Of(ReportTable table) => new(
        SheetName(table.Id),
        [.. table.Columns.Select(column => Words(column.Title))],
        [.. table.Rows.Select(row => (IReadOnlyList<Entry>)[.. row.Zip(table.Columns, Of)])]);

    private static Entry Of(Cell cell, Column column) => cell.Kind switch
    {
        CellKind.Number => new(null, cell.Number, Format.Whole + Math.Min(column.Decimals, 3)),
        CellKind.Text => Words(cell.ToString()),
        _ => new(cell.ToString(), null, Format.Symbol),
    };

    private static Entry Words(string text) => new(SafeText.Neutral(text), null, Format.Words);

    private static string SheetName(string id) => id.Length <= MaxSheetNameLength ? id : id[..MaxSheetNameLength];

    private static void Worksheet(XmlWriter xml, Sheet sheet)
    {
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("sheetViews", Main);
        xml.WriteStartElement("sheetView", Main);
        xml.WriteAttributeString("workbookViewId", "0");
        xml.WriteStartElement("pane", Main);
        xml.WriteAttributeString("ySplit", "1");
        xml.WriteAttributeString("topLeftCell", "A2");
        xml.WriteAttributeString("activePane", "bottomLeft");
        xml.WriteAttributeString("state", "frozen");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteStartElement("cols", Main);
        for (var column = 0; column < sheet.Header.Count; column++)
        {
            xml.WriteStartElement("col", Main);
            xml.WriteAttributeString("min", Number(column + 1));
            xml.WriteAttributeString("max", Number(column + 1));
            xml.WriteAttributeString("width", Number(Width(sheet, column)));
            xml.WriteAttributeString("customWidth", "1");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteStartElement("sheetData", Main);
        Row(xml, 1, [.. sheet.Header.Select(header => header with { Format = Format.Header })]);
        for (var row = 0; row < sheet.Rows.Count; row++)
        {
            Row(xml, row + 2, sheet.Rows[row]);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static int Width(Sheet sheet, int column) => Math.Clamp(
        sheet.Rows.Select(row => row[column].Length).Append(sheet.Header[column].Length / 2).DefaultIfEmpty().Max() + 2, MinWidth, MaxWidth);

    private static void Row(XmlWriter xml, int number, IReadOnlyList<Entry> entries)
    {
        xml.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", Number(number));
        for (var column = 0; column < entries.Count; column++)
        {
            var (text, value, format) = entries[column];
            xml.WriteStartElement("c", Main);
            xml.WriteAttributeString("r", $"{Letters(column)}{Number(number)}");
            xml.WriteAttributeString("s", Number((int)format));
            if (value is { } figure)
            {
                xml.WriteElementString("v", Main, figure.ToString(CultureInfo.InvariantCulture));
            }
            else
            {
                xml.WriteAttributeString("t", "inlineStr");
                xml.WriteStartElement("is", Main);
                xml.WriteStartElement("t", Main);
                xml.WriteAttributeString("xml", "space", null, "preserve");
                xml.WriteString(Writable(text!));
                xml.WriteEndElement();
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>Control characters have no place in XML 1.0, and a line of a cell ends with a line feed alone.</summary>
    private static string Writable(string text) => Allowed(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));

    private static string Allowed(string text) => text.All(XmlConvert.IsXmlChar) || IsPaired(text) ? text : string.Concat(text.Where(XmlConvert.IsXmlChar));

    private static bool IsPaired(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static void Workbook(XmlWriter xml, List<Sheet> sheets)
    {
        xml.WriteStartElement("workbook", Main);
        xml.WriteAttributeString("xmlns", "r", null, Relations);
        xml.WriteStartElement("sheets", Main);
        for (var i = 0; i < sheets.Count; i++)
        {
            xml.WriteStartElement("sheet", Main);
            xml.WriteAttributeString("name", sheets[i].Name);
            xml.WriteAttributeString("sheetId", Number(i + 1));
            xml.WriteAttributeString("r", "id", Relations, $"rId{Number(i + 1)}");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private const string Styles = $"""
        <?xml version="1.0" encoding="utf-8" standalone="yes"?>
        <styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="#,##0.0"/><numFmt numFmtId="165" formatCode="#,##0.000"/></numFmts><fonts count="3"><font><sz val="10"/><name val="Arial"/></font><font><b/><sz val="10"/><name val="Arial"/></font><font><sz val="10"/><color rgb="FF57606A"/><name val="Arial"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color rgb="FF1B1F24"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="7"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="1" fillId="0" borderId="1" xfId="0" applyFont="1" applyBorder="1" applyAlignment="1"><alignment vertical="bottom" wrapText="1"/></xf><xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment horizontal="right"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
        """;

    private static void ContentTypes(XmlWriter xml, int sheets)
    {
        const string Types = "http://schemas.openxmlformats.org/package/2006/content-types";
        const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        xml.WriteStartElement("Types", Types);
        xml.WriteStartElement("Default", Types);
        xml.WriteAttributeString("Extension", "rels");
        xml.WriteAttributeString("ContentType", "application/vnd.openxmlformats-package.relationships+xml");
        xml.WriteEndElement();
        Override("/xl/workbook.xml", "sheet.main+xml");
        Override("/xl/styles.xml", "styles+xml");
        for (var i = 1; i <= sheets; i++)
        {
            Override($"/xl/worksheets/sheet{Number(i)}.xml", "worksheet+xml");
        }

        xml.WriteEndElement();

        void Override(string part, string type)
        {
            xml.WriteStartElement("Override", Types);
            xml.WriteAttributeString("PartName", part);
            xml.WriteAttributeString("ContentType", Sheet + type);
            xml.WriteEndElement();
        }
    }

    private static void Relationships(XmlWriter xml, IReadOnlyList<(string Type, string Target)> targets)
    {
        xml.WriteStartElement("Relationships", PackageRelations);
        for (var i = 0; i < targets.Count; i++)
        {
            xml.WriteStartElement("Relationship", PackageRelations);
            xml.WriteAttributeString("Id", $"rId{Number(i + 1)}");
            xml.WriteAttributeString("Type", $"{Relations}/{targets[i].Type}");
            xml.WriteAttributeString("Target", targets[i].Target);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Part(ZipArchive zip, string name, Action<XmlWriter> write) => Part(zip, name, (Stream stream) =>
    {
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = Utf8, CloseOutput = false, NewLineHandling = NewLineHandling.None });
        xml.WriteStartDocument(standalone: true);
        write(xml);
        xml.WriteEndDocument();
    });

    private static void Part(ZipArchive zip, string name, Action<Stream> write)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = ZipEpoch;
        using var stream = entry.Open();
        write(stream);
    }

    /// <summary>A, B, ... Z, AA, ...</summary>
    private static string Letters(int column) =>
        column < 26 ? $"{(char)('A' + column)}" : $"{Letters((column / 26) - 1)}{(char)('A' + (column % 26))}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Sheet(string Name, IReadOnlyList<Entry> Header, IReadOnlyList<IReadOnlyList<Entry>> Rows);

    private readonly record struct Entry(string? Text, decimal? Value, Format Format)
    {
        public int Length => Text?.Length ?? Value!.Value.ToString("#,0.###", CultureInfo.InvariantCulture).Length;
    }
}
