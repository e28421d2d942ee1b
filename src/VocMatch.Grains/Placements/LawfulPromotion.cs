using System.Collections.Immutable;
using VocMatch.Contracts.Eligibility;
using VocMatch.Contracts.Offers;
using VocMatch.Domain.Eligibility;
using VocMatch.Domain.Placements;
using VocMatch.Grains.Eligibility;

namespace VocMatch.Grains.Placements;

/// <summary>
/// Sees to it that a seat that comes free is offered to nobody from the waiting list who may not work there any more. The ledger decides who
/// is next; whoever is next and may not is passed over, notified of the reason, and the decision is made again.
/// </summary>
internal sealed class LawfulPromotion(EligibilityCheck eligibility)
{
    /// <param name="decide">Made of the row, at least once; the row it makes is not written yet.</param>
    /// <param name="next">The row that a decision makes; null where it was refused.</param>
    public async ValueTask<TDecision> Decide<TDecision>(
        PlacementState state, DateTimeOffset now, Func<PlacementState, ValueTask<TDecision>> decide, Func<TDecision, PlacementState?> next)
    {
        while (true)
        {
            var decision = await decide(state);
            if (next(decision) is not { } promoted || await FirstUnlawful(state, promoted) is not var (offer, unmet))
            {
                return decision;
            }

            state = state.Decide(
                ledger => ledger.PassOver(offer.Id, $"A seat came free and could not be offered. Not met: {ConstraintWords.Names(unmet)}.", now),
                now).State;
        }
    }

    private async ValueTask<(Offer Offer, ImmutableArray<ConstraintResult> Unmet)?> FirstUnlawful(PlacementState before, PlacementState after)
    {
        if (before.Ledger is not { } ledger || ReferenceEquals(ledger, after.Ledger))
        {
            return null;
        }

        foreach (var entry in ledger.Offers.Waiting)
        {
            if (after.Ledger?.Find(entry.Offer.Id) is { Offer.Status: OfferStatus.Held }
                && await eligibility.Unmet(entry.Offer, after.Entity!) is { IsDefaultOrEmpty: false } unmet)
            {
                return (entry.Offer, unmet);
            }
        }

        return null;
    }
}
