using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Outcomes;
using VocMatch.Data.Tables;
using VocMatch.Data.Taxonomy;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Imports;

/// <summary>O*NET and ESCO, by the very files their publishers offer, each as one part of a form.</summary>
internal static class PublishedTaxonomyEndpoints
{
    private static readonly ImmutableArray<string> OnetFiles = [OnetRelease.OccupationFile, OnetRelease.TechnologyFile, OnetRelease.ToolFile];

    private static readonly ImmutableArray<string> EscoFiles =
    [
        EscoBundle.OccupationFile, EscoBundle.SkillFile, EscoBundle.RelationFile, EscoBundle.IscoFile, EscoBundle.SkillGroupFile,
        EscoBundle.BroaderFile,
    ];

    public static void MapPublishedTaxonomies(this ApiGroups api)
    {
        var imports = api.Admin.MapGroup("/imports").WithTags("Imports");
        imports.MapPublished("onet", OnetFiles, OnetRelease.Read)
            .WithSummary("Takes in occupations and skills from the text files of an O*NET release");
        imports.MapPublished("esco", EscoFiles, EscoBundle.Read)
            .WithSummary("Takes in occupations and skills from the CSV files of an ESCO bundle");
    }

    private static RouteHandlerBuilder MapPublished(
        this IEndpointRouteBuilder imports,
        string name,
        ImmutableArray<string> files,
        Func<SourceFiles, TaxonomyImport> read) =>
        imports.MapPost($"/{name}", (HttpContext http, PublishedTaxonomyImport import) => Run(http, import, files, read))
            .Takes(QueryParameter.DryRun)
            .WithMetadata(new StreamedContent($"The files as they were published: {string.Join(", ", files)}.", ContentType.Multipart))
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .Answers<PublishedTaxonomyReport>(
                ProblemTypes.Malformed, ProblemTypes.UnsupportedMediaType, ProblemTypes.Invalid, ProblemTypes.Unavailable);

    private static async Task<IResult> Run(
        HttpContext http,
        PublishedTaxonomyImport import,
        ImmutableArray<string> names,
        Func<SourceFiles, TaxonomyImport> read)
    {
        var query = new QueryReader(http.Request.Query);
        var dryRun = query.Flag(QueryParameter.DryRun);
        if (query.Violations.Length > 0)
        {
            return Problem.Malformed(query.Violations);
        }

        var (form, refused) = await MultipartForm.Read(http.Request, "files");
        if (form is null)
        {
            return refused!;
        }

        if (Unexpected(form, names) is { Length: > 0 } violations)
        {
            return Problem.Malformed(violations);
        }

        try
        {
            var files = new SourceFiles(name => form.Files.FirstOrDefault(file => file.FileName == name)?.OpenReadStream());
            var report = await import.Run(read, files, dryRun, http.RequestAborted);
            await http.RenewEpoch(dryRun ? 0 : report.Created + report.Changed, taxonomyLoaded: true);
            return EntityAnswers.Json(report);
        }
        catch (SourceFileException wrong)
        {
            return new Problem(ProblemTypes.Invalid, wrong.Message, [new Violation(wrong.Column ?? "", Place(wrong), wrong.Message)]);
        }
    }

    private static ImmutableArray<Violation> Unexpected(IFormCollection form, ImmutableArray<string> names) =>
    [
        .. form.Keys.Select(key => new Violation(Shown.Short(key), null, "Every part of the form is a file.")),
        .. form.Files.Where(file => !names.Contains(file.FileName))
            .Select(file => new Violation(file.Name, Shown.Short(file.FileName), $"The files are {string.Join(", ", names)}.")),
        .. form.Files.GroupBy(file => file.FileName).Where(same => same.Count() > 1)
            .Select(same => new Violation(same.First().Name, same.Key, "The file is given twice.")),
    ];

    private static string Place(SourceFileException wrong) =>
        wrong.Line > 0 ? $"{wrong.File}, line {wrong.Line.ToString(CultureInfo.InvariantCulture)}" : wrong.File;
}
