using System.Globalization;
using MiniExcelLibs;

namespace VocMatch.Alignment.Published.Files;

/// <summary>A sheet of an XLSX workbook as rows of text.</summary>
internal static class WorkbookLines
{
    /// <summary>Below it a whole number is held exactly.</summary>
    private const double Exact = 1e15;

    private static ReadOnlySpan<byte> Zip => "PK\u0003\u0004"u8;

    public static bool IsWorkbook(ReadOnlySpan<byte> file) => file.StartsWith(Zip);

    /// <param name="sheet">Null: the first.</param>
    public static List<FileLine> Read(ReadOnlyMemory<byte> file, string? sheet, FileErrors errors)
    {
        try
        {
            using var stream = new MemoryStream(file.ToArray(), writable: false);
            var sheets = stream.GetSheetNames();
            if (sheet is not null && !sheets.Contains(sheet, StringComparer.Ordinal))
            {
                errors.Add($"The workbook has no such sheet; it has {string.Join(", ", sheets)}.", "sheet", 0, sheet);
                return [];
            }

            stream.Position = 0;
            var lines = new List<FileLine>();
            foreach (IDictionary<string, object?> row in stream.Query(useHeaderRow: false, sheetName: sheet ?? sheets[0], excelType: ExcelType.XLSX))
            {
                lines.Add(new(lines.Count + 1, [.. row.Values.Select(Text)]));
            }

            return lines;
        }
        catch (Exception broken) when (broken is InvalidDataException or System.Xml.XmlException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            errors.Add("The file begins as an XLSX workbook does, but is none that can be read.");
            return [];
        }
    }

    /// <summary>A number in full, never in scientific notation; a date as the day, so that a code which Excel made a date is noticed.</summary>
    private static string Text(object? value) => value switch
    {
        null => "",
        double number when Math.Abs(number) < Exact => ((decimal)number).ToString(CultureInfo.InvariantCulture),
        DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
