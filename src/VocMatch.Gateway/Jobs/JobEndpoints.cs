using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Jobs;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Jobs;

internal static class JobEndpoints
{
    public static void MapJobs(this ApiGroups api)
    {
        var jobs = api.Everybody.MapGroup("/jobs").WithTags("Jobs");
        jobs.MapGet("/{id}", Find)
            .WithSummary("How far long work has come, and where its result is")
            .Answers<Job>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Unavailable);
        api.College.MapGroup("/jobs").WithTags("Jobs").MapGet("/{id}/result", Result)
            .WithSummary("The answer to a question that took long: the same bytes as long as it is kept")
            .Answers<object>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Conflict, ProblemTypes.Unavailable)
            .IsNotForPublication();
    }

    /// <summary>The job of an id.</summary>
    public static async Task<IResult> Find(string id, IGrainFactory grains) =>
        await grains.GetGrain<IJobGrain>(id).Find() is { } job ? EntityAnswers.Json(job) : Missing(id);

    private static async Task<IResult> Result(string id, IGrainFactory grains)
    {
        var grain = grains.GetGrain<IJobGrain>(id);
        return await grain.Find() switch
        {
            null => Missing(id),
            { Phase: JobPhase.Running } job => new Problem(ProblemTypes.Conflict, $"The job '{job.Id}' is still running."),
            { Phase: JobPhase.Failed } job => new Problem(ProblemTypes.Conflict, job.Failure!),
            { Report: not null } job => Problem.NotFound($"An answer of the job '{job.Id}', which made the report at {job.Result},"),
            var job => await grain.Answer() is { } json ? JobAnswers.Json(json) : Missing(job.Id),
        };
    }

    private static Problem Missing(string id) => Problem.NotFound($"The job '{Shown.Short(id)}'");
}
