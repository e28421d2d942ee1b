using System.Collections.Concurrent;
using System.Collections.Immutable;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Eligibility;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Clearing;
using VocMatch.Domain.Rounds.Repair;
using VocMatch.Grains.Rounds.Freezing;
using VocMatch.Grains.Rounds.Publishing;

namespace VocMatch.Grains.Rounds.Repair;

/// <summary>A repair that is computed and not yet written.</summary>
internal sealed record PreparedRepair(RepairProposal Proposal, MarketRows Rows, SolvedRound Solved);

/// <summary>
/// Repairs a published result (section 4 of the clearing's specification): who left is taken out, late seats are added, who has accepted has
/// only that place on the list, and what is left is cleared again under the same lottery. Nobody gets a worse place; that is checked.
/// </summary>
internal sealed class RoundRepairs(
    IRoundRows rows, RoundClearer clearing, RoundOfferStore offers, LateSeatSearch late, RoundLawfulness lawfulness)
{
    /// <param name="swapped">Lists in place of those that were frozen; null: none.</param>
    public async Task<Outcome<PreparedRepair>> Prepare(
        RoundState round, bool lateSeats = false, IReadOnlyDictionary<StudentId, FrozenApplication>? swapped = null)
    {
        if (RoundRepairing.Refused(round) is { } refused)
        {
            return refused;
        }

        var present = await clearing.Frozen(round, round.Issue);
        var before = await rows.Assignments(round.Lock, round.Issue).ToDictionaryAsync(assignment => assignment.Student);
        var standing = await offers.Standing(round, before.Values);
        var left = standing.Where(one => one.Value is { } status && !status.IsLive()).Select(one => one.Key).ToHashSet();

        // Nobody holds what was never offered: the place is looked for again, and given where it may be by now.
        var held = before.Where(one => standing[one.Key] is not null).ToDictionary();
        var added = lateSeats ? await late.Find(round.Id, present, held) : [];
        if (left.Count == 0 && held.Count == before.Count && added.IsEmpty && swapped is null)
        {
            return Refusal.Conflict(lateSeats
                ? "Nobody has left the round since its result, every offer was made, and no seat that somebody wants came free: there is nothing to repair."
                : "Nobody has left the round since its result, and every offer was made: there is nothing to repair.");
        }

        var accepted = standing.Where(one => one.Value is OfferStatus.Accepted).ToDictionary(one => one.Key, one => before[one.Key].Placement);
        var barred = new BarredPairs(held.ToDictionary(one => one.Key, one => one.Value.Placement));
        while (true)
        {
            var changed = RepairedRows.Of(present, left, accepted, added, swapped, barred);
            var (solved, refusal) = RoundClearer.Solve(round, changed, (_, _, _) => { });
            if (solved is null)
            {
                return Refusal.Conflict($"What is left cannot be cleared: {refusal}.");
            }

            var after = solved.Assignments.ToDictionary(assignment => assignment.Student);
            var proposal = Proposal(round, held, after, left, added, solved);
            if (await Bar(round, proposal, swapped, barred))
            {
                continue;
            }

            return changed.Students.Any(student => !left.Contains(student.Id) && swapped?.ContainsKey(student.Id) is not true && IsWorse(student, held, after))
                ? Refusal.Conflict("A repair would give somebody a worse place: close the round, and give what is left over in a supplementary one.")
                : new PreparedRepair(proposal, changed, solved);
        }
    }

    /// <summary>Bars what the proposal would do and may not.</summary>
    /// <returns>Whether there was any, so that it has to be cleared again; each time there are fewer pairs left.</returns>
    private async Task<bool> Bar(
        RoundState round, RepairProposal proposal, IReadOnlyDictionary<StudentId, FrozenApplication>? swapped, BarredPairs barred)
    {
        var found = new ConcurrentBag<(RepairMove Move, string Constraint, string Reason)>();
        await ManyGrains.ForEach(proposal.Moves.Where(move => swapped?.ContainsKey(move.Student) is not true), async move =>
        {
            if (await lawfulness.Barrier(round, move.Student, move.To) is var (constraint, reason))
            {
                found.Add((move, constraint, reason));
            }
        });
        foreach (var (move, constraint, reason) in found)
        {
            barred.Add(move.Student, move.To, constraint, reason);
            if (constraint == ConstraintNames.PlacementOpen)
            {
                barred.Close(move.To);
            }
        }

        return !found.IsEmpty;
    }

    /// <summary>Gives the round its late seats, before anything is written that relies on them.</summary>
    public async Task<Refusal?> TakeLateSeats(RoundState round, PreparedRepair prepared)
    {
        var seats = prepared.Rows.Placements.ToDictionary(placement => placement.Id, placement => placement.Seats);
        foreach (var added in prepared.Proposal.LateSeats)
        {
            if (await offers.Raise(round.Id, added.Placement, seats[added.Placement]) is { } reason)
            {
                return Refusal.Conflict($"The late seats of '{added.Placement}' are gone, look at the proposal again: {reason}");
            }
        }

        return null;
    }

    public async Task Keep(RoundState round, PreparedRepair prepared)
    {
        var issue = prepared.Proposal.Issue;
        var input = new FrozenInput(round.Lock, issue);
        await rows.Add(input, prepared.Rows.Employers);
        await rows.Add(input, prepared.Rows.Placements);
        await rows.Add(input, prepared.Rows.Students);
        await clearing.Keep(round.Lock, prepared.Solved, issue);
    }

    private static RepairProposal Proposal(
        RoundState round,
        Dictionary<StudentId, Assignment> before,
        Dictionary<StudentId, Assignment> after,
        HashSet<StudentId> left,
        ImmutableArray<LateSeats> late,
        SolvedRound solved)
    {
        ImmutableArray<RepairMove> moves =
        [
            .. after.Values
                .Where(now => before.GetValueOrDefault(now.Student)?.Placement != now.Placement)
                .OrderBy(now => now.Student.Value, StringComparer.Ordinal)
                .Select(now => new RepairMove(now.Student, before.GetValueOrDefault(now.Student)?.Placement, now.Placement)),
        ];
        return new(
            round.Issue + 1,
            [.. left.OrderBy(student => student.Value, StringComparer.Ordinal)],
            moves,
            moves.Count(move => move.From is not null),
            moves.Count(move => move.From is null),
            solved.Result.First,
            solved.Result.Second,
            late);
    }

    /// <summary>By the place on the student's own list, and behind it in the order of completion: its ranks count only what had seats left.</summary>
    private static bool IsWorse(FrozenStudent student, Dictionary<StudentId, Assignment> before, Dictionary<StudentId, Assignment> after) =>
        before.GetValueOrDefault(student.Id)?.Placement is { } held
        && (after.GetValueOrDefault(student.Id)?.Placement is not { } now || (now != held && Place(student, now) > Place(student, held)));

    private static int Place(FrozenStudent student, PlacementId placement)
    {
        var place = 0;
        foreach (var application in student.Applications.Concat(student.Completion ?? []))
        {
            if (application.Placement == placement)
            {
                return place;
            }

            place++;
        }

        return int.MaxValue;
    }
}
