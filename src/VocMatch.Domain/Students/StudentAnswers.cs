using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Domain.Students;

/// <summary>An operation whose answer waits for a placement: kept with the step, so that whoever finishes the step gives the answer too.</summary>
/// <param name="OperationId">The caller's Idempotency-Key.</param>
internal sealed record PendingAnswer(string OperationId, string? ContentDigest, OfferId Offer, StudentOfferAction Action);

/// <summary>Answers to a student about a step.</summary>
internal static class StudentAnswers
{
    /// <summary>Whether the placement has no more say in it.</summary>
    public static bool IsFinal(Outcome<StudentOffer> answer) => answer.Value?.Status.IsUnderWay() is not true;

    /// <param name="action">What the student asked for.</param>
    /// <param name="offer">The offer as the student holds it now.</param>
    public static Outcome<StudentOffer> Of(StudentOfferAction action, StudentOffer offer) => (action, offer.Status) switch
    {
        var (_, status) when status.IsUnderWay() =>
            Refusal.Unavailable("It is recorded and will be finished, but the placement has not answered yet; ask again with the same Idempotency-Key."),
        (StudentOfferAction.Accept, StudentOfferStatus.Committed) => offer,
        (StudentOfferAction.Accept, StudentOfferStatus.Waiting) => Refusal.Conflict(
            "The seat is not yours: every seat was taken first. You are on the waiting list, and are told when one comes free."),
        (StudentOfferAction.Accept, _) =>
            Refusal.Conflict($"The seat was not taken: the offer is {StudentCommitments.Words(offer.Status)}."),
        _ => offer,
    };
}
