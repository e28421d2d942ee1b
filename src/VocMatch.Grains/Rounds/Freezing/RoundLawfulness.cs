using System.Collections.Concurrent;
using System.Collections.Immutable;
using VocMatch.Contracts.Eligibility;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Eligibility;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Rounds;
using VocMatch.Grains.Eligibility;
using VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Rounds.Freezing;

/// <summary>Whether what a round has decided, or was set by hand, may still come about on what is recorded now.</summary>
internal sealed class RoundLawfulness(
    EligibilityCheck eligibility, IReadSide readSide, RoundInputCollector intake, IRoundRows rows, IGrainFactory grains, TimeProvider time)
{
    /// <summary>Pairs placed by hand that break a constraint they do not override.</summary>
    /// <param name="confirmed">True: an override counts only once a second person has confirmed it.</param>
    /// <param name="lockedAt">What the deadline of applications is held against; null: this moment.</param>
    public async Task<ImmutableArray<Violation>> OfFixed(ImmutableArray<FixedPair> pairs, bool confirmed, DateTimeOffset? lockedAt = null)
    {
        var askedAt = lockedAt ?? time.GetUtcNow();
        var broken = new ConcurrentBag<(int At, Violation Violation)>();
        await ManyGrains.ForEach(Enumerable.Range(0, pairs.Length), async at =>
        {
            var pair = pairs[at];
            if (await Placement(pair.Placement).Find() is not { } placement || await Student(pair.Student).Question() is not { } question)
            {
                return;
            }

            foreach (var unmet in await eligibility.Unmet(question, placement, CheckPoints.HandPlacement, askedAt))
            {
                if (Fault(pair, unmet, confirmed) is { } fault)
                {
                    broken.Add((at, new($"fixed[{at}].constraints.{unmet.Name}", unmet.Actual, fault)));
                }
            }
        });
        return [.. broken.OrderBy(one => one.At).ThenBy(one => one.Violation.Field, StringComparer.Ordinal).Select(one => one.Violation)];
    }

    /// <summary>Why a student may not be offered a seat of a placement by the round; null where they may.</summary>
    public async Task<(string Constraint, string Reason)?> Barrier(RoundState round, StudentId student, PlacementId placement)
    {
        if (await Placement(placement).Find() is not { Status: PlacementStatus.Published } posted)
        {
            return (ConstraintNames.PlacementOpen, "it has closed since the lock");
        }

        if (await Student(student).Question() is not { } question)
        {
            return (ConstraintNames.StudentKnown, "the student is not here any more");
        }

        var waived = round.WaivedFor(student, placement);
        return (await eligibility.Unmet(question, posted, CheckPoints.Repair)).FirstOrDefault(one => !waived.Contains(one.Name)) is { } unmet
            ? (unmet.Name, ConstraintWords.Reason(unmet.Required, unmet.Actual))
            : null;
    }

    /// <summary>An offer that was not made, with all who are to be notified.</summary>
    /// <param name="reason">The placement's.</param>
    public async Task<RefusedOffer> Refused(RoundState round, StudentId student, PlacementId placement, string reason)
    {
        var posted = await Placement(placement).Find();
        var question = await Student(student).Question();
        ImmutableArray<ConstraintResult> unmet = [];
        if (posted is { Status: PlacementStatus.Published } && question is not null)
        {
            var waived = round.WaivedFor(student, placement);
            unmet = (await eligibility.Unmet(question, posted, CheckPoints.Publication)).RemoveAll(one => waived.Contains(one.Name));
        }

        var why = unmet.IsEmpty ? reason.TrimEnd('.') : ConstraintWords.WithValues(unmet);
        return new(student, placement, $"The seat at the placement '{placement}' is not offered: {why}. The round's officers see to a repair.")
        {
            At = time.GetUtcNow(),
            Employer = posted?.Posting.Employer,
            School = question?.Profile.School,
            Program = question?.Profile.Program,
            Unmet = unmet,
        };
    }

    /// <summary>What the result was solved for and is no more; null where it may be published.</summary>
    public async Task<string?> Stale(RoundState round)
    {
        var placed = new Dictionary<PlacementId, int>();
        await foreach (var assignment in rows.Assignments(round.Lock, issue: 1))
        {
            placed[assignment.Placement] = placed.GetValueOrDefault(assignment.Placement) + 1;
        }

        var open = new Dictionary<PlacementId, Placement>();
        foreach (var region in round.Settings.Scope.Regions)
        {
            await foreach (var placement in readSide.OpenPlacements(region, CancellationToken.None))
            {
                if (placed.ContainsKey(placement.Id))
                {
                    open[placement.Id] = placement;
                }
            }
        }

        var closed = placed.Keys.Where(placement => !open.ContainsKey(placement)).Order(PlacementOrder).ToList();
        if (closed.Count > 0)
        {
            return $"The placement '{closed[0]}' has closed since the lock, and {placed[closed[0]]} are placed there"
                + (closed.Count > 1 ? $"; so have {closed.Count - 1} more. " : ". ") + Remedy;
        }

        return await OverCap(round, placed, open.Values);
    }

    private const string Remedy = "Set the result aside (rework), lock and solve again.";

    private static readonly Comparer<PlacementId> PlacementOrder =
        Comparer<PlacementId>.Create((one, other) => string.CompareOrdinal(one.Value, other.Value));

    private async Task<string?> OverCap(RoundState round, Dictionary<PlacementId, int> placed, IReadOnlyCollection<Placement> open)
    {
        var own = await rows.Placements(new(round.Lock)).Select(placement => placement.Id).ToHashSetAsync();
        var left = await intake.CapsLeft(open, own.Contains);
        foreach (var employer in open.GroupBy(placement => placement.Posting.Employer).OrderBy(group => group.Key.Value, StringComparer.Ordinal))
        {
            var taken = employer.Sum(placement => placed[placement.Id]);
            if (left.TryGetValue(employer.Key, out var cap) && taken > cap)
            {
                return $"The employer '{employer.Key}' takes {cap} by its limit of now, and {taken} are placed there. {Remedy}";
            }
        }

        return null;
    }

    private static string? Fault(FixedPair pair, ConstraintResult unmet, bool confirmed)
    {
        if (pair.Override is not { } waiver || !waiver.Constraints.Contains(unmet.Name))
        {
            return $"{Named(pair)}. {ConstraintWords.NotMet(unmet)} "
                + "Leave the pair out, or override the constraint by name, with a reason, and have a second person confirm it.";
        }

        return confirmed && waiver.ConfirmedBy is null
            ? $"{Named(pair)}. {ConstraintWords.NotMet(unmet)} "
                + $"{waiver.ProposedBy} proposes to override it, and a second person has to confirm that."
            : null;
    }

    private static string Named(FixedPair pair) => $"The student '{pair.Student}' at the placement '{pair.Placement}'";

    private IPlacementGrain Placement(PlacementId placement) => grains.GetGrain<IPlacementGrain>(placement.Value);

    private IStudentGrain Student(StudentId student) => grains.GetGrain<IStudentGrain>(student.Value);
}
