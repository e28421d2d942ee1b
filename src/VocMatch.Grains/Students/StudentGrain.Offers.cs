using System.Collections.Immutable;
using VocMatch.Contracts.Eligibility;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Offers;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Programs;
using VocMatch.Domain.Records;
using VocMatch.Domain.Students;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Students;

/// <summary>Offers and commitments. A step is recorded first, then the placement is asked; what is left undone is done on the reminder.</summary>
internal sealed partial class StudentGrain
{
    public Task<Outcome<StudentOffer>> Accept(OfferId offer, WriteOptions options) =>
        Step(StudentOfferAction.Accept, offer, options, async (state, now) =>
        {
            var commitments = state.CommitmentsOf(Id);
            var accepting = commitments.Accept(offer, now);
            return accepting.Changes(commitments) && await Find(state, commitments.Find(offer)!.Copy) is { Unmet.IsEmpty: false } unlawful
                ? commitments.RefuseUnlawful(offer, unlawful, now)
                : accepting;
        });

    public Task<Outcome<StudentOffer>> Decline(OfferId offer, string? reason, WriteOptions options) =>
        OfferRules.CheckOptionalReason(reason) is { Length: > 0 } broken
            ? Task.FromResult<Outcome<StudentOffer>>(Refusal.Invalid(broken))
            : Step(StudentOfferAction.Decline, offer, options, (state, now) => new(state.CommitmentsOf(Id).Decline(offer, reason, now)));

    public Task<Outcome<StudentOffer>> Release(OfferId offer, string reason, WriteOptions options) =>
        OfferRules.CheckReason(reason) is { Length: > 0 } broken
            ? Task.FromResult<Outcome<StudentOffer>>(Refusal.Invalid(broken))
            : Step(StudentOfferAction.Release, offer, options, (state, now) => new(state.CommitmentsOf(Id).Release(offer, reason, now)));

    public Task<Outcome<StudentOffer>> AskForTime(OfferId offer, DateTimeOffset until, WriteOptions options) =>
        OfferRules.CheckDeadline("until", until, _time.GetUtcNow()) is { Length: > 0 } broken
            ? Task.FromResult<Outcome<StudentOffer>>(Refusal.Invalid(broken))
            : Step(StudentOfferAction.SeeOpen, offer, options, (state, now) => new(state.CommitmentsOf(Id).AskForTime(offer, until, now)));

    public Task<Outcome<StudentOffer>> AnswerTerms(OfferId offer, int proposal, bool agreed, WriteOptions options) =>
        Step(StudentOfferAction.SeeOpen, offer, options, async (state, now) =>
        {
            var commitments = state.CommitmentsOf(Id);
            var answered = commitments.AnswerTerms(offer, proposal, agreed, now);
            return agreed && answered.Changes(commitments) && await UnmetOnceAgreed(state, commitments.Find(offer)!.Copy) is { IsEmpty: false } unmet
                ? new(commitments, Refusal.Invalid(OfferRules.Unfit(unmet)))
                : answered;
        });

    public Task<StudentOffers?> Offers() => Task.FromResult(
        _record.Find() is null ? null : new StudentOffers(Id, _record.State.Commitments is { } commitments ? [.. commitments.Offers] : []));

    public async Task<long> ApplyOffer(Offer copy)
    {
        var before = _record.Entity?.Commitments;
        var applied = await _record.Decide(WriteOptions.Default, state =>
        {
            // An offer to somebody who is not there is not notified again and again: it runs out.
            if (state.Entity is null)
            {
                return ValueTask.FromResult(new Decision<StudentState, Outcome<Acknowledged>>(state, new Acknowledged(copy.Revision)));
            }

            var now = _time.GetUtcNow();
            var decision = state.CommitmentsOf(Id).ApplyOffer(copy, now);
            return ValueTask.FromResult(new Decision<StudentState, Outcome<Acknowledged>>(
                state.AfterOffer(decision, copy, IdentityVersion, now), new Acknowledged(decision.Answer)));
        });
        _runner.StartIfDue();
        if (_record.Entity?.Commitments != before)
        {
            _ = _notice.Notify();
        }

        return applied.Succeeded ? applied.Value.Revision : throw new StoreUnavailableException(applied.Refusal.Detail);
    }

    /// <summary>Nobody can agree to terms under which they may not work there.</summary>
    private async Task<ImmutableArray<ConstraintResult>> UnmetOnceAgreed(StudentState state, Offer copy)
    {
        var placement = GrainFactory.GetGrain<IPlacementGrain>(copy.Placement.Value);
        return await placement.Find() is { } found && await placement.FindProposal() is { } proposal && proposal.Number == copy.Proposed?.Number
            ? await _eligibility.UnmetSince(await Question(state.Entity!, copy.Id), found with { Posting = proposal.Posting }, copy.Epoch)
            : [];
    }

    /// <param name="action">What the student does; for what the placement has no say in, whatever leaves the answer as it is.</param>
    private async Task<Outcome<StudentOffer>> Step(
        StudentOfferAction action,
        OfferId offer,
        WriteOptions options,
        Func<StudentState, DateTimeOffset, ValueTask<Decision<StudentCommitments, Outcome<StudentOffer>>>> command)
    {
        var recorded = await _record.Decide(
            options,
            async state =>
            {
                if (state.Entity is null)
                {
                    return new Decision<StudentState, Outcome<StudentOffer>>(state, Missing);
                }

                var now = _time.GetUtcNow();
                return state.Record(state.CommitmentsOf(Id), await command(state, now), action, options, now);
            },
            StudentAnswers.IsFinal);
        if (!StudentAnswers.IsFinal(recorded))
        {
            foreach (var step in _record.State.Commitments!.NextSteps().Where(step => step.Offer == offer).ToList())
            {
                await _pendingWork.Perform(step);
            }
        }

        _runner.StartIfDue();
        return StudentAnswers.IsFinal(recorded)
            ? recorded
            : _record.Repeated<StudentOffer>(options) ?? StudentAnswers.Of(action, _record.State.Commitments!.Find(offer)!);
    }

    public async Task<Outcome<Redriven>> Redrive(RecordedEvent setAside)
    {
        var now = _time.GetUtcNow();
        var redriven = await _record.Decide(WriteOptions.Default, state => ValueTask.FromResult(new Decision<StudentState, Outcome<Redriven>>(
            state with { Outbox = state.Outbox?.Redrive(setAside) }, new Redriven(setAside.Id, now))));
        _runner.StartIfDue();
        return redriven;
    }

    Task IPendingWorkGrain.DoPendingWork(bool listed) => _runner.Repeat(listed);

    Task IPendingWorkGrain.WakeUp() => _runner.DoDueWork();

    public async Task Review()
    {
        var marked = await _record.Decide(WriteOptions.Default, state => ValueTask.FromResult(new Decision<StudentState, Outcome<Acknowledged>>(
            state.HasStandingOffers() ? state with { ReviewDue = true } : state, new Acknowledged(0))));
        _runner.StartIfDue();
        if (!marked.Succeeded)
        {
            throw new StoreUnavailableException(marked.Refusal.Detail);
        }
    }

    private async Task<bool> ReviewIfDue() => !_record.State.IsReviewDue(IdentityVersion) || (await _record.Decide(
        WriteOptions.Default,
        async state => new Decision<StudentState, Outcome<Acknowledged>>(await Reviewed(state), new Acknowledged(0)))).Succeeded;

    /// <summary>The row with its offers held against what is known of the student, where that is due.</summary>
    private async ValueTask<StudentState> Reviewed(StudentState state)
    {
        var identity = IdentityVersion;
        if (!state.IsReviewDue(identity))
        {
            return state;
        }

        var standing = state.CommitmentsOf(Id).Standing().ToList();
        if (standing.Count == 0)
        {
            return state.Reviewed(new Dictionary<OfferId, OfferFinding>(), identity, _time.GetUtcNow());
        }

        var (student, ages) = (state.Entity!, Ages);
        var commitments = student.Commitments ?? [];
        var placements = await References.Find(
            standing.Select(offer => offer.Copy.Placement).Concat(commitments.Select(commitment => commitment.Placement)),
            id => GrainFactory.GetGrain<IPlacementGrain>(id.Value).Find());
        List<SeatInUse> seats =
        [
            .. commitments.Where(commitment => placements.ContainsKey(commitment.Placement))
                .Select(commitment => new SeatInUse(placements[commitment.Placement], commitment.Pattern)),
        ];
        var program = await Program(student);
        ImmutableArray<DateTimeOffset> answered =
            [.. standing.Where(offer => offer.Status is StudentOfferStatus.Committed).Select(offer => offer.AnsweredAt).OfType<DateTimeOffset>().Distinct()];
        var contents = answered.Zip(await GrainFactory.GetGrain<IProgramGrain>(program.Id.Value).ContentsAt(answered)).ToDictionary();
        var found = await ManyGrains.Ask(standing.Where(offer => placements.ContainsKey(offer.Copy.Placement)), async offer =>
        {
            var question = Question(Without(student, offer.Copy.Id), ages, identity, program);
            var finding = await Find(offer.Copy, question, placements[offer.Copy.Placement]);
            return (offer.Copy.Id, Finding: finding with { Unmet = finding.Unmet.AddRange(Lost(offer)) });
        });
        return state.Reviewed(found.ToDictionary(), identity, _time.GetUtcNow());

        // What a seat was by the program when it was taken, and is not by the program as it was revised since.
        ImmutableArray<ConstraintResult> Lost(StudentOffer offer) =>
            offer is { Status: StudentOfferStatus.Committed, AnsweredAt: { } taken }
                && contents.TryGetValue(taken, out var then) && !RecordJson.Same(then, program.Content)
                && seats.Find(seat => seat.Placement.Id == offer.Copy.Placement) is { } own
                    ? SeatRequirements.Lost(then, program.Content, own, seats)
                    : [];
    }

    /// <summary>What of an offer does not hold on what is recorded now; null where its placement is not there.</summary>
    private async Task<OfferFinding?> Find(StudentState state, Offer offer) =>
        await GrainFactory.GetGrain<IPlacementGrain>(offer.Placement.Value).Find() is { } placement
            ? await Find(offer, await Question(state.Entity!, without: offer.Id), placement)
            : null;

    private async Task<OfferFinding> Find(Offer offer, StudentQuestion question, Placement placement) => new(
        placement.Posting.Employer,
        question.Profile.School,
        await _eligibility.UnmetSince(offer, question, placement),
        question.Profile.Program);

    private sealed record Acknowledged(long Revision);
}
