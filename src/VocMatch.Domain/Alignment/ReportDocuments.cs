using VocMatch.Alignment.Reports;
using VocMatch.Contracts.Alignment;

namespace VocMatch.Domain.Alignment;

/// <summary>A report as it is kept: every format written once, so that no later version of this service can write other bytes.</summary>
internal static class ReportDocuments
{
    /// <summary>The report itself, for comparisons, and for the reports of regions that are parts of it.</summary>
    public const string Archive = "archive";

    /// <summary>The protected tables behind it, hidden counts too: never given out.</summary>
    public const string Release = "release";

    public static string Key(string report, string name) => $"{report}/{name}";

    /// <summary>The name of a document in a format; for CSV of one table.</summary>
    public static string Name(ReportFormat format, string? table) => format switch
    {
        ReportFormat.Csv => $"csv/{table}",
        ReportFormat.Json => "json",
        ReportFormat.Xlsx => "xlsx",
        ReportFormat.Html => "html",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "A format that is not written."),
    };

    public static IEnumerable<(string Name, byte[] Bytes)> Of(AlignmentReport report)
    {
        yield return (Name(ReportFormat.Json, null), Written(output => ReportJson.Write(report, output)));
        yield return (Name(ReportFormat.Html, null), Written(output => ReportHtml.Write(report, output)));
        yield return (Name(ReportFormat.Xlsx, null), Written(output => ReportXlsx.Write(report, output)));
        foreach (var table in report.Tables)
        {
            yield return (Name(ReportFormat.Csv, table.Id), Written(output => ReportCsv.Write(table, output)));
        }

        yield return (Archive, ReportArchive.Pack(report));
    }

    private static byte[] Written(Action<Stream> write)
    {
        using var output = new MemoryStream();
        write(output);
        return output.ToArray();
    }
}
