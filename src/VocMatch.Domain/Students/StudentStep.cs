using VocMatch.Contracts.Identity;

namespace VocMatch.Domain.Students;

/// <summary>A call to a placement that a student's recorded state still asks for. Making it twice does no harm.</summary>
public abstract record StudentStep(PlacementId Placement, OfferId Offer)
{
    public sealed record Take(PlacementId Placement, OfferId Offer, int Attempt, DateTimeOffset AnsweredAt) : StudentStep(Placement, Offer);

    public sealed record Decline(PlacementId Placement, OfferId Offer, string? Reason) : StudentStep(Placement, Offer);

    public sealed record Release(PlacementId Placement, OfferId Offer, string Reason) : StudentStep(Placement, Offer);

    public sealed record AnswerTerms(PlacementId Placement, OfferId Offer, int Proposal, bool Agreed) : StudentStep(Placement, Offer);

    public sealed record AskForTime(PlacementId Placement, OfferId Offer, DateTimeOffset Until) : StudentStep(Placement, Offer);
}
