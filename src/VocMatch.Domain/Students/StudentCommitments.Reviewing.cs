using System.Collections.Immutable;
using VocMatch.Contracts.Eligibility;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Tasks;
using VocMatch.Domain.Eligibility;
using VocMatch.Domain.Offers;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Students;

/// <summary>What was found out about an offer on the facts of one moment.</summary>
/// <param name="Unmet">The constraints that do not hold, those waived by hand left out.</param>
public sealed record OfferFinding(EmployerId Employer, SchoolId School, ImmutableArray<ConstraintResult> Unmet, ProgramId? Program = null);

/// <summary>
/// Offers and commitments held against what is known of the student now. Nothing is cancelled by it: what does not hold any more is shown
/// with the offer, sent to all it concerns, and somebody's task until it holds again or the offer has ended.
/// </summary>
public sealed partial record StudentCommitments
{
    /// <summary>The longest a school and an employer have to settle what does not hold any more.</summary>
    public static readonly TimeSpan TimeToSettle = TimeSpan.FromDays(7);

    /// <summary>Offers that a correction may concern.</summary>
    public IEnumerable<StudentOffer> Standing() => Offers.Where(offer => Stands(offer.Status));

    /// <summary>Takes over what was found. Finding the same again changes nothing.</summary>
    /// <param name="found">By offer; one that is not named was not looked at.</param>
    public Decision<StudentCommitments, int> Review(IReadOnlyDictionary<OfferId, OfferFinding> found, DateTimeOffset now)
    {
        var next = this;
        var events = ImmutableArray.CreateBuilder<DomainEvent>();
        foreach (var offer in Standing())
        {
            if (found.TryGetValue(offer.Copy.Id, out var finding) && !Same(offer.Unlawful?.Unmet, finding.Unmet))
            {
                next = next.Found(offer, finding, now, events);
            }
        }

        return new(next, events.Count, events.ToImmutable());
    }

    /// <summary>
    /// Does not take a yes to what may not be. The offer stays open until its deadline and keeps its seat, so that what was recorded wrongly
    /// can be put right; then it expires like any other.
    /// </summary>
    public Decision<StudentCommitments, Outcome<StudentOffer>> RefuseUnlawful(OfferId id, OfferFinding finding, DateTimeOffset now)
    {
        var reviewed = Review(new Dictionary<OfferId, OfferFinding> { [id] = finding }, now);
        var refusal = Refusal.Invalid(OfferRules.Unfit(finding.Unmet)) with
        {
            Detail = $"It cannot be accepted: {ConstraintWords.WithValues(finding.Unmet)}. "
                + $"The offer stays open until {Find(id)!.Copy.ExpiresAt:O}, so that a wrong record can be put right; then it expires.",
        };
        return new(reviewed.State, refusal, reviewed.Events);
    }

    private static bool Stands(StudentOfferStatus status) =>
        status is StudentOfferStatus.Waiting or StudentOfferStatus.Received or StudentOfferStatus.Accepting or StudentOfferStatus.Committed;

    private static bool Same(ImmutableArray<ConstraintResult>? known, ImmutableArray<ConstraintResult> found) => (known ?? []).SequenceEqual(found);

    private StudentCommitments Found(
        StudentOffer offer, OfferFinding finding, DateTimeOffset now, ImmutableArray<DomainEvent>.Builder events)
    {
        if (offer.Unlawful is { } before)
        {
            events.Add(Task(EventKind.TaskDone, offer, before, finding.Unmet.IsEmpty
                ? "Everything that is asked is met again."
                : $"Something else is not met by now, which is a task of its own: {ConstraintWords.Names(finding.Unmet)}."));
        }

        // A task is known by its instant: one that follows another is later, whatever the clock says.
        var since = offer.Unlawful?.Since.AddMilliseconds(1) is { } next && next > now ? next : now;
        var unlawful = finding.Unmet.IsEmpty ? null : new UnlawfulOffer(since, finding.Employer, finding.School, finding.Unmet, finding.Program);
        if (unlawful is not null)
        {
            events.Add(Task(EventKind.TaskRaised, offer, unlawful));
        }

        return With(offer with { Unlawful = unlawful });
    }

    /// <summary>An offer that does not stand any more asks nothing of anybody.</summary>
    private static Decision<StudentCommitments, long> WithoutEnded(Decision<StudentCommitments, long> decision)
    {
        var next = decision.State;
        var events = decision.Events.ToBuilder();
        foreach (var offer in next.Offers)
        {
            if (offer.Unlawful is { } unlawful && !Stands(offer.Status) && !offer.Status.IsUnderWay())
            {
                events.Add(Task(EventKind.TaskDone, offer, unlawful, $"The offer or seat is over: it is {Words(offer.Status)}."));
                next = next.With(offer with { Unlawful = null });
            }
        }

        return ReferenceEquals(next, decision.State) ? decision : decision with { State = next, Events = events.ToImmutable() };
    }

    private static DomainEvent Task(EventKind kind, StudentOffer offer, UnlawfulOffer unlawful, string? ended = null)
    {
        var copy = offer.Copy;
        var due = unlawful.Since + TimeToSettle;
        var what = offer.Status is StudentOfferStatus.Committed or StudentOfferStatus.Accepting ? "A seat that was taken" : "An offer that stands";
        var note = new TaskNote(
            TaskKind.CommitmentUnlawful,
            $"offer:{copy.Id}",
            unlawful.Since,
            copy.ExpiresAt < due && copy.ExpiresAt > unlawful.Since && offer.Status is StudentOfferStatus.Received ? copy.ExpiresAt.Value : due,
            $"{what} does not meet what is asked since something about the student or their program was changed: {ConstraintWords.WithValues(unlawful.Unmet)}.",
            unlawful.Unmet,
            unlawful.Program,
            ended);
        return new(
            kind,
            copy.Placement,
            copy.Student,
            copy.Id,
            copy.Round,
            unlawful.Employer,
            ConstraintWords.Names(unlawful.Unmet),
            note,
            unlawful.School);
    }
}
