using System.Collections.Immutable;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Offers;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Records;
using VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Placements;

/// <summary>What employers do with offers, and what they see of them.</summary>
internal sealed partial class PlacementGrain
{
    public Task<Outcome<EmployerOffer>> MakeOffer(OfferTerms terms, WriteOptions options) =>
        Decide(options, async (state, now) =>
        {
            if (state.IsProposing() && state.Seats().Find(terms.Id) is null)
            {
                return Refuse<EmployerOffer>(state, Refusal.Conflict(
                    $"Other terms are proposed, and answered until {state.Proposal!.AnswerBy:O}: offers can be made again after that."));
            }

            // Whoever has applied has done so in time.
            var askedAt = state.ApplicationOf(terms.Student) is null ? now : (DateTimeOffset?)null;
            var lawful = await Lawful(state, terms, askedAt is null ? CheckPoints.OfferToApplicant : CheckPoints.Offer, askedAt, () => OfferRules.Check(terms, now));
            if (!lawful.Succeeded)
            {
                return Refuse<EmployerOffer>(state, lawful.Refusal);
            }

            var made = state.Decide(ledger => ledger.MakeOffer(lawful.Value, state.Entity!.Posting.Pattern, now), now);
            return Shown(terms.Id, (await Addressed(state, terms, made)).MovedToOffered(terms.Student, now));
        });

    public Task<Outcome<EmployerOffer>> Withdraw(OfferId offer, string reason, WriteOptions options) =>
        Decide(options, (state, now) => OfferRules.CheckReason(reason) is { Length: > 0 } broken
            ? Refuse<EmployerOffer>(state, Refusal.Invalid(broken))
            : Shown(offer, state.Decide(ledger => ledger.Withdraw(offer, reason, now), now)));

    public Task<Outcome<EmployerOffer>> GrantTime(OfferId offer, DateTimeOffset until, WriteOptions options) =>
        Decide(options, (state, now) => OfferRules.CheckDeadline("until", until, now) is { Length: > 0 } broken
            ? Refuse<EmployerOffer>(state, Refusal.Invalid(broken))
            : Shown(offer, state.Decide(ledger => ledger.GrantTime(offer, until, now), now)));

    public Task<Outcome<EmployerOffer>> RefuseTime(OfferId offer, WriteOptions options) =>
        Decide(options, (state, now) => Shown(offer, state.Decide(ledger => ledger.RefuseTime(offer), now)));

    public Task<Outcome<EmployerOffer>> PromoteNext(WriteOptions options) =>
        Decide(options, (state, now) =>
        {
            var promoted = state.Decide(ledger => ledger.PromoteNext(now), now);
            return promoted.Answer.Succeeded
                ? Shown(promoted.Answer.Value.Id, promoted)
                : Refuse<EmployerOffer>(state, promoted.Answer.Refusal);
        });

    public Task<EmployerOffers?> Offers()
    {
        if (_record.Find() is null)
        {
            return Task.FromResult<EmployerOffers?>(null);
        }

        var state = _record.State;
        var ledger = state.Seats();
        return Task.FromResult<EmployerOffers?>(
            new(Id, ledger.Count(), [.. ledger.Offers.Select(offer => state.Shown(offer, _pseudonyms))]));
    }

    public Task<EmployerOffer?> FindOffer(OfferId offer) => Task.FromResult(
        _record.Find() is not null && _record.State.Seats().Find(offer) is { } found ? _record.State.Shown(found, _pseudonyms) : null);

    public Task<OfferHistory?> History(OfferId offer) => Task.FromResult(
        _record.Find() is not null && _record.State.Seats().Find(offer) is { } found ? new OfferHistory(found.Offer, found.Changes) : null);

    public Task<ImmutableArray<Offer?>> FirstOffers(ImmutableArray<ImmutableArray<OfferId>> ids)
    {
        var ledger = _record.Find() is null ? null : _record.State.Seats();
        return Task.FromResult<ImmutableArray<Offer?>>([.. ids.Select(row => row.Select(id => ledger?.Find(id)?.Offer).FirstOrDefault(offer => offer is not null))]);
    }

    /// <summary>
    /// The terms with what was known of the student, or why the offer may not be made: the posting is not open, the terms break a rule, or
    /// the student may not work there. Terms of an offer that was made already are not looked at again.
    /// </summary>
    private async ValueTask<Outcome<OfferTerms>> Lawful(
        PlacementState state, OfferTerms terms, CheckPoints at, DateTimeOffset? askedAt, Func<ImmutableArray<Violation>> check)
    {
        if (state.Seats().Find(terms.Id) is not null)
        {
            return terms;
        }

        if (Unpublished(state) is { } unpublished)
        {
            return unpublished;
        }

        if (check() is { Length: > 0 } broken)
        {
            return Refusal.Invalid(broken);
        }

        if (await GrainFactory.GetGrain<IStudentGrain>(terms.Student.Value).Question() is not { } question)
        {
            return Refusal.Invalid([new("student", terms.Student.Value, "There is no such student.")]);
        }

        var unmet = await _eligibility.Unmet(question, state.Entity!, at, askedAt);
        var left = terms.Waived is { } waived ? unmet.RemoveAll(one => waived.Contains(one.Name)) : unmet;
        return left.IsEmpty
            ? terms with { CheckedOn = new(question.Version, question.IdentityVersion), Epoch = terms.Epoch ?? await _eligibility.Epoch() }
            : Refusal.Invalid(OfferRules.Unfit(left));
    }

    /// <summary>The decision with the employer's view of the offer as its answer.</summary>
    private Decision<PlacementState, Outcome<EmployerOffer>> Shown(OfferId offer, Decision<PlacementState, Outcome<Offer>> decision) =>
        new(
            decision.State,
            decision.Answer.Succeeded
                ? decision.State.Shown(decision.State.Seats().Find(offer)!, _pseudonyms)
                : decision.Answer.Refusal);
}
