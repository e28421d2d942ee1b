using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Reading;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.Bodies;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Requests;
using VocMatch.Gateway.Tags;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Gateway.Students;

internal static class StudentEndpoints
{
    public static void MapStudents(this ApiGroups api)
    {
        var college = api.College.MapGroup("/students").WithTags("Students");
        college.MapGet("", List)
            .WithSummary("Students, without anything that says who they are, by school, program and region")
            .Takes(QueryParameter.School, QueryParameter.Program, QueryParameter.Region, QueryParameter.Limit, QueryParameter.Cursor)
            .AnswersList<Student>();
        college.MapGet("/{id}", Get)
            .WithSummary("One student's profile and preferences")
            .AnswersEntity<Student>();
        college.MapPut("/{id}", Put)
            .WithSummary("Adds or replaces a student's profile")
            .TakesContent(Examples.Student)
            .AnswersPut<Student>();
        api.Student.MapGroup("/students").WithTags("Students").MapPut("/{id}/preferences", PutPreferences)
            .WithSummary($"Replaces the ranked placements, best first, at most {RankBounds.MaxLength}")
            .TakesContent(Examples.Preferences)
            .AnswersPut<Student>();
    }

    private static Task<IResult> List(HttpContext http, IReadSide reading) =>
        ListAnswers.List(
            http,
            query => new ListFilter(
                Region: query.Id<RegionId>(QueryParameter.Region),
                School: query.Id<SchoolId>(QueryParameter.School),
                Program: query.Id<ProgramId>(QueryParameter.Program)),
            reading.Students);

    private static async Task<IResult> Get(StudentId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Found(http, await Grain(grains, id).Find(), student => student.Version, $"The student '{id}'");

    private static Task<IResult> Put(StudentId id, HttpContext http, IGrainFactory grains, TagWarnings tags) =>
        EntityAnswers.Put<StudentProfile, Student>(
            http,
            Grain(grains, id).Find,
            Grain(grains, id).Put,
            student => student.Version,
            async (profile, student) => student with { Warnings = await tags.For(TagWarnings.Of(profile), http.RequestAborted) });

    private static Task<IResult> PutPreferences(StudentId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Put<RankedPlacements, Student>(
            http,
            Grain(grains, id).Find,
            (ranked, options) => Grain(grains, id).PutPreferences(ranked.Placements, options),
            student => student.Version);

    private static IStudentGrain Grain(IGrainFactory grains, StudentId id) => grains.GetGrain<IStudentGrain>(id.Value);
}
