using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using VocMatch.Alignment.Published.Files;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Reading;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Alignment;

/// <summary>Takes in series that others publish, each whole and with its source: in the platform's own columns, or as the office's file by a mapping.</summary>
internal static class ReferenceEndpoints
{
    private const string OfficeFiles =
        "By a mapping: the file as its office publishes it (CSV or TSV in any encoding, or XLSX). Nothing is written where a line is wrong: all errors are answered, grouped by reason.";

    private static readonly QueryParameter Source = new("source", "Who published the series; stands in every report made with it.", "IPEDS");

    private static readonly QueryParameter Vintage = new("vintage", "The year or release it describes.", "2023");

    private static readonly QueryParameter Mapping = new("mapping", "Name of a saved mapping, for a file that has not the platform's own columns.", "statcan-completions");

    private static readonly QueryParameter Classification = new(
        "classification", "Name of the codes' classification (cip-2020, isced-f-2013, isco-08, us-soc-2018, uk-soc-2020, ...), where no mapping says it.", "isco-08");

    private static readonly QueryParameter TargetClassification = new(
        "targetClassification", "Name of the classification that a crosswalk leads to, where no mapping says it.", "us-soc-2018");

    private static readonly QueryParameter Name = new("name", "Name of the classification, without a colon.", "kldb-2010");

    private static readonly QueryParameter From = new("from", "Name of the classification whose codes become others.", "uk-soc-2020");

    private static readonly QueryParameter To = new("to", "Name of the classification that they become codes of.", "isco-08");

    public static void MapReferenceImports(this ApiGroups api)
    {
        var imports = api.Admin.MapGroup("/imports").WithTags("Imports");
        imports.MapSeries(
            "completions", ReferenceKind.Completions,
            "program, title, completions (persons in the year), provider (optional: rows of a program that differ in it add up), region (optional; empty: the nation), year (optional)",
            Classification);
        imports.MapSeries("openings", ReferenceKind.Openings, "occupation, title, openings (persons a year), region (optional; empty: the nation), year (optional)", Classification);
        imports.MapSeries("crosswalk", ReferenceKind.Crosswalk, "program, occupation, weight (optional: the share of the program's completers)", Classification, TargetClassification);
        imports.MapSeries("wages", ReferenceKind.Wages, "occupation, medianAnnual (whole units of the currency), region (optional), year (optional)", Classification);
        imports.MapSeries("combined-codes", ReferenceKind.CombinedCodes, "occupation, combinedInto", Classification);
        imports.MapSeries(
            "entry-education", ReferenceKind.EntryEducation, "occupation, education (the typical one for entry, in words; empty or a mark: not given)", Classification);
        imports.MapSeries("classifications", ReferenceKind.Classification, "code, label, parent (optional: the code above), level (optional: 1 = the broadest)", Name);
        imports.MapSeries("classification-crosswalks", ReferenceKind.ClassificationCrosswalk, "from, to, weight (optional: the share of the code)", From, To);
    }

    private static void MapSeries(this IEndpointRouteBuilder imports, string name, ReferenceKind kind, string columns, params QueryParameter[] own) =>
        imports.MapPost($"/{name}", (HttpContext http, IGrainFactory grains, ITaxonomy taxonomy) => Run(http, grains, taxonomy, kind))
            .WithSummary($"Takes in published {name.Replace('-', ' ')} as a whole, in place of those imported before")
            .Takes([Source, Vintage, Mapping, .. own, QueryParameter.DryRun])
            .WithMetadata(new StreamedContent($"CSV with a header, UTF-8. Columns: {columns}; no others. {OfficeFiles}", [.. ReferenceBody.Types]))
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .Answers<ReferenceImported>(
                ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.UnsupportedMediaType, ProblemTypes.Invalid, ProblemTypes.Unavailable);

    private static async Task<IResult> Run(HttpContext http, IGrainFactory grains, ITaxonomy taxonomy, ReferenceKind kind)
    {
        var query = new QueryReader(http.Request.Query);
        var (source, vintage, dryRun, mappingName) = (query.Text(Source), query.Text(Vintage), query.Flag(QueryParameter.DryRun), query.Text(Mapping));
        var name = NameOf(query, kind);
        ImmutableArray<Violation> missing =
        [
            .. query.Violations,
            .. source is null ? [new Violation(Source.Name, null, "Needed: who published the series.")] : ImmutableArray<Violation>.Empty,
            .. vintage is null ? [new Violation(Vintage.Name, null, "Needed: the year or release it describes.")] : ImmutableArray<Violation>.Empty,
            .. name.Violations,
        ];
        var (classification, target) = kind.HasName() ? (query.Text(From), query.Text(To)) : (query.Text(Classification), query.Text(TargetClassification));
        if (missing.Length > 0)
        {
            return Problem.Malformed(missing);
        }

        SavedMapping? saved = null;
        if (mappingName is not null && (saved = await grains.ReferenceMappings().Find(mappingName)) is null)
        {
            return Problem.NotFound($"The mapping '{Shown.Short(mappingName)}'");
        }

        if (saved is not null && saved.Mapping.Kind != kind)
        {
            return Problem.Malformed(new Violation(Mapping.Name, mappingName, $"It is a mapping of {ReferenceNaming.Path(saved.Mapping.Kind)}."));
        }

        var body = await ReferenceBody.Read(http.Request, isPlain: saved is null);
        if (body.Problem is not null)
        {
            return body.Problem;
        }

        var mapping = saved?.Mapping is { } own
            ? own with
            {
                Encoding = own.Encoding ?? body.Charset,
                Classification = own.Classification ?? classification,
                TargetClassification = own.TargetClassification ?? target,
            }
            : null;
        var read = mapping is null
            ? SeriesFile.ReadPlain(body.File, kind, taxonomy.Current.Regions.ContainsKey, classification, target)
            : SeriesFile.Read(body.File, mapping, taxonomy.Current.Regions.ContainsKey);
        if (!read.Errors.IsEmpty)
        {
            return ReferenceProblems.Of(read.Errors);
        }

        var series = new ReferenceSeries(
            kind, source!, vintage!, Convert.ToHexStringLower(SHA256.HashData(body.File.Span)), read.Rows, 0, name.Value,
            kind.HasName() ? null : mapping?.Classification ?? classification, kind.HasName() ? null : mapping?.TargetClassification ?? target, read.Remarks);
        var outcome = await grains.Series(kind, name.Value).Put(series, new WriteOptions(DryRun: dryRun));
        return outcome.Succeeded ? EntityAnswers.Json(outcome.Value with { Notes = read.Notes }) : Problem.Of(outcome.Refusal);
    }

    private static (string? Value, ImmutableArray<Violation> Violations) NameOf(QueryReader query, ReferenceKind kind)
    {
        if (kind == ReferenceKind.Classification)
        {
            var name = query.Text(Name);
            return (name, Broken(Name, name));
        }

        if (kind == ReferenceKind.ClassificationCrosswalk)
        {
            var (from, to) = (query.Text(From), query.Text(To));
            return ($"{from}:{to}", [.. Broken(From, from), .. Broken(To, to)]);
        }

        return (null, []);
    }

    private static ImmutableArray<Violation> Broken(QueryParameter parameter, string? name) =>
        name is not null && name.Length <= ReferenceNaming.MaxNameLength && Contracts.Identity.IdRule.IsValid(name) && !name.Contains(':', StringComparison.Ordinal)
            ? []
            : [new(parameter.Name, name is null ? null : Shown.Short(name), $"Needed: the name of a classification, 1 to {ReferenceNaming.MaxNameLength} of the characters A-Z a-z 0-9 . _ -, the first a letter or a digit.")];
}
