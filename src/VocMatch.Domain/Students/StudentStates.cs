using System.Collections.Immutable;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Students;

/// <summary>A student's commitments as part of the student's row.</summary>
internal static class StudentStates
{
    public static StudentCommitments CommitmentsOf(this StudentState state, StudentId student) => state.Commitments ?? new(student);

    /// <summary>The row after a decision on the commitments: with its events, and with the answers that waited for it.</summary>
    public static StudentState After(
        this StudentState state, Decision<StudentCommitments, long> decision, StudentId student, DateTimeOffset now) =>
        decision.Changes(state.CommitmentsOf(student))
            ? (state with { Commitments = decision.State }).Bind().Record(decision.Events, student, now).GiveAnswers(now)
            : state;

    /// <summary>The row after a copy was applied: an offer that was found lawful on older facts than these is to be looked at again.</summary>
    public static StudentState AfterOffer(
        this StudentState state, Decision<StudentCommitments, long> decision, Offer copy, long identity, DateTimeOffset now)
    {
        var student = state.Entity!.Id;
        if (state.CommitmentsOf(student).Find(copy.Id) is not null || !decision.Changes(state.CommitmentsOf(student)))
        {
            return state.After(decision, student, now);
        }

        return state.After(decision, student, now) with
        {
            ReviewDue = copy.CheckedOn == new StudentVersion(state.Entity.Version, identity) ? state.ReviewDue : true,
            ReviewedIdentity = state.HasStandingOffers() ? state.ReviewedIdentity : identity,
        };
    }

    public static bool HasStandingOffers(this StudentState state) => state.Commitments?.Standing().Any() is true;

    /// <summary>Whether offers stand that were not held against the profile and the identity as they are.</summary>
    /// <param name="identity">Version of the identity.</param>
    public static bool IsReviewDue(this StudentState state, long identity) =>
        state.HasStandingOffers() && (state.ReviewDue is true || state.ReviewedIdentity != identity);

    /// <summary>The row once its offers were held against the facts of this moment.</summary>
    public static StudentState Reviewed(
        this StudentState state, IReadOnlyDictionary<OfferId, OfferFinding> found, long identity, DateTimeOffset now)
    {
        var student = state.Entity!.Id;
        var review = state.CommitmentsOf(student).Review(found, now);
        var next = state with { ReviewDue = null, ReviewedIdentity = identity };
        return review.Changes(state.CommitmentsOf(student))
            ? (next with { Commitments = review.State }).Record(review.Events, student, now)
            : next;
    }

    /// <summary>Records a step of the student. Where the placement has to be asked the operation waits for the answer with it.</summary>
    public static Decision<StudentState, Outcome<StudentOffer>> Record(
        this StudentState state,
        StudentCommitments before,
        Decision<StudentCommitments, Outcome<StudentOffer>> decision,
        StudentOfferAction action,
        WriteOptions options,
        DateTimeOffset now)
    {
        var next = decision.Changes(before)
            ? (state with { Commitments = decision.State }).Bind().Record(decision.Events, before.Student, now)
            : state;
        if (!StudentAnswers.IsFinal(decision.Answer) && options.OperationId is { } operation
            && next.Pending?.Any(p => p.OperationId == operation) is not true)
        {
            next = next with
            {
                Pending = [.. next.Pending ?? [], new(operation, options.ContentDigest, decision.Answer.Value!.Copy.Id, action)],
            };
        }

        return new(next, decision.Answer);
    }

    /// <summary>
    /// When the row has something to do: at once where a placement or a subscriber is still to be notified, or offers are to be looked at again;
    /// null where nothing is left to do.
    /// </summary>
    /// <param name="identity">Version of the identity.</param>
    public static DateTimeOffset? DueAt(this StudentState state, long identity, DateTimeOffset now) =>
        state.Outbox is { IsEmpty: false } || state.Commitments?.NextSteps().Any() is true || state.IsReviewDue(identity) ? now : null;

    private static StudentState Record(
        this StudentState state, ImmutableArray<DomainEvent> events, StudentId student, DateTimeOffset now) =>
        events.IsEmpty ? state : state with { Outbox = (state.Outbox ?? new($"student:{student}")).Record(events, now) };

    /// <summary>What is committed, and what a round keeps for the student, stands in the public record too: matching and lists read it there.</summary>
    private static StudentState Bind(this StudentState state)
    {
        var offers = state.Commitments!.Offers;
        var bound = offers
            .Where(offer => offer.Status is StudentOfferStatus.Committed or StudentOfferStatus.Releasing)
            .Select(offer => new Commitment(offer.Copy.Id, offer.Copy.Placement, offer.Copy.Pattern))
            .ToImmutableArray();
        var held = offers
            .Where(offer => offer is
            {
                Status: StudentOfferStatus.Received or StudentOfferStatus.Accepting,
                Copy: { Status: OfferStatus.Held, Round: not null, ExpiresAt: not null },
            })
            .Select(offer => new HeldSeat(offer.Copy.Id, offer.Copy.Placement, offer.Copy.Round!.Value, offer.Copy.ExpiresAt!.Value))
            .ToImmutableArray();
        var present = state.Entity!;
        var sameBound = RecordJson.Same(present.Commitments ?? [], bound);
        var sameHeld = (present.Held ?? []).SequenceEqual(held);
        return sameBound && sameHeld
            ? state
            : state with
            {
                Entity = present with
                {
                    Commitments = sameBound ? present.Commitments : bound.IsEmpty ? null : bound,
                    Held = sameHeld ? present.Held : held.IsEmpty ? null : held,
                },
            };
    }

    private static StudentState GiveAnswers(this StudentState state, DateTimeOffset now)
    {
        if (state.Pending is not { IsEmpty: false } pending)
        {
            return state;
        }

        var (operations, waiting) = (state.Operations, ImmutableArray.CreateBuilder<PendingAnswer>());
        foreach (var answer in pending)
        {
            if (state.Commitments!.Find(answer.Offer) is { } offer && !offer.Status.IsUnderWay())
            {
                operations = IdempotencyRecords.Add(
                    operations, IdempotencyRecord.Of(answer.OperationId, answer.ContentDigest, now, StudentAnswers.Of(answer.Action, offer)));
            }
            else
            {
                waiting.Add(answer);
            }
        }

        return state with { Operations = operations, Pending = waiting.ToImmutable() };
    }
}
