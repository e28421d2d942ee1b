using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Reading;
using VocMatch.Domain.Reading;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.ProvisionGaps;
using VocMatch.Gateway.Requests;
using VocMatch.Gateway.Tags;

namespace VocMatch.Gateway.Placements;

internal static class PlacementEndpoints
{
    public static void MapPlacements(this ApiGroups api)
    {
        var everybody = api.Everybody.MapGroup("/placements").WithTags("Placements");
        everybody.MapGet("", List)
            .WithSummary("Placements, by region, occupation, employer, status and title")
            .Takes(
                QueryParameter.Region, QueryParameter.Occupation, QueryParameter.Employer, QueryParameter.Status, QueryParameter.Text,
                QueryParameter.Limit, QueryParameter.Cursor)
            .AnswersList<Placement>();
        everybody.MapGet("/{id}", Get)
            .WithSummary("One placement, with its open seats")
            .AnswersEntity<Placement>();

        var employer = api.Employer.MapGroup("/placements").WithTags("Placements");
        employer.MapPut("/{id}", Put)
            .WithSummary("Adds a placement as a draft, or edits its posting")
            .TakesContent(Examples.Placement)
            .AnswersPut<Placement>();
        employer.MapPost("/{id}/publish", (PlacementId id, HttpContext http, IGrainFactory grains) => Apply(id, PlacementAction.Publish, http, grains))
            .WithSummary("Opens the placement to students")
            .AnswersTransition<PlacementStatus>();
        employer.MapPost("/{id}/close", (PlacementId id, HttpContext http, IGrainFactory grains) => Apply(id, PlacementAction.Close, http, grains))
            .WithSummary("Takes the placement out of its market")
            .AnswersTransition<PlacementStatus>();
        employer.MapPost("/{id}/reopen", (PlacementId id, HttpContext http, IGrainFactory grains) => Apply(id, PlacementAction.Reopen, http, grains))
            .WithSummary("Makes a closed placement a draft again")
            .AnswersTransition<PlacementStatus>();
        employer.MapGet("/{id}/candidates", Candidates)
            .WithSummary("The best candidates under pseudonyms, best first, with the parts that add up to each score")
            .Takes(QueryParameter.Top)
            .Answers<CandidateList>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Conflict, ProblemTypes.Unavailable);
    }

    private static Task<IResult> List(HttpContext http, IReadSide reading) =>
        ListAnswers.List(
            http,
            query => new ListFilter(
                Region: query.Id<RegionId>(QueryParameter.Region),
                Occupation: query.Id<OccupationId>(QueryParameter.Occupation),
                Employer: query.Id<EmployerId>(QueryParameter.Employer),
                Status: query.OneOf<PlacementStatus>(QueryParameter.Status),
                Text: query.Text(QueryParameter.Text)),
            reading.Placements);

    private static async Task<IResult> Get(PlacementId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Found(http, await Grain(grains, id).Find(), placement => placement.Version, $"The placement '{id}'");

    private static Task<IResult> Put(PlacementId id, HttpContext http, IGrainFactory grains, TagWarnings tags) =>
        EntityAnswers.Put<PlacementPosting, Placement>(
            http,
            Grain(grains, id).Find,
            Grain(grains, id).Put,
            placement => placement.Version,
            async (posting, placement) => placement with { Warnings = await tags.For(TagWarnings.Of(posting), http.RequestAborted) });

    private static Task<IResult> Apply(PlacementId id, PlacementAction action, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Apply(
            http,
            async () => (await Grain(grains, id).Find())?.Version,
            (WriteOptions options) => Grain(grains, id).Apply(action, options));

    private static async Task<IResult> Candidates(PlacementId id, HttpContext http, IGrainFactory grains, FruitlessSearches fruitless)
    {
        var query = new QueryReader(http.Request.Query);
        var top = query.Top();
        return query.Violations.Length > 0
            ? Problem.Malformed(query.Violations)
            : EntityAnswers.Answer(fruitless.Note(id, await Grain(grains, id).Candidates(top)));
    }

    private static IPlacementGrain Grain(IGrainFactory grains, PlacementId id) => grains.GetGrain<IPlacementGrain>(id.Value);
}
