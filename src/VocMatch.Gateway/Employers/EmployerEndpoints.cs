using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Reading;
using VocMatch.Domain.Reading;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Employers;

internal static class EmployerEndpoints
{
    public static void MapEmployers(this ApiGroups api)
    {
        var everybody = api.Everybody.MapGroup("/employers").WithTags("Employers");
        everybody.MapGet("", List)
            .WithSummary("Employers, by region of a site and name")
            .Takes(QueryParameter.Region, QueryParameter.Text, QueryParameter.Limit, QueryParameter.Cursor)
            .AnswersList<Employer>();
        everybody.MapGet("/{id}", Get)
            .WithSummary("One employer with its sites")
            .AnswersEntity<Employer>();

        api.Employer.MapGroup("/employers").WithTags("Employers").MapPut("/{id}", Put)
            .WithSummary("Adds or replaces an employer")
            .TakesContent(Examples.Employer)
            .AnswersPut<Employer>();
    }

    private static Task<IResult> List(HttpContext http, IReadSide reading) =>
        ListAnswers.List(
            http,
            query => new ListFilter(Region: query.Id<RegionId>(QueryParameter.Region), Text: query.Text(QueryParameter.Text)),
            reading.Employers);

    private static async Task<IResult> Get(EmployerId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Found(http, await Grain(grains, id).Find(), employer => employer.Version, $"The employer '{id}'");

    private static Task<IResult> Put(EmployerId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Put<EmployerProfile, Employer>(http, Grain(grains, id).Find, Grain(grains, id).Put, employer => employer.Version);

    private static IEmployerGrain Grain(IGrainFactory grains, EmployerId id) => grains.GetGrain<IEmployerGrain>(id.Value);
}
