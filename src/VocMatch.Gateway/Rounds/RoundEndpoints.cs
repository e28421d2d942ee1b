using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Reading;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.Bodies;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;
using VocMatch.Gateway.Tags;

namespace VocMatch.Gateway.Rounds;

/// <summary>A round's settings, its hand-set pairs and its phases.</summary>
internal static class RoundEndpoints
{
    private static readonly QueryParameter Phase = new("phase", "draft, collecting, locked, solving, solved, published, closed or cancelled.", "collecting");

    private static readonly QueryParameter LateSeats = new(
        "lateSeats", "true: also take up seats of the round's placements that came free or were added after the lock.", "true");

    public static void MapRounds(this ApiGroups api)
    {
        var everybody = api.Everybody.MapGroup("/rounds").WithTags("Rounds");
        everybody.MapGet("", List)
            .WithSummary("Rounds, by phase")
            .Takes(Phase, QueryParameter.Limit, QueryParameter.Cursor)
            .AnswersList<Round>();
        everybody.MapGet("/{id}", Get)
            .WithSummary("One round: its phase, how far its work has come and, once published, its result and the lottery's seed")
            .AnswersEntity<Round>();

        var admin = api.Admin.MapGroup("/rounds").WithTags("Rounds");
        admin.MapPost("", Post)
            .WithSummary("Adds a round as a draft, under an id made from the Idempotency-Key")
            .TakesContent(Examples.Round)
            .AnswersWritten<Round>(keyRequired: true);
        admin.MapPut("/{id}", Put)
            .WithSummary("Adds a round as a draft, or edits its settings until it opens")
            .TakesContent(Examples.Round)
            .AnswersPut<Round>();
        admin.MapGet("/{id}/pairs", Pairs)
            .WithSummary("Students placed by hand and pairs that must not come about, with their reasons")
            .Answers<RoundPairSet>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Unavailable);
        admin.MapPut("/{id}/pairs", PutPairs)
            .WithSummary("Replaces the fixed and the forbidden pairs, until the lists are locked; a fixed pair meets every constraint, or overrides by name what it breaks")
            .TakesContent(Examples.RoundPairs)
            .AnswersPut<Round>();
        admin.MapPost("/{id}/pairs/confirm", ConfirmOverride)
            .WithSummary("Confirms, as a second person, that a fixed pair breaks the constraints it overrides by name")
            .TakesContent(Examples.OverrideConfirmation)
            .AnswersWritten<Round>(keyRequired: true);
        admin.MapGet("/{id}/completeness", Completeness)
            .WithSummary("What a lock would freeze now, and which values are missing: a missing value is never zero")
            .Answers<CompletenessReport>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Conflict, ProblemTypes.Unavailable);
        MapAction(admin, RoundAction.Open, "Takes lists from now on; no other round may be under way in its scope");
        MapAction(admin, RoundAction.Lock, "Freezes the inputs; names the completeness report that is accepted", works: true);
        MapAction(admin, RoundAction.Unlock, "Takes the lock back, with a reason: lists may change again");
        MapAction(admin, RoundAction.Solve, "Clears the frozen inputs", works: true);
        MapAction(admin, RoundAction.Rework, "Sets the result aside before anybody saw it, with a reason: pairs and lists may change again");
        MapAction(admin, RoundAction.Publish, "Makes the result public and its offers", works: true);
        MapAction(admin, RoundAction.Close, "Ends the round: its offers stand, its unused seats are free", works: true);
        MapAction(admin, RoundAction.Cancel, "Ends the round without a result, with a reason", works: true);

        admin.MapGet("/{id}/repair", ProposeRepair)
            .WithSummary("What a repair after the drop-outs so far would do: who moves up, who is placed, and nobody down")
            .Takes(LateSeats)
            .Answers<RepairProposal>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Conflict, ProblemTypes.Unavailable);
        admin.MapPost("/{id}/repair", Repair)
            .WithSummary("Confirms a repair: names the certificates' digests of the proposal that is accepted")
            .TakesContent(Examples.RoundRepair)
            .AnswersWritten<Round>(keyRequired: true);

        api.Employer.MapGroup("/rounds").WithTags("Rounds").MapPut("/{id}/rankings", PutRanking)
            .WithSummary("An employer's own order of students, above any score; an empty one takes it back")
            .TakesContent(Examples.Ranking)
            .AnswersPut<Round>();
    }

    internal static IRoundGrain Grain(IGrainFactory grains, RoundId id) => grains.GetGrain<IRoundGrain>(id.Value);

    private static void MapAction(RouteGroupBuilder rounds, RoundAction action, string summary, bool works = false)
    {
        var operation = rounds
            .MapPost(
                $"/{{id}}/{action.ToString().ToLowerInvariant()}",
                (RoundId id, HttpContext http, IGrainFactory grains) => Apply(id, action, works, http, grains))
            .WithSummary(summary)
            .AnswersTransition<RoundPhase>();
        if (works)
        {
            operation.Produces<Transitioned<RoundPhase>>(StatusCodes.Status202Accepted);
        }

        if (action is RoundAction.Lock)
        {
            operation.TakesContent(Examples.RoundLock);
        }
        else if (action is RoundAction.Unlock or RoundAction.Rework or RoundAction.Cancel)
        {
            operation.TakesContent(Examples.RoundReason);
        }
    }

    private static Task<IResult> List(HttpContext http, IRoundReading reading)
    {
        var phase = new QueryReader(http.Request.Query).OneOf<RoundPhase>(Phase);
        return ListAnswers.List<ListFilter, Round>(
            http,
            query =>
            {
                query.OneOf<RoundPhase>(Phase);
                return new();
            },
            (_, page, cancellation) => reading.Rounds(phase, page, cancellation));
    }

    private static async Task<IResult> Get(RoundId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Found(http, await Grain(grains, id).Find(), round => round.Version, $"The round '{id}'");

    private static Task<IResult> Put(RoundId id, HttpContext http, IGrainFactory grains, TagWarnings tags) =>
        EntityAnswers.Put<RoundSettings, Round>(
            http,
            Grain(grains, id).Find,
            Grain(grains, id).Put,
            round => round.Version,
            async (_, round) => round with { Warnings = await tags.OfAll(http.RequestAborted) });

    private static async Task<IResult> Post(HttpContext http, IGrainFactory grains, TagWarnings tags)
    {
        var key = http.Request.Headers[WriteHeaders.IdempotencyKey].ToString();
        var id = RoundId.Parse("r" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 10)));
        if (key.Length == 0)
        {
            return Problem.Malformed(new Violation(WriteHeaders.IdempotencyKey, null, "A round without an id of its own takes it from this key."));
        }

        var answer = await Put(id, http, grains, tags);
        if (http.Response.Headers.Location.Count > 0)
        {
            http.Response.Headers.Location = $"/api/v1/rounds/{id}";
        }

        return answer;
    }

    /// <summary>Under the round's tag, which is read first: pairs that changed meanwhile are refused, not overwritten.</summary>
    private static async Task<IResult> Pairs(RoundId id, HttpContext http, IGrainFactory grains) =>
        await Grain(grains, id).Find() is { } round && await Grain(grains, id).Pairs() is { } pairs
            ? EntityAnswers.Tagged(http, pairs, round.Version)
            : Problem.NotFound($"The round '{id}'");

    private static Task<IResult> PutPairs(RoundId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Put<RoundPairSet, Round>(
            http,
            Grain(grains, id).Find,
            (pairs, options) => Grain(grains, id).PutPairs(pairs.Fixed, pairs.Forbidden, options),
            round => round.Version);

    private static Task<IResult> ConfirmOverride(RoundId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Put<OverrideConfirmation, Round>(
            http, Grain(grains, id).Find, Grain(grains, id).ConfirmOverride, round => round.Version);

    private static Task<IResult> PutRanking(RoundId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Put<EmployerRanking, Round>(http, Grain(grains, id).Find, Grain(grains, id).PutRanking, round => round.Version);

    private static async Task<IResult> Completeness(RoundId id, IGrainFactory grains) =>
        EntityAnswers.Answer(await Grain(grains, id).Completeness());

    private static async Task<IResult> ProposeRepair(RoundId id, HttpContext http, IGrainFactory grains)
    {
        var query = new QueryReader(http.Request.Query);
        var lateSeats = query.Flag(LateSeats);
        return query.Violations.Length > 0
            ? Problem.Malformed(query.Violations)
            : EntityAnswers.Answer(await Grain(grains, id).ProposeRepair(lateSeats));
    }

    private static Task<IResult> Repair(RoundId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Put<AcceptedRepair, Round>(
            http, Grain(grains, id).Find, Grain(grains, id).Repair, round => round.Version);

    private static async Task<IResult> Apply(RoundId id, RoundAction action, bool works, HttpContext http, IGrainFactory grains)
    {
        var command = new RoundCommand();
        ReadOnlyMemory<byte> bytes = default;
        if (http.Request.ContentLength > 0 || http.Request.Headers.TransferEncoding.Count > 0)
        {
            var content = await JsonContent.Read<RoundCommand>(http.Request);
            if (content.Problem is not null)
            {
                return content.Problem;
            }

            (command, bytes) = (content.Value!, content.Bytes);
        }

        var headers = await WriteHeaders.Read(http.Request, bytes, async () => (await Grain(grains, id).Find())?.Version, keyRequired: true);
        if (headers.Problem is not null)
        {
            return headers.Problem;
        }

        var outcome = await Grain(grains, id).Apply(action, command.Reason, command.Report, headers.Options);
        if (!outcome.Succeeded)
        {
            return Problem.Of(outcome.Refusal);
        }

        http.Response.Headers.ETag = EntityTag.Of(outcome.Value.Version);
        if (works)
        {
            http.Response.Headers.Location = $"/api/v1/operations/{action.ToString().ToLowerInvariant()}:{id}";
        }

        return EntityAnswers.Json(outcome.Value, works ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }
}
