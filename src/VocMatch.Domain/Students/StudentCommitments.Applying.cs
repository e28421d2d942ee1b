using VocMatch.Contracts.Events;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Domain.Facts;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Students;

/// <summary>What placements notify a student of, in any order and more than once, and answers to the student's own calls.</summary>
public sealed partial record StudentCommitments
{
    /// <summary>
    /// Takes over a copy of an offer. An older or repeated one changes nothing, and neither does one that crosses a step under way: the
    /// answer to that step will say how the offer stands.
    /// </summary>
    /// <returns>The revision the placement may take as acknowledged; 0 where the copy has to be sent again.</returns>
    public Decision<StudentCommitments, long> ApplyOffer(Offer copy, DateTimeOffset now)
    {
        var found = Find(copy.Id);
        if (found is not null && found.Copy.Revision >= copy.Revision)
        {
            return new(this, found.Copy.Revision);
        }

        if (found is null)
        {
            return Settled(With(new StudentOffer(copy, StateOf(copy.Status))), copy, before: null, now);
        }

        return found.Status.IsUnderWay() ? new(this, 0) : Adopt(found, copy, now);
    }

    /// <summary>
    /// The placement's answer to a step. It is taken only for the step that is under way: an answer to an earlier attempt says nothing
    /// about this one.
    /// </summary>
    /// <param name="attempt">The attempt that was answered; null where the step was no attempt to take the seat.</param>
    public Decision<StudentCommitments, long> ApplyAnswer(Offer copy, int? attempt, DateTimeOffset now)
    {
        if (Find(copy.Id) is not { } found)
        {
            return new(this, 0);
        }

        if (!found.Status.IsUnderWay())
        {
            var applied = ApplyOffer(copy, now);
            var current = applied.State.Find(copy.Id)!;
            var asked = attempt is null && current.TimeToAsk is { } until && copy.Status.IsOpen()
                && (copy.TimeAsked == until || copy.ExpiresAt >= until);
            return asked ? applied with { State = applied.State.With(current with { TimeToAsk = null }) } : applied;
        }

        var answersThis = found.Status switch
        {
            StudentOfferStatus.Accepting => attempt == found.Attempt,
            StudentOfferStatus.Declining => attempt is null && (copy.Status is OfferStatus.Accepted || !copy.Status.IsLive()),
            _ => attempt is null && !copy.Status.IsLive(),
        };
        return answersThis && copy.Revision >= found.Copy.Revision ? Adopt(found, copy, now) : new(this, 0);
    }

    /// <summary>The placement knows no such offer: nothing binds the student.</summary>
    public Decision<StudentCommitments, long> ApplyMissing(OfferId id) =>
        Find(id) is { } found && found.Status.IsLive()
            ? WithoutEnded(new(With(found with { Status = StudentOfferStatus.Withdrawn, Reason = "The placement knows no such offer." }), 0))
            : new(this, 0);

    private Decision<StudentCommitments, long> Adopt(StudentOffer found, Offer copy, DateTimeOffset now)
    {
        var seen = copy.Status switch
        {
            OfferStatus.Waiting => StudentOfferAction.SeeWaiting,
            OfferStatus.Offered or OfferStatus.Held => StudentOfferAction.SeeOpen,
            OfferStatus.Accepted => StudentOfferAction.SeeAccepted,
            OfferStatus.Declined => StudentOfferAction.SeeDeclined,
            OfferStatus.Withdrawn => StudentOfferAction.SeeWithdrawn,
            OfferStatus.Expired => StudentOfferAction.SeeExpired,
            OfferStatus.Released => StudentOfferAction.SeeReleased,
            _ => throw new InvalidOperationException($"{copy.Status} is unknown."),
        };
        var next = StudentOfferTransitions.Table.Next(found.Status, seen) ?? found.Status;
        var followed = found with
        {
            Copy = copy,
            Status = next,
            Reason = copy.Reason ?? found.Reason,
            TimeToAsk = next is StudentOfferStatus.Received ? found.TimeToAsk : null,
            Terms = copy.Proposed is { Agreed: null } terms && terms.Number == found.Terms?.Proposal ? found.Terms : null,
        };
        return Settled(With(followed), copy, found.Status, now);
    }

    /// <summary>A commitment lets go of everything it collides with; an offer that collides with a commitment is declined at once.</summary>
    private static Decision<StudentCommitments, long> Settled(
        StudentCommitments commitments, Offer copy, StudentOfferStatus? before, DateTimeOffset now)
    {
        var settled = commitments.LetGoOfCollisions(now);
        var after = settled.Find(copy.Id)!.Status;
        DomainEvent[] events = (before, after) switch
        {
            (not StudentOfferStatus.Committed and not StudentOfferStatus.Releasing, StudentOfferStatus.Committed) =>
                [Concerning(EventKind.StudentCommitted, copy)],
            (StudentOfferStatus.Committed or StudentOfferStatus.Releasing, StudentOfferStatus.Released) =>
                [Concerning(EventKind.CommitmentReleased, copy)],
            _ => [],
        };
        return WithoutEnded(new(settled, copy.Revision, [.. events]));
    }

    private StudentCommitments LetGoOfCollisions(DateTimeOffset now)
    {
        var next = this;
        foreach (var held in Offers)
        {
            if (held.Status is not StudentOfferStatus.Committed)
            {
                continue;
            }

            foreach (var other in next.Offers)
            {
                if (other.Status is StudentOfferStatus.Received or StudentOfferStatus.Waiting
                    && held.Copy.Pattern.FirstCommonDay(other.Copy.Pattern) is { } day)
                {
                    next = next.With(other with
                    {
                        Status = StudentOfferStatus.Declining,
                        Reason = $"The student is committed elsewhere from {day:O}.",
                        AnsweredAt = now,
                        TimeToAsk = null,
                    });
                }
            }
        }

        return next;
    }

    private static StudentOfferStatus StateOf(OfferStatus status) => status switch
    {
        OfferStatus.Waiting => StudentOfferStatus.Waiting,
        OfferStatus.Offered or OfferStatus.Held => StudentOfferStatus.Received,
        OfferStatus.Accepted => StudentOfferStatus.Committed,
        OfferStatus.Declined => StudentOfferStatus.Declined,
        OfferStatus.Withdrawn => StudentOfferStatus.Withdrawn,
        OfferStatus.Expired => StudentOfferStatus.Expired,
        OfferStatus.Released => StudentOfferStatus.Released,
        _ => throw new InvalidOperationException($"{status} is unknown."),
    };

    private static DomainEvent Concerning(EventKind kind, Offer copy) =>
        new(kind, copy.Placement, copy.Student, copy.Id, copy.Round);
}
