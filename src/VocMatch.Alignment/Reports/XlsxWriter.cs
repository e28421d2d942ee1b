using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace VocMatch.Alignment.Reports;

/// <summary>How a cell is shown, in the order of the writer's style sheet.</summary>
internal enum XlsxFormat
{
    Words,
    Header,
    Whole,
    OneDecimal,
    TwoDecimals,
    ThreeDecimals,
    Symbol,
}

/// <summary>A cell: either words or a number.</summary>
internal readonly record struct XlsxCell(string? Text, decimal? Value, XlsxFormat Format)
{
    public int Length => Text?.Length ?? Value!.Value.ToString("#,0.###", CultureInfo.InvariantCulture).Length;
}

/// <summary>A sheet whose header stays in sight.</summary>
/// <param name="Name">At most <see cref="MaxNameLength"/> characters.</param>
internal sealed record XlsxSheet(string Name, IReadOnlyList<XlsxCell> Header, IReadOnlyList<IReadOnlyList<XlsxCell>> Rows)
{
    public const int MaxNameLength = 31;
}

/// <summary>Writes sheets as a workbook (ECMA-376, Office Open XML): the same bytes for the same sheets, whenever it is written.</summary>
/// <remarks>Not by a library: the parts are few, and libraries draw relationship ids and stamp times.</remarks>
internal static class XlsxWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";

    private const int MaxWidth = 60;
    private const int MinWidth = 10;

    /// <summary>The first date that a ZIP archive can hold.</summary>
    private static readonly DateTimeOffset ZipEpoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static void Write(IReadOnlyList<XlsxSheet> sheets, Stream output)
    {
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

    private static void Worksheet(XmlWriter xml, XlsxSheet sheet)
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
        Row(xml, 1, [.. sheet.Header.Select(header => header with { Format = XlsxFormat.Header })]);
        for (var row = 0; row < sheet.Rows.Count; row++)
        {
            Row(xml, row + 2, sheet.Rows[row]);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static int Width(XlsxSheet sheet, int column) => Math.Clamp(
        sheet.Rows.Select(row => row[column].Length).Append(sheet.Header[column].Length / 2).DefaultIfEmpty().Max() + 2, MinWidth, MaxWidth);

    private static void Row(XmlWriter xml, int number, IReadOnlyList<XlsxCell> entries)
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

    private static void Workbook(XmlWriter xml, IReadOnlyList<XlsxSheet> sheets)
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
}
