using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Work;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Placements;

/// <summary>Other terms for those who have an offer or a seat. Each copy of an offer carries them, so that they reach whoever is concerned.</summary>
public sealed partial record SeatLedger
{
    public SeatLedger Propose(ProposedTerms terms) => Revise(offer => offer.Status.IsLive() ? offer with { Proposed = terms } : offer);

    /// <summary>A student's answer; one that comes too late, or again, changes nothing.</summary>
    public Decision<SeatLedger, Outcome<Offer>> AnswerTerms(OfferId id, int proposal, bool agreed)
    {
        if (Find(id) is not { } found)
        {
            return Missing<Offer>(id);
        }

        if (!found.Offer.Status.IsLive() || found.Offer.Proposed is not { Agreed: null } terms || terms.Number != proposal)
        {
            return new(this, found.Offer);
        }

        var answered = found.Offer with { Proposed = terms with { Agreed = agreed }, Revision = found.Offer.Revision + 1 };
        return new(With(found with { Offer = answered }), answered);
    }

    /// <summary>Nothing is proposed any more.</summary>
    /// <param name="agreed">When the work is done under the terms that all have agreed to; null where the present ones stand.</param>
    public SeatLedger Settle(WorkPattern? agreed) => Revise(
        offer => offer.Proposed is null ? offer : offer with { Proposed = null, Pattern = agreed is not null && offer.Status.IsLive() ? agreed : offer.Pattern });

    private SeatLedger Revise(Func<Offer, Offer> change)
    {
        var next = this;
        foreach (var entry in Offers)
        {
            var changed = change(entry.Offer);
            if (!ReferenceEquals(changed, entry.Offer))
            {
                next = next.With(entry with { Offer = changed with { Revision = entry.Offer.Revision + 1 } });
            }
        }

        return next;
    }
}
