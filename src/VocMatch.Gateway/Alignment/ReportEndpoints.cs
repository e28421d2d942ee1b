using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Jobs;
using VocMatch.Contracts.Outcomes;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.Bodies;
using VocMatch.Gateway.Jobs;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Alignment;

internal static class ReportEndpoints
{
    private static readonly QueryParameter Format = new("format", "json, csv, xlsx or html; left out: what Accept asks for, else json.", "html");

    private static readonly QueryParameter Table = new("table", "For csv: the table, by its id; left out: the first one.", "regions");

    public static void MapReports(this ApiGroups api)
    {
        var reports = api.Regulator.MapGroup("/reports").WithTags("Reports");
        reports.MapPost("/alignment", Publish)
            .WithSummary("Publishes a year or quarter of the authority's calendar that is over, or answers what was published of it: 201 with the report where it is done within 20 s, else 202 with the job")
            .TakesContent(Examples.Report)
            .Takes(Format)
            .AnswersCreation<ReportDocument>()
            .AnswersAlsoAs(ContentType.Csv, ReportFormats.Xlsx, ReportFormats.Html)
            .WithName("makeAlignmentReport")
            .Produces<Job>(StatusCodes.Status202Accepted);
        reports.MapGet("/alignment", List)
            .WithSummary("The reports there are, the latest first")
            .Takes(QueryParameter.Limit, QueryParameter.Cursor)
            .Answers<ReportPage>(ProblemTypes.Malformed, ProblemTypes.Unavailable);
        reports.MapGet("/alignment/{id}", Get)
            .WithSummary("One report, as JSON, CSV, XLSX or a page to print: the same bytes for ever")
            .Takes(Format, Table)
            .AnswersEntity<ReportDocument>()
            .AnswersAlsoAs(ContentType.Csv, ReportFormats.Xlsx, ReportFormats.Html);
        reports.MapGet("/alignment/{id}/header", Header)
            .WithSummary("What a report was made from: period, digests of the inputs, tables")
            .Answers<ReportHeader>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Unavailable);
        reports.MapGet("/jobs/{id}", JobEndpoints.Find)
            .WithSummary("How far the making of a report has come")
            .Answers<Job>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Unavailable);

        var simulations = api.Regulator.MapGroup("/simulations").WithTags("Simulations");
        simulations.MapPost("/alignment", Simulate)
            .WithSummary("What a clearing of today would give, over any whole months, laid out as a report: 201 with it where it is done within 20 s, else 202 with the job")
            .TakesContent(Examples.Simulation)
            .Takes(Format)
            .AnswersCreation<ReportDocument>()
            .AnswersAlsoAs(ContentType.Csv, ReportFormats.Xlsx, ReportFormats.Html)
            .Produces<Job>(StatusCodes.Status202Accepted)
            .IsNotForPublication();
        simulations.MapGet("/alignment/{id}", GetSimulation)
            .WithSummary("One simulation, as JSON, CSV, XLSX or a page to print: the same bytes for ever")
            .Takes(Format, Table)
            .AnswersEntity<ReportDocument>()
            .AnswersAlsoAs(ContentType.Csv, ReportFormats.Xlsx, ReportFormats.Html)
            .IsNotForPublication();
    }

    private static Task<IResult> Publish(HttpContext http, IGrainFactory grains) => Make(http, grains, simulate: false);

    private static Task<IResult> Simulate(HttpContext http, IGrainFactory grains) => Make(http, grains, simulate: true);

    private static async Task<IResult> Make(HttpContext http, IGrainFactory grains, bool simulate)
    {
        var query = new QueryReader(http.Request.Query);
        var format = query.OneOf<ReportFormat>(Format);
        if (query.Violations.Length > 0)
        {
            return Problem.Malformed(query.Violations);
        }

        var content = await JsonContent.Read<ReportRequest>(http.Request);
        if (content.Problem is not null)
        {
            return content.Problem;
        }

        if (content.Value!.Simulate && !simulate)
        {
            return Problem.Of(Refusal.Invalid(
                [new Violation("simulate", "true", "Left out: what is simulated is not published. POST /api/v1/simulations/alignment makes a simulation.")]));
        }

        var headers = await WriteHeaders.Read(http.Request, content.Bytes, () => Task.FromResult<long?>(null), keyRequired: true);
        if (headers.Problem is not null)
        {
            return headers.Problem;
        }

        var key = headers.Options.OperationId!;
        var kind = simulate ? "simulation" : "report";
        var job = grains.GetGrain<IJobGrain>($"{kind}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32]}");
        var started = await job.Start(new(JobKind.Report, content.Value with { Simulate = simulate }), headers.Options.ContentDigest!);
        if (!started.Succeeded)
        {
            return started.Refusal.Kind == RefusalKind.OperationReused ? Problem.Of(Refusal.OperationReused(key)) : Problem.Of(started.Refusal);
        }

        return await JobAnswers.WaitFor(
            http, grains, started.Value, done => Created(http, done.Report!, ReportFormats.Asked(http.Request, format), simulate), "/api/v1/reports/jobs/");
    }

    private static Task<IResult> Created(HttpContext http, string report, ReportFormat format, bool simulated)
    {
        http.Response.Headers.Location = $"/api/v1/{(simulated ? "simulations" : "reports")}/alignment/{report}";
        return ReportAnswers.Document(http, report, format, table: null, StatusCodes.Status201Created);
    }

    private static async Task<IResult> List(HttpContext http, IGrainFactory grains)
    {
        var query = new QueryReader(http.Request.Query);
        var page = query.Page();
        if (query.Violations.Length > 0)
        {
            return Problem.Malformed(query.Violations);
        }

        string? place = null;
        return page.Cursor is { } cursor && !ListCursor.TryRead(http.Request, cursor, out place) ? ListAnswers.ForeignCursor(cursor)
            : await grains.GetGrain<IReportRegisterGrain>("all").List(page.Limit, place) is { } found
                ? EntityAnswers.Json(found with { NextCursor = ListCursor.Bind(http.Request, found.NextCursor) })
            : ListAnswers.ForeignCursor(page.Cursor!);
    }

    private static Task<IResult> Get(string id, HttpContext http, IGrainFactory grains) => Kept(id, http, grains, simulated: false);

    private static Task<IResult> GetSimulation(string id, HttpContext http, IGrainFactory grains) => Kept(id, http, grains, simulated: true);

    private static async Task<IResult> Kept(string id, HttpContext http, IGrainFactory grains, bool simulated)
    {
        var query = new QueryReader(http.Request.Query);
        var format = query.OneOf<ReportFormat>(Format);
        var table = query.Text(Table);
        return query.Violations.Length > 0 ? Problem.Malformed(query.Violations)
            : await Find(grains, id, simulated) is null ? Problem.NotFound($"The {(simulated ? "simulation" : "report")} '{id}'")
            : await ReportAnswers.Document(http, id, ReportFormats.Asked(http.Request, format), table);
    }

    /// <summary>A simulation is found under its own address only, never among the reports.</summary>
    private static async Task<ReportHeader?> Find(IGrainFactory grains, string id, bool simulated) =>
        await grains.GetGrain<IReportGrain>(id).Find() is { } found && found.Simulated == simulated ? found : null;

    private static async Task<IResult> Header(string id, IGrainFactory grains) =>
        await Find(grains, id, simulated: false) is { } header ? EntityAnswers.Json(header) : Problem.NotFound($"The report '{id}'");
}
