using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Records;

namespace VocMatch.Grains.Placements;

/// <summary>Changes of terms: proposed by the employer, answered by those who have an offer or a seat.</summary>
internal sealed partial class PlacementGrain
{
    public Task<Outcome<TermsProposal>> Propose(PlacementPosting posting, DateTimeOffset answerBy, WriteOptions options) =>
        Decide<TermsProposal>(options, async (state, now) =>
        {
            var employer = await GrainFactory.GetGrain<IEmployerGrain>(posting.Employer.Value).Find();
            var proposed = PostingProposals.Propose(state, posting, answerBy, employer, _taxonomy.Current, now);
            return proposed.Succeeded
                ? new Decision<PlacementState, Outcome<TermsProposal>>(proposed.Value, proposed.Value.ShownProposal()!)
                : Refuse<TermsProposal>(state, proposed.Refusal);
        });

    public Task<Outcome<TermsProposal>> WithdrawProposal(WriteOptions options) =>
        Decide<TermsProposal>(options, (state, now) =>
        {
            if (!state.IsProposing())
            {
                return state.ShownProposal() is { Status: ProposalStatus.Withdrawn } already
                    ? new Decision<PlacementState, Outcome<TermsProposal>>(state, already)
                    : Refuse<TermsProposal>(state, Refusal.Conflict("No change of terms is proposed."));
            }

            var ended = PostingProposals.End(state, ProposalStatus.Withdrawn, "The employer took the proposal back.", now);
            return new Decision<PlacementState, Outcome<TermsProposal>>(ended, ended.ShownProposal()!);
        });

    public Task<TermsProposal?> FindProposal() => Task.FromResult(_record.Find() is null ? null : _record.State.ShownProposal());

    public Task<Outcome<Offer>> AnswerTerms(OfferId offer, int proposal, bool agreed) =>
        Decide(WriteOptions.Default, (state, now) => state.Decide(ledger => ledger.AnswerTerms(offer, proposal, agreed), now));

    /// <summary>Settles a proposal whose time has come.</summary>
    private Task SettleTerms() => _record.Decide<SeatCount>(WriteOptions.Default, async state =>
    {
        var now = _time.GetUtcNow();
        if (!(state.SettlesAt(now) <= now))
        {
            return new Decision<PlacementState, Outcome<SeatCount>>(state, state.Seats().Count());
        }

        var employer = await GrainFactory.GetGrain<IEmployerGrain>(state.Proposal!.Posting.Employer.Value).Find();
        return await _promotion.Decide(
            state,
            now,
            present =>
            {
                var settled = PostingProposals.Settle(present, employer, _taxonomy.Current, now);
                return ValueTask.FromResult(new Decision<PlacementState, Outcome<SeatCount>>(settled, settled.Seats().Count()));
            },
            static decision => decision.State);
    });
}
