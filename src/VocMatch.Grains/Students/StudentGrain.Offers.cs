using VocMatch.Contracts.Events;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Grains.Events;
using VocMatch.Grains.Offers;
using VocMatch.Grains.Owing;

namespace VocMatch.Grains.Students;

/// <summary>Offers and commitments. A step is recorded first, then the placement is asked; what is left undone is done on the reminder.</summary>
internal sealed partial class StudentGrain
{
    public Task<Outcome<StudentOffer>> Accept(OfferId offer, WriteOptions options) =>
        Step(StudentOfferAction.Accept, offer, options, (commitments, now) => commitments.Accept(offer, now));

    public Task<Outcome<StudentOffer>> Decline(OfferId offer, string? reason, WriteOptions options) =>
        OfferRules.CheckOptionalReason(reason) is { Length: > 0 } broken
            ? Task.FromResult<Outcome<StudentOffer>>(Refusal.Invalid(broken))
            : Step(StudentOfferAction.Decline, offer, options, (commitments, now) => commitments.Decline(offer, reason, now));

    public Task<Outcome<StudentOffer>> Release(OfferId offer, string reason, WriteOptions options) =>
        OfferRules.CheckReason(reason) is { Length: > 0 } broken
            ? Task.FromResult<Outcome<StudentOffer>>(Refusal.Invalid(broken))
            : Step(StudentOfferAction.Release, offer, options, (commitments, now) => commitments.Release(offer, reason, now));

    public Task<Outcome<StudentOffer>> AskForTime(OfferId offer, DateTimeOffset until, WriteOptions options) =>
        Step(StudentOfferAction.SeeOpen, offer, options, (commitments, now) => commitments.AskForTime(offer, until, now));

    public Task<StudentOffers?> Offers() => Task.FromResult(
        _record.Find() is null ? null : new StudentOffers(Id, _record.State.Commitments?.Offers ?? []));

    public async Task<long> Hear(Offer copy)
    {
        var before = _record.Entity?.Commitments;
        var heard = await _record.Decide(WriteOptions.Default, state =>
        {
            // An offer to somebody who is not there is not told again and again: it runs out.
            if (state.Entity is null)
            {
                return ValueTask.FromResult(new Decision<StudentState, Outcome<Heard>>(state, new Heard(copy.Revision)));
            }

            var now = _time.GetUtcNow();
            var decision = state.CommitmentsOf(Id).Hear(copy, now);
            return ValueTask.FromResult(
                new Decision<StudentState, Outcome<Heard>>(state.After(decision, Id, now), new Heard(decision.Answer)));
        });
        PayWhatIsOwed();
        if (_record.Entity?.Commitments != before)
        {
            _ = _notice.Tell();
        }

        return heard.Succeeded ? heard.Value.Revision : throw new StoreUnavailableException(heard.Refusal.Detail);
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        // Not waited for: whom it calls may be waiting for a turn of this grain.
        _owed.Start();
        await _wakeUp.Rang(_record.State.OwedAt(_time.GetUtcNow()));
    }

    /// <param name="action">What the student does; for what the placement has no say in, whatever leaves the answer as it is.</param>
    private async Task<Outcome<StudentOffer>> Step(
        StudentOfferAction action,
        OfferId offer,
        WriteOptions options,
        Func<StudentCommitments, DateTimeOffset, Decision<StudentCommitments, Outcome<StudentOffer>>> command)
    {
        var recorded = await _record.Decide(
            options,
            state =>
            {
                if (state.Entity is null)
                {
                    return ValueTask.FromResult(new Decision<StudentState, Outcome<StudentOffer>>(state, Missing));
                }

                var commitments = state.CommitmentsOf(Id);
                return ValueTask.FromResult(
                    state.Record(commitments, command(commitments, _time.GetUtcNow()), action, options));
            },
            StudentAnswers.IsFinal);
        if (!StudentAnswers.IsFinal(recorded))
        {
            foreach (var step in _record.State.Commitments!.NextSteps().Where(step => step.Offer == offer).ToList())
            {
                await _debts.Perform(step);
            }
        }

        PayWhatIsOwed();
        return StudentAnswers.IsFinal(recorded)
            ? recorded
            : _record.Repeated<StudentOffer>(options) ?? StudentAnswers.Of(action, _record.State.Commitments!.Find(offer)!);
    }

    public async Task<Outcome<Redriven>> Redrive(string eventId)
    {
        var now = _time.GetUtcNow();
        var redriven = await _record.Decide(WriteOptions.Default, state => ValueTask.FromResult(new Decision<StudentState, Outcome<Redriven>>(
            state with { Outbox = state.Outbox?.Redrive(eventId) }, new Redriven(eventId, now))));
        PayWhatIsOwed();
        return redriven;
    }

    Task IOwingGrain.PayWhatIsOwed()
    {
        _owed.Repeat();
        return Task.CompletedTask;
    }

    private void PayWhatIsOwed()
    {
        if (_record.State.OwedAt(_time.GetUtcNow()) is not null)
        {
            _owed.Start();
        }
    }

    private sealed record Heard(long Revision);
}
