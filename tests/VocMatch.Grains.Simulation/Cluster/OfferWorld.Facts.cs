using System.Collections.Immutable;
using VocMatch.Contracts.Eligibility;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Records;
using VocMatch.Domain.Students;

namespace VocMatch.Grains.Simulation.Cluster;

/// <summary>What is known of students, in two rows that are written apart, and what follows from a correction of either.</summary>
public sealed partial class OfferWorld
{
    private static readonly EmployerId Employer = EmployerId.Parse("e0");
    private static readonly SchoolId School = SchoolId.Parse("c0");

    public Activations<IdentityRow> Identities { get; }

    /// <summary>Accepted though the rows said at that moment that it may not be.</summary>
    public List<string> AcceptedUnlawfully { get; } = [];

    /// <summary>Whether the student may not work there, by the rows.</summary>
    public bool IsBarred(int student, int placement) => IsBarred(Students.Row(student), Identities.Row(student), placement);

    public void CorrectProfile(int student, int placement, bool barred) => _cluster.Send(() => _cluster.Run(Students, student, (row, _) => new(
        row with
        {
            Barred = barred ? row.Barred.Add(placement) : row.Barred.Remove(placement),
            Version = row.Version + 1,
            ReviewDue = _cluster.Bug is not Bug.NoReview && (row.ReviewDue || row.Commitments.Standing().Any()),
        },
        () => Review(student))));

    public void CorrectIdentity(int student, int placement, bool barred) => _cluster.Send(() => _cluster.Run(Identities, student, (row, _) => new(
        new IdentityRow(barred ? row.Barred.Add(placement) : row.Barred.Remove(placement), row.Version + 1),
        () => Review(student))));

    /// <summary>The placement looks at the student's rows first, as whatever activation it reaches remembers them; then it decides.</summary>
    public void MakeOffer(
        int placement, int student, OfferTerms terms, Func<SeatLedger, OfferTerms, DateTimeOffset, Decision<SeatLedger, Outcome<Offer>>> make, Action<Outcome<Offer>> answer) =>
        _cluster.Send(() =>
        {
            var remembered = Students.Remembered(_cluster.Random.Below(SimulatedCluster.Silos), student);
            var identity = Identities.Row(student);
            if (!IsBarred(remembered, identity, placement))
            {
                var lawful = terms with { CheckedOn = new(remembered.Version, identity.Version) };
                AskPlacement(placement, (ledger, now) => make(ledger, lawful, now), answer);
            }
        });

    public void Accept(int student, OfferId offer, Action<Outcome<StudentOffer>> answer) => AskStudent(
        student,
        (row, now) =>
        {
            var accepting = row.Commitments.Accept(offer, now);
            if (!accepting.Changes(row.Commitments) || _cluster.Bug is Bug.AcceptUnchecked)
            {
                return accepting;
            }

            var finding = Find(row, Identities.Row(student), row.Commitments.Find(offer)!.Copy);
            return finding.Unmet.IsEmpty ? accepting : row.Commitments.RefuseUnlawful(offer, finding, now);
        },
        (row, told) =>
        {
            if (told.Value is { Status: StudentOfferStatus.Accepting } accepting && row.Commitments.Find(offer)?.Status is StudentOfferStatus.Received
                && IsBarred(row, Identities.Row(student), Setup.Number(accepting.Copy.Placement)))
            {
                AcceptedUnlawfully.Add($"unlawful: {accepting.Copy.Student} accepted {offer}");
            }

            answer(told);
        });

    private void Review(int student) => _cluster.Send(() => _cluster.Run(Students, student, (row, now) => new(Reviewed(row, student, now), null)));

    private StudentRow Reviewed(StudentRow row, int student, DateTimeOffset now)
    {
        var identity = Identities.Row(student);
        if (!row.IsReviewDue(identity))
        {
            return row;
        }

        var review = row.Commitments.Review(
            row.Commitments.Standing().ToDictionary(offer => offer.Copy.Id, offer => Find(row, identity, offer.Copy)), now);
        return row.After(review.State, Kept(review.Events), now) with { ReviewDue = false, ReviewedIdentity = identity.Version };
    }

    /// <summary>A copy that was found lawful on other facts than these is looked at again.</summary>
    private StudentRow AfterOffer(StudentRow row, Decision<StudentCommitments, long> applied, Offer copy, int student, DateTimeOffset now)
    {
        var after = row.After(applied.State, Kept(applied.Events), now);
        if (row.Commitments.Find(copy.Id) is not null || ReferenceEquals(after, row))
        {
            return after;
        }

        var identity = Identities.Row(student);
        return after with
        {
            ReviewDue = row.ReviewDue || (copy.CheckedOn != new StudentVersion(row.Version, identity.Version) && _cluster.Bug is not Bug.NoReview),
            ReviewedIdentity = row.Commitments.Standing().Any() ? row.ReviewedIdentity : identity.Version,
        };
    }

    /// <summary>Nobody who may not work there is promoted from the waiting list.</summary>
    private Decision<SeatLedger, T> Promoting<T>(SeatLedger ledger, Func<SeatLedger, DateTimeOffset, Decision<SeatLedger, T>> decide, DateTimeOffset now)
    {
        var passedOver = ImmutableArray.CreateBuilder<Contracts.Events.DomainEvent>();
        for (var present = ledger; ;)
        {
            var decision = decide(present, now);
            var unlawful = present.Offers.FirstOrDefault(entry => entry.Offer.Status is OfferStatus.Waiting
                && decision.State.Find(entry.Offer.Id) is { Offer.Status: OfferStatus.Held }
                && IsBarred(Setup.Number(entry.Offer.Student), Setup.Number(entry.Offer.Placement)));
            if (unlawful is null)
            {
                return decision with { Events = [.. passedOver, .. decision.Events] };
            }

            var next = present.PassOver(unlawful.Offer.Id, "may not", now);
            passedOver.AddRange(next.Events);
            present = next.State;
        }
    }

    private static OfferFinding Find(StudentRow row, IdentityRow identity, Offer copy) => new(
        Employer,
        School,
        IsBarred(row, identity, Setup.Number(copy.Placement)) ? [new ConstraintResult("pairAllowed", false, "not forbidden", "forbidden")] : []);

    private static bool IsBarred(StudentRow row, IdentityRow identity, int placement) =>
        row.Barred.Contains(placement) || identity.Barred.Contains(placement);
}
