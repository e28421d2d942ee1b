using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Grains;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Alignment;

/// <summary>Sends a kept report.</summary>
internal static class ReportAnswers
{
    /// <summary>The document; 404 where there is no such report or table, 304 where the caller holds it.</summary>
    public static async Task<IResult> Document(
        HttpContext http, string id, ReportFormat format, string? table, int status = StatusCodes.Status200OK)
    {
        var bytes = await http.RequestServices.GetRequiredService<IGrainFactory>().GetGrain<IReportGrain>(id).Document(format, table);
        if (bytes is null)
        {
            return Problem.NotFound(table is null ? $"The report '{id}'" : $"The report '{id}', or its table '{table}',");
        }

        var tag = $"\"{id}-{format.ToString().ToLowerInvariant()}{(table is null ? "" : $"-{table}")}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.Vary = "Accept";
        if (status == StatusCodes.Status200OK)
        {
            // The same id gives the same bytes for ever.
            if (http.Response.Headers.CacheControl.Count == 0)
            {
                http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
            }

            if (EntityTag.IsHeld(http.Request, tag))
            {
                return TypedResults.StatusCode(StatusCodes.Status304NotModified);
            }
        }

        if (format == ReportFormat.Html)
        {
            http.Items[SecurityHeaders.PolicyItem] = PrintedStyle.Policy(bytes);
        }
        else if (format is ReportFormat.Xlsx or ReportFormat.Csv)
        {
            var name = format == ReportFormat.Xlsx ? $"{id}.xlsx" : $"{id}{(table is null ? "" : $"-{table}")}.csv";
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        }

        http.Response.StatusCode = status;
        return TypedResults.Bytes(bytes, ReportFormats.TypeOf(format));
    }
}
