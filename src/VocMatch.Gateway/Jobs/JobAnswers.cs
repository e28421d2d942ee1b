using Microsoft.AspNetCore.Http;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Jobs;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Problems;

namespace VocMatch.Gateway.Jobs;

/// <summary>How work that may take long is answered: with what it made where that is done soon, else 202 with the job.</summary>
internal static class JobAnswers
{
    /// <summary>How long a request waits, unless it prefers not to.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private const string DoNotWait = "respond-async";

    /// <summary>Asks a question that takes long.</summary>
    /// <param name="answer">Makes the answer of the JSON that was kept.</param>
    public static async Task<IResult> Ask(HttpContext http, IGrainFactory grains, JobKind kind, string subject, Func<byte[], IResult>? answer = null)
    {
        var asked = await grains.GetGrain<IQuestionGrain>(QuestionKey.Of(kind, subject)).Ask();
        if (!asked.Succeeded)
        {
            return Problem.Of(asked.Refusal);
        }

        return await WaitFor(http, grains, asked.Value, async done =>
        {
            http.Response.Headers.ContentLocation = done.Result;
            var json = await grains.GetGrain<IJobGrain>(done.Id).Answer();
            return json is null ? Problem.NotFound($"The answer of the job '{done.Id}'") : (answer ?? Json)(json);
        });
    }

    /// <summary>Waits for a job as long as the request would have it.</summary>
    /// <param name="made">Answers with what the job made.</param>
    /// <param name="jobs">Where jobs of the kind are found, up to their ids.</param>
    public static async Task<IResult> WaitFor(
        HttpContext http, IGrainFactory grains, Job started, Func<Job, Task<IResult>> made, string jobs = "/api/v1/jobs/")
    {
        var waits = !http.Request.Headers["Prefer"].Any(prefer => prefer?.Contains(DoNotWait, StringComparison.OrdinalIgnoreCase) == true);
        if (!waits)
        {
            http.Response.Headers["Preference-Applied"] = DoNotWait;
        }

        var job = (waits ? await grains.GetGrain<IJobGrain>(started.Id).Wait(Timeout) : null) ?? started;
        return job.Phase switch
        {
            JobPhase.Done => await made(job),
            JobPhase.Failed => new Problem(ProblemTypes.Conflict, job.Failure!),
            _ => Accepted(http, job, jobs),
        };
    }

    public static IResult Json(byte[] json) => TypedResults.Bytes(json, Requests.ContentType.Json);

    private static IResult Accepted(HttpContext http, Job job, string jobs)
    {
        http.Response.Headers.Location = $"{jobs}{job.Id}";
        http.Response.Headers.RetryAfter = "1";
        return EntityAnswers.Json(job, StatusCodes.Status202Accepted);
    }
}
