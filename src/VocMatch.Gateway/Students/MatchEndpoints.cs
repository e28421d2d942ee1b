using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.ProvisionGaps;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Students;

internal static class MatchEndpoints
{
    public static void MapMatches(this ApiGroups api)
    {
        var student = api.Student.MapGroup("/students").WithTags("Matches");
        student.MapGet("/{id}/matches", Matches)
            .WithSummary("Placements ranked for the student, best first, with the parts that add up to each score")
            .Takes(QueryParameter.Top)
            .AnswersTagged<MatchList>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Conflict, ProblemTypes.Unavailable);
        student.MapGet("/{id}/matches/{placementId}", Match)
            .WithSummary("Why this placement, or why not: every constraint with both values, and every part")
            .Answers<MatchDetail>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Conflict, ProblemTypes.Unavailable);
    }

    private static async Task<IResult> Matches(StudentId id, HttpContext http, StudentGrains students, FruitlessSearches fruitless)
    {
        var query = new QueryReader(http.Request.Query);
        var top = query.Top();
        if (query.Violations.Length > 0)
        {
            return Problem.Malformed(query.Violations);
        }

        var outcome = await students.Of(id).MatchAnswer(top);
        if (!outcome.Succeeded)
        {
            return Problem.Of(outcome.Refusal);
        }

        fruitless.Note(id, outcome.Value);
        return EntityAnswers.Written(http, outcome.Value.Json.AsMemory(), $"\"{outcome.Value.Tag}\"");
    }

    private static async Task<IResult> Match(StudentId id, PlacementId placementId, IGrainFactory grains) =>
        EntityAnswers.Answer(await grains.GetGrain<IStudentGrain>(id.Value).Match(placementId));
}
