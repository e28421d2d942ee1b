using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Reading;
using VocMatch.Domain.Reading;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Programs;

internal static class ProgramEndpoints
{
    public static void MapPrograms(this ApiGroups api)
    {
        var everybody = api.Everybody.MapGroup("/programs").WithTags("Programs");
        everybody.MapGet("", List)
            .WithSummary("Programs, by school, target occupation, status and title")
            .Takes(
                QueryParameter.School, QueryParameter.Region, QueryParameter.Occupation, QueryParameter.Status, QueryParameter.Text,
                QueryParameter.Limit, QueryParameter.Cursor)
            .AnswersList<Program>();
        everybody.MapGet("/{id}", Get)
            .WithSummary("One program: the revision in force, and the draft of the next")
            .AnswersEntity<Program>();

        var college = api.College.MapGroup("/programs").WithTags("Programs");
        college.MapPut("/{id}", Put)
            .WithSummary("Adds a program, or edits the draft of its next revision")
            .TakesContent(Examples.Program)
            .AnswersPut<Program>();
        college.MapPost("/{id}/publish", (ProgramId id, HttpContext http, IGrainFactory grains) => Apply(id, ProgramAction.Publish, http, grains))
            .WithSummary("Puts the draft in force as a new revision")
            .AnswersTransition<ProgramStatus>();
        college.MapPost("/{id}/close", (ProgramId id, HttpContext http, IGrainFactory grains) => Apply(id, ProgramAction.Close, http, grains))
            .WithSummary("Takes the program out of its market")
            .AnswersTransition<ProgramStatus>();
        college.MapPost("/{id}/reopen", (ProgramId id, HttpContext http, IGrainFactory grains) => Apply(id, ProgramAction.Reopen, http, grains))
            .WithSummary("Makes a closed program a draft again")
            .AnswersTransition<ProgramStatus>();
    }

    private static Task<IResult> List(HttpContext http, IReadSide reading) =>
        ListAnswers.List(
            http,
            query => new ListFilter(
                Region: query.Id<RegionId>(QueryParameter.Region),
                Occupation: query.Id<OccupationId>(QueryParameter.Occupation),
                School: query.Id<SchoolId>(QueryParameter.School),
                Status: query.OneOf<ProgramStatus>(QueryParameter.Status),
                Text: query.Text(QueryParameter.Text)),
            reading.Programs);

    private static async Task<IResult> Get(ProgramId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Found(http, await Grain(grains, id).Find(), program => program.Version, $"The program '{id}'");

    private static Task<IResult> Put(ProgramId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Put<ProgramContent, Program>(http, Grain(grains, id).Find, Grain(grains, id).Put, program => program.Version);

    private static Task<IResult> Apply(ProgramId id, ProgramAction action, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Apply(
            http,
            async () => (await Grain(grains, id).Find())?.Version,
            (WriteOptions options) => Grain(grains, id).Apply(action, options));

    private static IProgramGrain Grain(IGrainFactory grains, ProgramId id) => grains.GetGrain<IProgramGrain>(id.Value);
}
