using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Students;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Rounds;

/// <summary>What a student does in a round: ranks, and reads what came of it.</summary>
internal static class RoundStudentEndpoints
{
    public static void MapRoundStudents(this ApiGroups api)
    {
        var student = api.Student.MapGroup("/rounds/{id}/students/{studentId}").WithTags("Rounds");
        student.MapGet("", Result)
            .WithSummary("The student's place and, for every placement ranked, why or why not; once the result is published")
            .Answers<StudentResult>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Conflict, ProblemTypes.Unavailable);
        student.MapGet("/risk", Risk)
            .WithSummary("While lists are collected: in how many of the simulated lotteries the student ends without a placement, and what would lower it")
            .Answers<StudentRisk>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Conflict, ProblemTypes.Unavailable);
        student.MapGet("/preferences", List)
            .WithSummary("The student's list for the round, with what is amiss with it now")
            .Answers<JudgedList>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Invalid, ProblemTypes.Unavailable);
        student.MapPut("/preferences", PutList)
            .WithSummary("Replaces the student's list for the round, as often as they like until it is locked; warns of what is amiss")
            .TakesContent(Examples.RoundPreferences)
            .Answers<JudgedList>(
                ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Conflict, ProblemTypes.TooLarge, ProblemTypes.UnsupportedMediaType,
                ProblemTypes.Invalid, ProblemTypes.OperationReused, ProblemTypes.Unavailable)
            .WithMetadata(new ConditionalWrite(KeyRequired: false));
        student.MapGet("/swap", Swap)
            .WithSummary("Whom the student would change places with after the result, and who would with them")
            .Answers<StudentSwap>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Unavailable);
        student.MapPut("/swap", PutSwap)
            .WithSummary("Says with whom the student would change places; done once both have said so, unless a third student's claim would be broken")
            .TakesContent(Examples.RoundSwap)
            .AnswersAct<StudentSwap>();
    }

    private static async Task<IResult> Swap(RoundId id, StudentId studentId, IGrainFactory grains) =>
        EntityAnswers.Answer(await RoundEndpoints.Grain(grains, id).SwapOf(studentId));

    private static Task<IResult> PutSwap(RoundId id, StudentId studentId, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Act<SwapRequest, StudentSwap>(
            http, (request, options) => RoundEndpoints.Grain(grains, id).AskSwap(studentId, request.With, options));

    private static async Task<IResult> Result(RoundId id, StudentId studentId, IGrainFactory grains) =>
        await Student(grains, studentId).Find() is null
            ? Problem.NotFound($"The student '{studentId}'")
            : EntityAnswers.Answer(await RoundEndpoints.Grain(grains, id).ResultOf(studentId));

    private static async Task<IResult> Risk(RoundId id, StudentId studentId, IGrainFactory grains) =>
        EntityAnswers.Answer(await RoundEndpoints.Grain(grains, id).RiskOf(studentId));

    private static async Task<IResult> List(RoundId id, StudentId studentId, IGrainFactory grains)
    {
        var list = (await Student(grains, studentId).Lists()).FirstOrDefault(one => one.Round == id);
        var judged = await RoundEndpoints.Grain(grains, id).Judge(studentId, list?.Ranked ?? []);
        return judged.Succeeded ? EntityAnswers.Json(new JudgedList(list, judged.Value.Warnings)) : Problem.Of(judged.Refusal);
    }

    private static async Task<IResult> PutList(RoundId id, StudentId studentId, HttpContext http, IGrainFactory grains)
    {
        var content = await JsonContent.Read<RoundPreferences>(http.Request);
        if (content.Problem is not null)
        {
            return content.Problem;
        }

        var headers = await WriteHeaders.Read(http.Request, content.Bytes, () => Task.FromResult<long?>(null), keyRequired: false);
        if (headers.Problem is not null)
        {
            return headers.Problem;
        }

        var (placements, agrees) = content.Value!;
        var judged = await RoundEndpoints.Grain(grains, id).Judge(studentId, placements);
        if (!judged.Succeeded)
        {
            return Problem.Of(judged.Refusal);
        }

        var saved = await Student(grains, studentId).SaveList(id, placements, agrees, headers.Options);
        return saved.Succeeded ? EntityAnswers.Json(new JudgedList(saved.Value, judged.Value.Warnings)) : Problem.Of(saved.Refusal);
    }

    private static IStudentGrain Student(IGrainFactory grains, StudentId id) => grains.GetGrain<IStudentGrain>(id.Value);
}
