using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Reading;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Rounds;

/// <summary>What a published round has found, and all that anybody needs to verify it.</summary>
internal static class RoundResultEndpoints
{
    private static readonly QueryParameter Pass =
        new("pass", "1: those who ranked, with those placed by hand; 2: those completed on what was left over. 1 where it is left out.", "1", Whole: true);

    private static readonly QueryParameter Issue =
        new("issue", "1: as cleared; one more with each repair. The latest where it is left out.", "1", Whole: true);

    public static void MapRoundResults(this ApiGroups api)
    {
        var college = api.College.MapGroup("/rounds").WithTags("Rounds");
        college.MapGet("/{id}/results", Results)
            .WithSummary("Who got what, once published; with Accept: text/csv the matches.csv of one pass, as `vocmatch verify` takes it")
            .Takes(Pass, Issue, QueryParameter.Limit, QueryParameter.Cursor)
            .Answers<Page<Assignment>>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Conflict, ProblemTypes.Unavailable)
            .AnswersAlsoAs(ContentType.Csv);

        college.MapGet("/{id}/gaps", Gaps)
            .WithSummary("Placements nobody could be matched with and students whose whole list was closed to them, with the reasons; once published")
            .Answers<RoundGaps>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Conflict, ProblemTypes.Unavailable);

        var regulator = api.Regulator.MapGroup("/rounds").WithTags("Rounds");
        regulator.MapGet("/{id}/certificate", Certificate)
            .WithSummary("The certificate of one pass: digests, seed, versions and every cutoff")
            .Takes(Pass, Issue)
            .Answers<object>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Conflict, ProblemTypes.Unavailable);
        foreach (var file in RoundFiles.Inputs)
        {
            regulator.MapGet($"/{{id}}/inputs/{file.Name}", (RoundId id, HttpContext http, IGrainFactory grains, IRoundRows rows) => Input(id, file, http, grains, rows))
                .WithSummary($"The frozen {file.Name} of one pass, as `vocmatch verify` takes it")
                .Takes(Pass, Issue)
                .AnswersDocument(ContentType.Csv, ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Conflict, ProblemTypes.Unavailable);
        }
    }

    private static async Task<IResult> Results(RoundId id, HttpContext http, IGrainFactory grains, IRoundRows rows)
    {
        var asked = await Published(id, http, grains);
        if (asked.Problem is not null)
        {
            return asked.Problem;
        }

        if (http.Request.GetTypedHeaders().Accept.Any(type => type.MediaType == ContentType.Csv))
        {
            return RoundFiles.Answer(RoundFiles.Matches, asked.Input, rows);
        }

        return await ListAnswers.List<ListFilter, Assignment>(
            http,
            query =>
            {
                query.Whole(Pass, absent: 1, least: 1, most: 2);
                return new();
            },
            (_, page, cancellation) => rows.Assignments(asked.Input.Under, asked.Input.Issue, page, cancellation));
    }

    private static async Task<IResult> Gaps(RoundId id, HttpContext http, IGrainFactory grains, IRoundRows rows)
    {
        var asked = await Published(id, http, grains);
        return asked.Problem ?? EntityAnswers.Json(await RoundGaps.Of(rows, asked.Input with { Issue = 1, Pass = 1 }, http.RequestAborted));
    }

    private static async Task<IResult> Certificate(RoundId id, HttpContext http, IGrainFactory grains, IRoundRows rows)
    {
        var asked = await Published(id, http, grains);
        return asked.Problem
            ?? (await rows.Document(
                asked.Input.Under, RoundDocuments.Certificate(asked.Input.Issue, asked.Input.Pass), http.RequestAborted) is { } certificate
                ? TypedResults.Bytes(certificate, ContentType.Json)
                : Problem.NotFound($"A pass {asked.Input.Pass} of the round '{id}'"));
    }

    private static async Task<IResult> Input(RoundId id, RoundFile file, HttpContext http, IGrainFactory grains, IRoundRows rows)
    {
        var asked = await Published(id, http, grains);
        return asked.Problem ?? RoundFiles.Answer(file, asked.Input, rows);
    }

    private static async Task<(FrozenInput Input, IResult? Problem)> Published(RoundId id, HttpContext http, IGrainFactory grains)
    {
        var query = new QueryReader(http.Request.Query);
        var pass = query.Whole(Pass, absent: 1, least: 1, most: 2);
        var issue = query.Whole(Issue, absent: 0, least: 1, most: 1_000);
        if (query.Violations.Length > 0)
        {
            return (default, Problem.Malformed(query.Violations));
        }

        return await RoundEndpoints.Grain(grains, id).Find() switch
        {
            null => (default, Problem.NotFound($"The round '{id}'")),
            { Result: null } round => (default, Problem.Of(Refusal.Conflict($"The result is not published: the round is {RoundWords.Of(round.Phase, round.InputDigest)}."))),
            { Result.Second: null } when pass == 2 => (default, Problem.NotFound($"A second pass of the round '{id}'")),
            var round when issue > round.Issue => (default, Problem.NotFound($"The issue {issue} of the result of the round '{id}'")),
            var round => (new FrozenInput(new(id, round.Lock), issue == 0 ? round.Issue : issue, pass), null),
        };
    }
}
