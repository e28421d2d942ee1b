using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Reading;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Taxonomy;

/// <summary>Regions, skill groups, skills and occupations, from the snapshot in memory. They are changed by imports.</summary>
internal static class TaxonomyEndpoints
{
    public static void MapTaxonomy(this ApiGroups api)
    {
        var taxonomy = api.Everybody.MapGroup("").WithTags("Taxonomy");
        taxonomy.MapGet("/regions", (HttpContext http, TaxonomyLists lists) => List(http, lists.Regions))
            .WithSummary("Regions, by name").TakesSearch().AnswersList<Region>();
        taxonomy.MapGet("/regions/{id}", (RegionId id, ITaxonomy current) => One(current.Current.Regions.GetValueOrDefault(id), "region", id.Value))
            .WithSummary("One region, with its centroid and neighbours").AnswersItem<Region>();
        taxonomy.MapGet("/skill-groups", (HttpContext http, TaxonomyLists lists) => List(http, lists.SkillGroups))
            .WithSummary("Skill groups, by name").TakesSearch().AnswersList<SkillGroup>();
        taxonomy.MapGet("/skill-groups/{id}", (SkillGroupId id, ITaxonomy current) => One(current.Current.SkillGroups.GetValueOrDefault(id), "skill group", id.Value))
            .WithSummary("One skill group").AnswersItem<SkillGroup>();
        taxonomy.MapGet("/skills", (HttpContext http, TaxonomyLists lists) => List(http, lists.Skills))
            .WithSummary("Skills, by name or alternative name").TakesSearch().AnswersList<Skill>();
        taxonomy.MapGet("/skills/{id}", (SkillId id, ITaxonomy current) => One(current.Current.Skills.GetValueOrDefault(id), "skill", id.Value))
            .WithSummary("One skill, with its alternative names").AnswersItem<Skill>();
        taxonomy.MapGet("/occupations", (HttpContext http, TaxonomyLists lists) => List(http, lists.Occupations))
            .WithSummary("Occupations, by name, alternative name or the beginning of the code").TakesSearch().AnswersList<Occupation>();
        taxonomy.MapGet("/occupations/{id}", (OccupationId id, ITaxonomy current) => One(current.Current.Occupations.GetValueOrDefault(id), "occupation", id.Value))
            .WithSummary("One occupation, with the skills it takes").AnswersItem<Occupation>();
    }

    private static RouteHandlerBuilder TakesSearch(this RouteHandlerBuilder operation) =>
        operation.Takes(QueryParameter.Text, QueryParameter.Limit, QueryParameter.Cursor);

    private static RouteHandlerBuilder AnswersItem<T>(this RouteHandlerBuilder operation) =>
        operation.Answers<T>(ProblemTypes.Malformed, ProblemTypes.NotFound);

    private static Task<IResult> List<TItem>(HttpContext http, TaxonomyList<TItem> list)
        where TItem : class =>
        ListAnswers.List(
            http,
            query => new ListFilter(Text: query.Text(QueryParameter.Text)),
            (filter, page, _) => Task.FromResult(list.Page(filter.Text, page)));

    private static IResult One<TItem>(TItem? item, string what, string id)
        where TItem : class =>
        item is null ? Problem.NotFound($"The {what} '{id}'") : EntityAnswers.Json(item);
}
