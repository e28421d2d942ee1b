using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Students;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;

namespace VocMatch.Gateway.Students;

/// <summary>Who a student is: for the own college only, apart from the profile, never cached.</summary>
internal static class IdentityEndpoints
{
    public static void MapIdentities(this ApiGroups api)
    {
        var college = api.College.MapGroup("/students").WithTags("Students");
        college.MapGet("/{id}/identity", Get)
            .WithSummary("Who the student is: name, birth date, contact, guardian")
            .Answers<StudentIdentity>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Unavailable);
        college.MapPut("/{id}/identity", Put)
            .WithSummary("Adds or replaces who the student is")
            .TakesContent(Examples.Identity)
            .AnswersPut<StudentIdentity>();
    }

    private static async Task<IResult> Get(StudentId id, HttpContext http, IGrainFactory grains) =>
        await Grain(grains, id).FindVersionedIdentity() is { } identity
            ? EntityAnswers.Tagged(http, identity.Value, identity.Version)
            : Problem.NotFound($"The identity of the student '{id}'");

    private static Task<IResult> Put(StudentId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Put<StudentIdentity, StudentIdentity>(
            http,
            async () => (await Grain(grains, id).FindVersionedIdentity())?.Version,
            Grain(grains, id).PutIdentity,
            written => written.Version!.Value);

    private static IStudentGrain Grain(IGrainFactory grains, StudentId id) => grains.GetGrain<IStudentGrain>(id.Value);
}
