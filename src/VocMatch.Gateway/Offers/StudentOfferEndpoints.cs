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

/// <summary>How students answer offers.</summary>
internal static class StudentOfferEndpoints
{
    public static void MapStudentOffers(this ApiGroups api)
    {
        api.Student.MapGroup("/students").WithTags("Offers").MapGet("/{id}/offers", List)
            .WithSummary("Every offer to the student, in the order in which they came")
            .Answers<StudentOffers>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Unavailable);

        var offers = api.Student.MapGroup("/offers").WithTags("Offers");
        offers.MapPost("/{id}/accept", Accept)
            .WithSummary("Says yes: the seat is the student's. 422 where a constraint does not hold any more, and the offer stays open; 409 where every seat was taken first, and the student waits")
            .AnswersAct<StudentOffer>();
        offers.MapPost("/{id}/decline", Decline)
            .WithSummary("Says no, or leaves the waiting list; the body may be left out")
            .TakesOptionalContent(Examples.OptionalReason)
            .AnswersAct<StudentOffer>();
        offers.MapPost("/{id}/release", Release)
            .WithSummary("Gives up a seat that was taken")
            .TakesContent(Examples.Reason)
            .AnswersAct<StudentOffer>();
        offers.MapPost("/{id}/ask-for-time", AskForTime)
            .WithSummary("Asks the employer for a later deadline")
            .TakesContent(Examples.Deadline)
            .AnswersAct<StudentOffer>();
        offers.MapPost("/{id}/terms", AnswerTerms)
            .WithSummary("Agrees to the terms that the employer proposes instead of those of the offer or seat, or does not")
            .TakesContent(Examples.TermsAnswer)
            .AnswersAct<StudentOffer>();
    }

    private static async Task<IResult> List(StudentId id, IGrainFactory grains) =>
        EntityAnswers.Found(await grains.GetGrain<IStudentGrain>(id.Value).Offers(), $"The student '{id}'");

    private static Task<IResult> Accept(OfferId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Act<StudentOffer>(http, options => grains.OfStudent(id, student => student.Accept(id, options)));

    private static Task<IResult> Decline(OfferId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.ActOptional<OptionalReasonContent, StudentOffer>(
            http, (content, options) => grains.OfStudent(id, student => student.Decline(id, content.Reason, options)));

    private static Task<IResult> Release(OfferId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Act<ReasonContent, StudentOffer>(
            http, (content, options) => grains.OfStudent(id, student => student.Release(id, content.Reason, options)));

    private static Task<IResult> AnswerTerms(OfferId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Act<TermsAnswerContent, StudentOffer>(
            http, (content, options) => grains.OfStudent(id, student => student.AnswerTerms(id, content.Proposal, content.Agreed, options)));

    private static Task<IResult> AskForTime(OfferId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Act<DeadlineContent, StudentOffer>(
            http, (content, options) => grains.OfStudent(id, student => student.AskForTime(id, content.Until, options)));
}
