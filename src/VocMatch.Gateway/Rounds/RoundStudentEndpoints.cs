using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.Bodies;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;

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
            .Answers<JudgedList>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Conflict, ProblemTypes.Invalid, ProblemTypes.Unavailable);
        student.MapPut("/preferences", PutList)
            .WithSummary("Replaces the student's list for the round, as often as they like until it is locked; warns of what is amiss")
            .TakesContent(Examples.RoundPreferences)
            .AnswersReplaced<JudgedList>(keyRequired: false);
        student.MapGet("/swap", Swap)
            .WithSummary("Whom the student would change places with after the result, and who would with them")
            .Answers<StudentSwap>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Unavailable);
        student.MapPut("/swap", PutSwap)
            .WithSummary("Says with whom the student would change places; done once both have said so, unless a third student's claim would be broken")
            .TakesContent(Examples.RoundSwap)
            .AnswersReplaced<StudentSwap>(keyRequired: true);
    }

    private static async Task<IResult> Swap(RoundId id, StudentId studentId, HttpContext http, IGrainFactory grains)
    {
        var swap = await RoundEndpoints.Grain(grains, id).SwapOf(studentId);
        return swap.Succeeded ? EntityAnswers.Tagged(http, swap.Value, StudentSwap.VersionOf(swap.Value.With)) : Problem.Of(swap.Refusal);
    }

    private static Task<IResult> PutSwap(RoundId id, StudentId studentId, HttpContext http, IGrainFactory grains)
    {
        var round = RoundEndpoints.Grain(grains, id);
        return EntityAnswers.Replace<SwapRequest, StudentSwap>(
            http,
            async () => (await round.SwapOf(studentId)).Value?.With is { } with ? StudentSwap.VersionOf(with) : null,
            (request, options) => round.AskSwap(studentId, request.With, options),
            swap => StudentSwap.VersionOf(swap.With),
            keyRequired: true);
    }

    private static async Task<IResult> Result(RoundId id, StudentId studentId, IGrainFactory grains) =>
        await Student(grains, studentId).Find() is null
            ? Problem.NotFound($"The student '{studentId}'")
            : EntityAnswers.Answer(await RoundEndpoints.Grain(grains, id).ResultOf(studentId));

    private static async Task<IResult> Risk(RoundId id, StudentId studentId, IGrainFactory grains) =>
        EntityAnswers.Answer(await RoundEndpoints.Grain(grains, id).RiskOf(studentId));

    private static async Task<IResult> List(RoundId id, StudentId studentId, HttpContext http, IGrainFactory grains)
    {
        var list = await Saved(id, studentId, grains);
        var checkedList = await RoundEndpoints.Grain(grains, id).Check(studentId, list?.Ranked ?? []);
        return checkedList.Succeeded
            ? EntityAnswers.Tagged(http, new JudgedList(list, checkedList.Value.Warnings), list?.Revision ?? 0)
            : Problem.Of(checkedList.Refusal);
    }

    private static Task<IResult> PutList(RoundId id, StudentId studentId, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Replace<RoundPreferences, JudgedList>(
            http,
            async () => (await Saved(id, studentId, grains))?.Revision,
            async (list, options) =>
            {
                var checkedList = await RoundEndpoints.Grain(grains, id).Check(studentId, list.Placements);
                if (checkedList is { Succeeded: false, Refusal.Kind: not RefusalKind.Conflict })
                {
                    return checkedList.Refusal;
                }

                // While inputs are being frozen nothing can be checked; a list that was taken before is still answered as it was then.
                var saved = await Student(grains, studentId).SaveList(id, list.Placements, list.AgreesToCompletion, options);
                return saved.Succeeded ? new JudgedList(saved.Value, checkedList.Value?.Warnings ?? []) : saved.Refusal;
            },
            list => list.List?.Revision ?? 0,
            keyRequired: false);

    private static async Task<RoundList?> Saved(RoundId id, StudentId studentId, IGrainFactory grains) =>
        (await Student(grains, studentId).Lists()).FirstOrDefault(one => one.Round == id);

    private static IStudentGrain Student(IGrainFactory grains, StudentId id) => grains.GetGrain<IStudentGrain>(id.Value);
}
