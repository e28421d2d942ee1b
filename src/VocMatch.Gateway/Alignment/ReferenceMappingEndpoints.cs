using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using VocMatch.Alignment.Published.Files;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Reading;
using VocMatch.Data.Rows;
using VocMatch.Domain.Reading;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Alignment;

/// <summary>A file as a mapping understands it, before anything is written.</summary>
/// <param name="Encoding">The encoding that was taken; empty for a workbook.</param>
/// <param name="HeaderLine">Counted from 1; 0 where no header was found.</param>
/// <param name="Columns">The header's columns.</param>
/// <param name="Rows">Rows of the series that it would be.</param>
/// <param name="Missing">Of them, those whose figure the source does not give.</param>
/// <param name="First">The first rows as understood, in the order in which they would be kept.</param>
/// <param name="Errors">Grouped by reason; with any, the import is refused.</param>
/// <param name="Notes">What is left out or taken otherwise than written, and what may be wrong.</param>
/// <param name="Remarks">What is done to the figures, as a report says it to its readers.</param>
/// <param name="Totals">What the rows add up to, beside what the file's own total rows say.</param>
public sealed record ReferencePreview(
    ReferenceKind Kind,
    string Encoding,
    int HeaderLine,
    ImmutableArray<string> Columns,
    int Rows,
    int Missing,
    ImmutableArray<PreviewRow> First,
    ImmutableArray<FileError> Errors,
    ImmutableArray<string> Notes,
    ImmutableArray<string> Remarks,
    ImmutableArray<SliceTotal> Totals);

/// <param name="Line">From where in the file it comes, from 1.</param>
public sealed record PreviewRow(int Line, ReferenceRow Row);

/// <summary>Mappings of offices' files: tried, saved under a name, used again.</summary>
internal static class ReferenceMappingEndpoints
{
    private const int RowsShown = 20;
    private const string FilePart = "file";
    private const string MappingPart = "mapping";

    public static void MapReferenceMappings(this ApiGroups api)
    {
        var mappings = api.Admin.MapGroup("/reference-mappings").WithTags("Reference series");
        mappings.MapGet("", List)
            .WithSummary("Saved mappings of offices' files, by name")
            .AnswersList<SavedMapping>();
        mappings.MapGet("/{name}", Get)
            .WithSummary("One mapping")
            .AnswersEntity<SavedMapping>();
        mappings.MapPut("/{name}", Put)
            .WithSummary("Saves a mapping: how an office's file is read as a reference series")
            .TakesContent(Examples.Mapping)
            .AnswersPut<SavedMapping>();
        mappings.MapDelete("/{name}", Delete)
            .WithSummary("Takes a mapping away; what was imported with it stays")
            .Produces(StatusCodes.Status204NoContent)
            .WithMetadata(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.VersionMismatch, ProblemTypes.Unavailable, new ConditionalWrite(KeyRequired: false));

        api.Admin.MapGroup("/imports").WithTags("Imports").MapPost("/preview", Preview)
            .WithSummary("Shows how a mapping understands a file: first rows, every error grouped by reason, totals. Writes nothing")
            .WithMetadata(new StreamedContent(
                "A form of two parts: mapping (JSON, as it is saved, or the name of a saved one) and file (CSV or TSV in any encoding, or XLSX).", ContentType.Multipart))
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .Answers<ReferencePreview>(
                ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.UnsupportedMediaType, ProblemTypes.Invalid, ProblemTypes.Unavailable);
    }

    private static async Task<IResult> List(IGrainFactory grains) => EntityAnswers.Json(new Page<SavedMapping>(await grains.ReferenceMappings().List(), null));

    private static async Task<IResult> Get(string name, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Found(http, await grains.ReferenceMappings().Find(name), saved => saved.Version, $"The mapping '{name}'");

    private static Task<IResult> Put(string name, HttpContext http, IGrainFactory grains) => EntityAnswers.Put<ReferenceMapping, SavedMapping>(
        http,
        () => grains.ReferenceMappings().Find(name),
        (mapping, options) => grains.ReferenceMappings().Put(name, mapping, options),
        saved => saved.Version);

    private static async Task<IResult> Delete(string name, HttpContext http, IGrainFactory grains)
    {
        var headers = await WriteHeaders.Read(
            http.Request, default, async () => (await grains.ReferenceMappings().Find(name))?.Version, keyRequired: false);
        if (headers.Problem is not null)
        {
            return headers.Problem;
        }

        var outcome = await grains.ReferenceMappings().Delete(name, headers.Options);
        return outcome.Succeeded ? TypedResults.NoContent() : Problem.Of(outcome.Refusal);
    }

    private static async Task<IResult> Preview(HttpContext http, IGrainFactory grains, ITaxonomy taxonomy)
    {
        var (form, refused) = await MultipartForm.Read(http.Request, "a mapping and a file");
        if (form is null)
        {
            return refused!;
        }

        if (form.Files.GetFile(FilePart) is not { } file)
        {
            return Problem.Malformed(new Violation(FilePart, null, "Needed: the office's file."));
        }

        var (mapping, problem) = await Mapping(form, grains, http.RequestAborted);
        if (mapping is null)
        {
            return problem!;
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, http.RequestAborted);
        var read = SeriesFile.Read(bytes.ToArray(), mapping, taxonomy.Current.Regions.ContainsKey);
        return EntityAnswers.Json(new ReferencePreview(
            mapping.Kind,
            read.Encoding,
            read.HeaderLine,
            read.Columns,
            read.Rows.Length,
            read.Rows.Count(row => row.Missing is not null),
            [.. read.Rows.Take(RowsShown).Select((row, at) => new PreviewRow(read.Lines[at], row))],
            read.Errors,
            read.Notes,
            read.Remarks,
            read.Totals));
    }

    private static async Task<(ReferenceMapping? Mapping, Problem? Problem)> Mapping(IFormCollection form, IGrainFactory grains, CancellationToken cancellation)
    {
        var text = form[MappingPart].ToString();
        if (form.Files.GetFile(MappingPart) is { } part)
        {
            using var reader = new StreamReader(part.OpenReadStream());
            text = await reader.ReadToEndAsync(cancellation);
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, Problem.Malformed(new Violation(MappingPart, null, "Needed: the mapping as JSON, or the name of a saved one.")));
        }

        if (!text.TrimStart().StartsWith('{'))
        {
            return await grains.ReferenceMappings().Find(text.Trim()) is { } saved
                ? (saved.Mapping, null)
                : (null, Problem.NotFound($"The mapping '{Shown.Short(text.Trim())}'"));
        }

        var read = NdjsonRows.Parse<ReferenceMapping>(1, Encoding.UTF8.GetBytes(text));
        return read.Row is not { } mapping
                ? (null, Problem.Malformed([.. read.Errors.Select(error => new Violation(error.Field ?? "", error.Value, error.Rule))]))
            : MappingRules.Broken(mapping) is { Length: > 0 } broken ? (null, Problem.Of(Refusal.Invalid(broken)))
            : (mapping, null);
    }
}
