using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Records;
using VocMatch.Domain.Students;
using VocMatch.Grains.Events;
using VocMatch.Grains.Records;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Students;

/// <summary>What a student's row has left to do: steps that placements have not answered, events that are not delivered.</summary>
/// <param name="changed">Called when what everybody may see of the student has changed.</param>
/// <param name="review">Holds the offers against what is known now, where that is due; false where it could not.</param>
internal sealed class StudentPendingWork(
    EntityRecord<StudentState, Student> record,
    EventDelivery delivery,
    IGrainFactory grains,
    TimeProvider time,
    Action changed,
    Func<Task<bool>> review)
{
    /// <returns>False where some of it is left.</returns>
    public async Task<bool> DoAll()
    {
        if (record.Entity is null)
        {
            return true;
        }

        var reviewed = await review();
        await ManyGrains.Send(record.State.Commitments?.NextSteps() ?? [], Perform);
        if (record.State.Outbox is { IsEmpty: false } outbox)
        {
            var delivered = await delivery.Deliver(outbox);
            await record.Record(
                state => state.Outbox is { } pending && delivered.ApplyTo(pending) is var rest && !ReferenceEquals(rest, pending)
                    ? state with { Outbox = rest }
                    : state,
                delivered.IsComplete);
        }

        return reviewed && record.State.Outbox is null or { IsEmpty: true } && record.State.Commitments?.NextSteps().Any() is not true;
    }

    /// <summary>Asks the placement, and records what it says. Where it does not answer the step stays pending.</summary>
    public async Task Perform(StudentStep step)
    {
        try
        {
            var (answer, attempt) = await Ask(step);
            if (answer.Succeeded || answer.Refusal.Kind == RefusalKind.NotFound)
            {
                await Record(step, answer, attempt);
            }
        }
        catch (Exception failure) when (StoreFailures.IsLoss(failure))
        {
            // It stays pending: the row says so, and it is asked again.
        }
    }

    private async Task Record(StudentStep step, Outcome<Offer> answer, int? attempt)
    {
        var (now, before) = (time.GetUtcNow(), record.Entity?.Commitments);
        await record.Decide(WriteOptions.Default, state =>
        {
            var student = state.Entity!.Id;
            var commitments = state.CommitmentsOf(student);
            var applied = answer.Succeeded
                ? commitments.ApplyAnswer(answer.Value, attempt, now)
                : commitments.ApplyMissing(step.Offer);
            return ValueTask.FromResult(new Decision<StudentState, Outcome<Student>>(state.After(applied, student, now), state.Entity));
        });
        if (record.Entity?.Commitments != before)
        {
            changed();
        }
    }

    private async Task<(Outcome<Offer> Answer, int? Attempt)> Ask(StudentStep step)
    {
        var placement = grains.GetGrain<IPlacementGrain>(step.Placement.Value);
        switch (step)
        {
            case StudentStep.Take take:
                var seat = await placement.Take(take.Offer, take.Attempt, take.AnsweredAt);
                return seat.Succeeded ? (seat.Value.Offer, seat.Value.Attempt) : (seat.Refusal, take.Attempt);
            case StudentStep.Decline decline:
                return (await placement.Decline(decline.Offer, decline.Reason), null);
            case StudentStep.Release release:
                return (await placement.Release(release.Offer, release.Reason), null);
            case StudentStep.AnswerTerms terms:
                return (await placement.AnswerTerms(terms.Offer, terms.Proposal, terms.Agreed), null);
            case StudentStep.AskForTime ask:
                return (await placement.AskForTime(ask.Offer, ask.Until), null);
            default:
                throw new InvalidOperationException($"{step} is unknown.");
        }
    }
}
