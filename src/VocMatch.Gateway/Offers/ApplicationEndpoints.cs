using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.Bodies;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;

namespace VocMatch.Gateway.Offers;

/// <summary>Applications, from both sides, and how employers answer them.</summary>
internal static class ApplicationEndpoints
{
    public static void MapApplications(this ApiGroups api)
    {
        var student = api.Student.MapGroup("/students/{id}/applications").WithTags("Applications");
        student.MapGet("", OfStudent)
            .WithSummary("Every application of the student, in the order in which they were begun")
            .Answers<StudentApplications>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Unavailable);
        student.MapGet("/{placementId}", Get)
            .WithSummary("One application with its stages")
            .Answers<Application>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Unavailable);
        student.MapPut("/{placementId}", Put)
            .WithSummary("Applies for a placement, under a pseudonym or with who the student is")
            .TakesContent(Examples.Application)
            .AnswersReplaced<Application>(keyRequired: true);
        student.MapPost("/{placementId}/withdraw", Withdraw)
            .WithSummary("Takes an application back")
            .AnswersAct<Application>();

        var employer = api.Employer.MapGroup("/placements/{id}/applications").WithTags("Applications");
        employer.MapGet("", OfPlacement)
            .WithSummary("Every application for the placement: a pseudonym until the student has shared who they are")
            .Answers<EmployerApplications>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Unavailable);
        employer.MapPost("/{candidate}/review", (PlacementId id, string candidate, HttpContext http, IGrainFactory grains) =>
                Answer(id, candidate, ApplicationAction.Review, http, grains))
            .WithSummary("Says that a shared application is being looked at")
            .AnswersAct<EmployerApplication>();
        employer.MapPost("/{candidate}/invite", (PlacementId id, string candidate, HttpContext http, IGrainFactory grains) =>
                Answer(id, candidate, ApplicationAction.Invite, http, grains))
            .WithSummary("Invites the student to an interview")
            .AnswersAct<EmployerApplication>();
        employer.MapPost("/{candidate}/reject", Reject)
            .WithSummary("Turns the application down, with feedback to the student")
            .TakesContent(Examples.Feedback)
            .AnswersAct<EmployerApplication>();

        api.Employer.MapGroup("/employers").WithTags("Applications").MapGet("/{id}/answering", Answering)
            .WithSummary("How the employer answers applications, by region, and why its placements rank lower where they do")
            .Answers<EmployerAnswering>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Unavailable);
    }

    private static async Task<IResult> OfStudent(StudentId id, IGrainFactory grains) =>
        EntityAnswers.Found(await Student(grains, id).Applications(), $"The student '{id}'");

    private static async Task<IResult> Get(StudentId id, PlacementId placementId, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Found(
            http,
            await Placement(grains, placementId).FindApplication(id),
            application => application.Changes.Length,
            $"The application of '{id}' for the placement '{placementId}'");

    private static Task<IResult> Put(StudentId id, PlacementId placementId, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Replace<ApplicationContent, Application>(
            http,
            async () => (await Placement(grains, placementId).FindApplication(id))?.Changes.Length,
            (content, options) => Student(grains, id).Apply(placementId, options, content.Shared),
            application => application.Changes.Length,
            keyRequired: true);

    private static Task<IResult> Withdraw(StudentId id, PlacementId placementId, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Act<Application>(
            http, options => Student(grains, id).MoveApplication(placementId, ApplicationAction.Withdraw, options));

    private static async Task<IResult> OfPlacement(PlacementId id, IGrainFactory grains) =>
        EntityAnswers.Found(await Placement(grains, id).Applications(), $"The placement '{id}'");

    private static Task<IResult> Answer(
        PlacementId id, string candidate, ApplicationAction action, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Act<EmployerApplication>(
            http, options => Placement(grains, id).AnswerApplication(candidate, action, null, options));

    private static Task<IResult> Reject(PlacementId id, string candidate, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Act<FeedbackContent, EmployerApplication>(
            http,
            (content, options) => Placement(grains, id).AnswerApplication(candidate, ApplicationAction.Reject, content.Feedback, options));

    private static async Task<IResult> Answering(EmployerId id, IGrainFactory grains) =>
        EntityAnswers.Found(await grains.GetGrain<IEmployerGrain>(id.Value).Answering(), $"The employer '{id}'");

    private static IStudentGrain Student(IGrainFactory grains, StudentId id) => grains.GetGrain<IStudentGrain>(id.Value);

    private static IPlacementGrain Placement(IGrainFactory grains, PlacementId id) => grains.GetGrain<IPlacementGrain>(id.Value);
}
