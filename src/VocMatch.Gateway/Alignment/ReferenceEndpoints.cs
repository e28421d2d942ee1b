using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using VocMatch.Alignment.Published;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Outcomes;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Alignment;

/// <summary>Takes in series that others publish, each whole and with its source.</summary>
internal static class ReferenceEndpoints
{
    private static readonly QueryParameter Source = new("source", "Who published the series; stands in every report made with it.", "IPEDS");

    private static readonly QueryParameter Vintage = new("vintage", "The year or release it describes.", "2023");

    public static void MapReferenceImports(this ApiGroups api)
    {
        var imports = api.Admin.MapGroup("/imports").WithTags("Imports");
        imports.MapSeries(
            "completions", ReferenceKind.Completions, "program, title, completions (persons in the year; rows of one program are added up)", ReferenceRows.Completions);
        imports.MapSeries(
            "openings", ReferenceKind.Openings, "occupation, title, openings (persons a year), region (optional; empty: the nation)", ReferenceRows.Openings);
        imports.MapSeries("crosswalk", ReferenceKind.Crosswalk, "program, occupation", ReferenceRows.Crosswalk);
        imports.MapSeries("wages", ReferenceKind.Wages, "occupation, medianAnnual (whole units of the currency)", ReferenceRows.Wages);
        imports.MapSeries("combined-codes", ReferenceKind.CombinedCodes, "occupation, combinedInto", ReferenceRows.CombinedCodes);
    }

    private static void MapSeries(
        this IEndpointRouteBuilder imports, string name, ReferenceKind kind, string columns, Func<TextReader, ImmutableArray<ReferenceRow>> read) =>
        imports.MapPost($"/{name}", (HttpContext http, IGrainFactory grains) => Run(http, grains, kind, read))
            .WithSummary($"Takes in published {name} as a whole, in place of those imported before")
            .Takes(Source, Vintage, QueryParameter.DryRun)
            .WithMetadata(new StreamedContent($"CSV with a header, UTF-8. Columns: {columns}.", ContentType.Csv))
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .Answers<ReferenceImported>(
                ProblemTypes.Malformed, ProblemTypes.UnsupportedMediaType, ProblemTypes.Invalid, ProblemTypes.Unavailable);

    private static async Task<IResult> Run(
        HttpContext http, IGrainFactory grains, ReferenceKind kind, Func<TextReader, ImmutableArray<ReferenceRow>> read)
    {
        var query = new QueryReader(http.Request.Query);
        var (source, vintage, dryRun) = (query.Text(Source), query.Text(Vintage), query.Flag(QueryParameter.DryRun));
        ImmutableArray<Violation> missing =
        [
            .. query.Violations,
            .. source is null ? [new Violation(Source.Name, null, "Needed: who published the series.")] : ImmutableArray<Violation>.Empty,
            .. vintage is null ? [new Violation(Vintage.Name, null, "Needed: the year or release it describes.")] : ImmutableArray<Violation>.Empty,
        ];
        if (missing.Length > 0)
        {
            return Problem.Malformed(missing);
        }

        if (ContentType.Of(http.Request) != ContentType.Csv)
        {
            return new Problem(ProblemTypes.UnsupportedMediaType, $"The body must be {ContentType.Csv} in UTF-8, not compressed.");
        }

        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        try
        {
            body.Position = 0;
            using var text = new StreamReader(body, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
            var rows = read(text);
            var series = new ReferenceSeries(kind, source!, vintage!, Convert.ToHexStringLower(SHA256.HashData(body.ToArray())), rows, 0);
            return EntityAnswers.Answer(await grains.Series(kind).Put(series, new WriteOptions(DryRun: dryRun)));
        }
        catch (ReferenceFileException wrong)
        {
            return new Problem(ProblemTypes.Invalid, wrong.Message, [new Violation(wrong.Column ?? "", wrong.Value, wrong.Message)]);
        }
        catch (DecoderFallbackException)
        {
            return Problem.Malformed(new Violation("", null, "The body must be UTF-8."));
        }
    }
}
