using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Jobs;
using VocMatch.Contracts.Json;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.Bodies;
using VocMatch.Gateway.Jobs;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Adjustments;

internal static class AdjustmentEndpoints
{
    public static void MapAdjustments(this ApiGroups api)
    {
        var programs = api.College.MapGroup("/programs/{id}/adjustments").WithTags("Adjustments");
        programs.MapGet("", List)
            .WithSummary("What would help the program's students, measured by clearing again, and what became of earlier suggestions. 202 with a job where it takes more than 20 s")
            .Answers<AdjustmentList>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Conflict, ProblemTypes.Unavailable)
            .Produces<Job>(StatusCodes.Status202Accepted)
            .IsNotForPublication();
        programs.MapDecision("accept", AdjustmentAction.Accept, "Takes a suggestion on");
        programs.MapDecision("decline", AdjustmentAction.Decline, "Turns a suggestion down, with the reason in the body")
            .TakesContent(Examples.Decline);
        programs.MapDecision("implement", AdjustmentAction.Implement, "Drafts the program's next revision from a suggestion; publishing it puts it in force");

        api.College.MapGroup("/programs").WithTags("Adjustments").MapPost("/{id}/effect", EffectOfChange)
            .WithSummary("What any change to the program would do to its students and to all others: cleared again with lists as saved, and with lists that respond. Nothing is written")
            .TakesContent(Examples.ProgramChange)
            .Answers<ChangeEffect>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Invalid, ProblemTypes.Unavailable)
            .IsNotForPublication();
        api.College.MapGroup("/placements").WithTags("Adjustments").MapPost("/{id}/effect", EffectOfTerms)
            .WithSummary("What other terms of the placement (seats, skills, requirements, dates, pay) would do to the students of its region and to all others. Nothing is written")
            .TakesContent(Examples.Placement)
            .Answers<ChangeEffect>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Conflict, ProblemTypes.Invalid, ProblemTypes.Unavailable)
            .IsNotForPublication();

        api.College.MapGroup("/regions").WithTags("Adjustments").MapGet("/{region}/program-proposals", Proposals)
            .WithSummary("Programs that nobody in the region offers: what a class of students would find, the seats that ask for them, and the neighbours' supply. 202 with a job where it takes more than 20 s")
            .Answers<ProposalList>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Conflict, ProblemTypes.Unavailable)
            .Produces<Job>(StatusCodes.Status202Accepted)
            .IsNotForPublication();
    }

    private static RouteHandlerBuilder MapDecision(this IEndpointRouteBuilder programs, string verb, AdjustmentAction action, string summary) =>
        programs.MapPost($"/{{number}}/{verb}", (ProgramId id, string number, HttpContext http, IGrainFactory grains) => Decide(id, number, action, http, grains))
            .WithSummary(summary)
            .AnswersTransition<AdjustmentStatus>();

    private static async Task<IResult> List(ProgramId id, HttpContext http, IGrainFactory grains)
    {
        // What stands is answered from the ledger at once; only measuring takes long.
        return await grains.GetGrain<IAdjustmentsGrain>(id.Value).Standing() is { } standing
            ? Listed(standing)
            : await JobAnswers.Ask(
                http, grains, JobKind.Adjustments, id.Value, json => Listed(JsonSerializer.Deserialize<AdjustmentList>(json, WireJson.Options)!));

        IResult Listed(AdjustmentList list)
        {
            http.Response.Headers.ETag = EntityTag.Of(list.Version);
            return EntityAnswers.Json(list);
        }
    }

    private static async Task<IResult> Decide(ProgramId id, string number, AdjustmentAction action, HttpContext http, IGrainFactory grains)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var entry))
        {
            return Problem.Malformed(new Violation("number", Shown.Short(number), "The number of an adjustment: a whole number."));
        }

        var body = default(ReadOnlyMemory<byte>);
        string? reason = null;
        if (http.Request.ContentLength > 0 || http.Request.Headers.TransferEncoding.Count > 0)
        {
            var content = await JsonContent.Read<AdjustmentReason>(http.Request);
            if (content.Problem is not null)
            {
                return content.Problem;
            }

            (body, reason) = (content.Bytes, content.Value!.Reason);
        }

        var headers = await WriteHeaders.Read(http.Request, body, () => Task.FromResult<long?>(null), keyRequired: true);
        if (headers.Problem is not null)
        {
            return headers.Problem;
        }

        var outcome = await grains.GetGrain<IAdjustmentsGrain>(id.Value).Decide(entry, action, reason, headers.Options);
        if (!outcome.Succeeded)
        {
            return Problem.Of(outcome.Refusal);
        }

        http.Response.Headers.ETag = EntityTag.Of(outcome.Value.Version);
        return EntityAnswers.Json(outcome.Value);
    }

    private static async Task<IResult> EffectOfChange(ProgramId id, HttpContext http, IGrainFactory grains)
    {
        var content = await JsonContent.Read<ProgramChange>(http.Request);
        return content.Problem ?? EntityAnswers.Answer(await grains.GetGrain<IAdjustmentsGrain>(id.Value).EffectOf(content.Value!));
    }

    private static async Task<IResult> EffectOfTerms(PlacementId id, HttpContext http, IGrainFactory grains)
    {
        var content = await JsonContent.Read<PlacementPosting>(http.Request);
        if (content.Problem is not null)
        {
            return content.Problem;
        }

        return await grains.GetGrain<IPlacementGrain>(id.Value).Find() is { } placement
            ? EntityAnswers.Answer(await grains.GetGrain<IRegionQuestionsGrain>(placement.Region.Value).EffectOf(id, content.Value!))
            : Problem.NotFound($"The placement '{id}'");
    }

    private static Task<IResult> Proposals(RegionId region, HttpContext http, IGrainFactory grains) =>
        JobAnswers.Ask(http, grains, JobKind.ProgramProposals, region.Value);
}
