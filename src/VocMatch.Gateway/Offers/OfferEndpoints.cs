using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.Bodies;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;

namespace VocMatch.Gateway.Offers;

/// <summary>What employers do with offers.</summary>
internal static class OfferEndpoints
{
    public static void MapOffers(this ApiGroups api)
    {
        var placements = api.Employer.MapGroup("/placements").WithTags("Offers");
        placements.MapPost("/{id}/offers", Make)
            .WithSummary("Offers a seat to a candidate or a student, or puts them on the waiting list")
            .TakesContent(Examples.Offer)
            .AnswersCreation<EmployerOffer>();
        placements.MapGet("/{id}/offers", List)
            .WithSummary("Every offer of the placement in the order in which they were made, and its seats, counted")
            .Answers<EmployerOffers>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Unavailable);
        placements.MapPost("/{id}/promote", Promote)
            .WithSummary("Offers a free seat to the first on the waiting list")
            .AnswersAct<EmployerOffer>();

        placements.MapPost("/{id}/proposal", Propose)
            .WithSummary("Proposes other terms to everybody who has an offer or a seat: they hold once all agree")
            .TakesContent(Examples.Proposal)
            .AnswersAct<TermsProposal>();
        placements.MapGet("/{id}/proposal", Proposal)
            .WithSummary("The latest proposal of other terms, and how many have agreed")
            .Answers<TermsProposal>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Unavailable);
        placements.MapPost("/{id}/proposal/withdraw", WithdrawProposal)
            .WithSummary("Takes an open proposal back")
            .AnswersAct<TermsProposal>();

        var offers = api.Employer.MapGroup("/offers").WithTags("Offers");
        offers.MapGet("/{id}", Get)
            .WithSummary("One offer with its history")
            .Answers<EmployerOffer>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Unavailable);
        offers.MapPost("/{id}/withdraw", Withdraw)
            .WithSummary("Takes an offer back before it is accepted")
            .TakesContent(Examples.Reason)
            .AnswersAct<EmployerOffer>();
        offers.MapPost("/{id}/grant-time", GrantTime)
            .WithSummary("Moves an offer's deadline")
            .TakesContent(Examples.Deadline)
            .AnswersAct<EmployerOffer>();
        offers.MapPost("/{id}/refuse-time", RefuseTime)
            .WithSummary("Leaves the deadline of an offer as it is, though the student asked for more time")
            .AnswersAct<EmployerOffer>();
    }

    private static Task<IResult> Propose(PlacementId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Act<ProposalContent, TermsProposal>(
            http, (content, options) => Placement(grains, id).Propose(content.Posting, content.AnswerBy, options));

    private static async Task<IResult> Proposal(PlacementId id, IGrainFactory grains) =>
        EntityAnswers.Found(await Placement(grains, id).FindProposal(), $"A proposal of the placement '{id}'");

    private static Task<IResult> WithdrawProposal(PlacementId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Act<TermsProposal>(http, options => Placement(grains, id).WithdrawProposal(options));

    private static Task<IResult> Make(PlacementId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Act<OfferContent, EmployerOffer>(
            http,
            async (content, options) => await StudentOf(Placement(grains, id), content) switch
            {
                { Succeeded: true, Value: var student } => await Placement(grains, id).MakeOffer(
                    new(
                        OfferId.OfOperation(id, options.OperationId!),
                        StudentId.Parse(student),
                        content.ExpiresAt,
                        content.HoldsSeat,
                        content.WaitIfFull,
                        content.Message),
                    options),
                { Refusal: var refusal } => refusal!,
            },
            offer => $"/api/v1/offers/{offer.Id}");

    private static async Task<IResult> List(PlacementId id, IGrainFactory grains) =>
        EntityAnswers.Found(await Placement(grains, id).Offers(), $"The placement '{id}'");

    private static Task<IResult> Promote(PlacementId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Act<EmployerOffer>(http, Placement(grains, id).PromoteNext);

    private static async Task<IResult> Get(OfferId id, IGrainFactory grains) => EntityAnswers.Found(
        await grains.AddressOf(id) is { } address ? await Placement(grains, address.Placement).FindOffer(id) : null, $"The offer '{id}'");

    private static Task<IResult> Withdraw(OfferId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Act<ReasonContent, EmployerOffer>(
            http, (content, options) => grains.OfPlacement(id, placement => placement.Withdraw(id, content.Reason, options)));

    private static Task<IResult> GrantTime(OfferId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Act<DeadlineContent, EmployerOffer>(
            http, (content, options) => grains.OfPlacement(id, placement => placement.GrantTime(id, content.Until, options)));

    private static Task<IResult> RefuseTime(OfferId id, HttpContext http, IGrainFactory grains) =>
        EntityAnswers.Act<EmployerOffer>(http, options => grains.OfPlacement(id, placement => placement.RefuseTime(id, options)));

    /// <summary>The student meant by an offer's content.</summary>
    private static async Task<Outcome<string>> StudentOf(IPlacementGrain placement, OfferContent content)
    {
        if ((content.Student is null) == (content.Candidate is null))
        {
            return Refusal.Invalid([new("candidate", content.Candidate, "Name either candidate or student.")]);
        }

        if (content.Student is { } student)
        {
            return student.Value;
        }

        return await placement.StudentBehind(content.Candidate!) is { } found
            ? found.Value
            : Refusal.Invalid([new("candidate", content.Candidate, "No candidate of this placement has this pseudonym.")]);
    }

    private static IPlacementGrain Placement(IGrainFactory grains, PlacementId id) => grains.GetGrain<IPlacementGrain>(id.Value);
}
