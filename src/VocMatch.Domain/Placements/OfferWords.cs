using VocMatch.Contracts.Offers;

namespace VocMatch.Domain.Placements;

/// <summary>States of offers and applications, in words that follow "it is".</summary>
internal static class OfferWords
{
    public static string Of(OfferStatus status) => status switch
    {
        OfferStatus.Waiting => "on the waiting list",
        OfferStatus.Offered => "open, with no seat held for it",
        OfferStatus.Held => "open, with a seat held for it",
        OfferStatus.Accepted => "accepted",
        OfferStatus.Declined => "declined",
        OfferStatus.Withdrawn => "withdrawn",
        OfferStatus.Expired => "expired",
        OfferStatus.Released => "given up",
        _ => throw new InvalidOperationException($"{status} has no words."),
    };

    public static string Of(ApplicationStage stage) => stage switch
    {
        ApplicationStage.New => "begun and not yet shared with the employer",
        ApplicationStage.Shared => "shared and not yet looked at",
        ApplicationStage.InReview => "in review",
        ApplicationStage.Interview => "at the interview",
        ApplicationStage.Offered => "answered with an offer",
        ApplicationStage.Unsuccessful => "unsuccessful",
        ApplicationStage.Withdrawn => "taken back",
        _ => throw new InvalidOperationException($"{stage} has no words."),
    };

    /// <summary>In words that follow "it cannot be".</summary>
    public static string Of(ApplicationAction action) => action switch
    {
        ApplicationAction.Share => "shared",
        ApplicationAction.Review => "reviewed",
        ApplicationAction.Invite => "invited to an interview",
        ApplicationAction.Offer => "answered with an offer",
        ApplicationAction.Reject => "rejected",
        ApplicationAction.Withdraw => "taken back",
        _ => throw new InvalidOperationException($"{action} has no words."),
    };
}
