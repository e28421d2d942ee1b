using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using VocMatch.Contracts.Alignment;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Alignment;

/// <summary>In which format a report is asked for: <c>format</c> in the query, else the Accept header, else JSON.</summary>
internal static class ReportFormats
{
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public const string Html = "text/html";

    public static ReportFormat Asked(HttpRequest request, string? format) => format switch
    {
        "json" => ReportFormat.Json,
        "csv" => ReportFormat.Csv,
        "xlsx" => ReportFormat.Xlsx,
        "html" => ReportFormat.Html,
        _ => Accepted(request) ?? ReportFormat.Json,
    };

    public static string TypeOf(ReportFormat format) => format switch
    {
        ReportFormat.Csv => $"{ContentType.Csv}; charset=utf-8",
        ReportFormat.Xlsx => Xlsx,
        ReportFormat.Html => $"{Html}; charset=utf-8",
        _ => ContentType.Json,
    };

    /// <summary>The best of the formats that the caller accepts; null where it accepts anything or none of them.</summary>
    private static ReportFormat? Accepted(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList([.. request.Headers.Accept.OfType<string>()], out var accepted))
        {
            return null;
        }

        foreach (var type in accepted.OrderByDescending(type => type.Quality ?? 1))
        {
            switch (type.MediaType.ToString().ToLowerInvariant())
            {
                case ContentType.Json: return ReportFormat.Json;
                case ContentType.Csv: return ReportFormat.Csv;
                case Xlsx: return ReportFormat.Xlsx;
                case Html: return ReportFormat.Html;
            }
        }

        return null;
    }
}
