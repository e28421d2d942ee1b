using System.Globalization;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>How figures and dates read on the printed page; files carry them plain.</summary>
internal static class Printed
{
    /// <summary>The figure with its thousands set apart, the words or the symbol.</summary>
    public static string Figure(Cell cell)
    {
        var text = cell.ToString();
        if (cell.Kind != CellKind.Number)
        {
            return text;
        }

        var sign = cell.Number < 0 ? "-" : "";
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = decimal.Truncate(Math.Abs(cell.Number)).ToString("#,0", CultureInfo.InvariantCulture);
        return $"{sign}{whole}{(point < 0 ? "" : text[point..])}";
    }

    public static string Days(Period period) =>
        string.Create(CultureInfo.InvariantCulture, $"{period.From:d MMMM yyyy} to {period.Through:d MMMM yyyy}");

    /// <summary>Names of the report's regions, by code.</summary>
    public static IReadOnlyDictionary<string, string> RegionNames(AlignmentReport report) => report.Find("regions") is { } table
        ? table.Rows.ToDictionary(row => $"{row[0]}", row => $"{row[table.Columns.IndexOf(Columns.RegionName)]}")
        : new Dictionary<string, string>();

    /// <summary>A region's name says more than its code, which the files carry.</summary>
    public static string Region(Cell region, IReadOnlyDictionary<string, string> names) => names.GetValueOrDefault($"{region}", $"{region}");
}
