using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Data.Rows;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Imports;

internal static class ImportEndpoints
{
    public static void MapImports(this ApiGroups api)
    {
        var imports = api.Admin.MapGroup("/imports").WithTags("Imports");
        imports.MapImport<Region>("regions");
        imports.MapImport<SkillGroup>("skill-groups");
        imports.MapImport<Skill>("skills");
        imports.MapImport<Occupation>("occupations");
        imports.MapImport<ImportedSchool>("schools");
        imports.MapImport<ImportedProgram>("programs");
        imports.MapImport<ImportedEmployer>("employers");
        imports.MapImport<ImportedPlacement>("placements");
        imports.MapImport<ImportedStudent>("students");
        imports.MapImport<PreferencesRow>("preferences");
    }

    /// <summary>Marks an operation whose body has no limit and that reports lines.</summary>
    public static RouteHandlerBuilder AnswersReport(this RouteHandlerBuilder operation) =>
        operation.Takes(QueryParameter.DryRun)
            .Answers<ImportReport>(ProblemTypes.Malformed, ProblemTypes.NothingImported, ProblemTypes.UnsupportedMediaType, ProblemTypes.Unavailable)
            .WithMetadata(new DisableRequestSizeLimitAttribute());

    private static void MapImport<TRow>(this IEndpointRouteBuilder imports, string kind)
        where TRow : class =>
        imports.MapPost($"/{kind}", (Delegate)Run<TRow>)
            .WithSummary($"Takes in {kind}, line by line: good lines are kept, wrong ones are named")
            .WithMetadata(new StreamedContent(
                "One object a line (NDJSON), or CSV with a header; UTF-8. A line has the members of the content and \"id\". A line of NDJSON is the "
                + "whole content. Of what is stored already a line of CSV keeps what it does not say: a column that is not there or a cell that is "
                + "empty; a cell (none) takes it away. A file says a thing once.",
                ContentType.Ndjson,
                ContentType.Csv))
            .AnswersReport();

    private static async Task<IResult> Run<TRow>(HttpContext http)
        where TRow : class
    {
        var query = new QueryReader(http.Request.Query);
        var dryRun = query.Flag(QueryParameter.DryRun);
        if (query.Violations.Length > 0)
        {
            return Problem.Malformed(query.Violations);
        }

        var rows = ContentType.Of(http.Request) switch
        {
            ContentType.Ndjson => NdjsonRows.Read<TRow>(http.Request.Body, http.RequestAborted),
            ContentType.Csv => CsvRows.Read<TRow>(http.Request.Body, http.RequestAborted),
            _ => null,
        };
        if (rows is null)
        {
            var detail = $"The body must be {ContentType.Ndjson} or {ContentType.Csv} in UTF-8, not compressed.";
            return new Problem(ProblemTypes.UnsupportedMediaType, detail);
        }

        var import = http.RequestServices.GetRequiredService<IRowImport<TRow>>();
        var report = await import.Run(rows, dryRun, advanced: null, http.RequestAborted);
        if (typeof(TRow) == typeof(ImportedPlacement) || IsOfTaxonomy<TRow>())
        {
            await http.RenewEpoch(report.DryRun ? 0 : report.Created + report.Changed, IsOfTaxonomy<TRow>());
        }

        return report.IsUnusable ? UnusableImport.Problem(report) : EntityAnswers.Json(report);
    }

    /// <summary>Scores would else rest, for a while, on figures counted before what was loaded was there.</summary>
    /// <param name="written">Lines that made or changed something.</param>
    public static async Task RenewEpoch(this HttpContext http, long written, bool taxonomyLoaded)
    {
        if (written > 0)
        {
            await http.RequestServices.GetRequiredService<IGrainFactory>().GetGrain<IEpochGrain>(0).RenewAfterLoad(taxonomyLoaded);
        }
    }

    private static bool IsOfTaxonomy<TRow>() => typeof(TRow) == typeof(Skill) || typeof(TRow) == typeof(SkillGroup) || typeof(TRow) == typeof(Occupation);
}
