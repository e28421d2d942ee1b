using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Schools;
using VocMatch.Domain.Reading;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Schools;

internal static class SchoolEndpoints
{
    public static void MapSchools(this ApiGroups api)
    {
        var everybody = api.Everybody.MapGroup("/schools").WithTags("Schools");
        everybody.MapGet("", List)
            .WithSummary("Schools, by region and name")
            .Takes(QueryParameter.Region, QueryParameter.Text, QueryParameter.Limit, QueryParameter.Cursor)
            .AnswersList<School>();
        everybody.MapGet("/{id}", Get)
            .WithSummary("One school")
            .AnswersEntity<School>();

        api.College.MapGroup("/schools").WithTags("Schools").MapPut("/{id}", Put)
            .WithSummary("Adds or replaces a school")
            .TakesContent(Examples.School)
            .AnswersPut<School>();
    }

    private static Task<IResult> List(HttpContext http, IReadSide reading) =>
        ListAnswers.List(
            http,
            query => new ListFilter(Region: query.Id<RegionId>(QueryParameter.Region), Text: query.Text(QueryParameter.Text)),
            reading.Schools);

    private static async Task<IResult> Get(SchoolId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Found(http, await Grain(grains, id).Find(), school => school.Version, $"The school '{id}'");

    private static Task<IResult> Put(SchoolId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Put<SchoolProfile, School>(http, Grain(grains, id).Find, Grain(grains, id).Put, school => school.Version);

    private static ISchoolGrain Grain(IGrainFactory grains, SchoolId id) => grains.GetGrain<ISchoolGrain>(id.Value);
}
