using System.Collections.Immutable;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Rounds.Phases;

/// <summary>From frozen inputs to a published result.</summary>
public static class RoundSolving
{
    public static Decision<RoundState, Outcome<RoundState>> Solve(RoundState round, DateTimeOffset now) => round switch
    {
        { Phase: RoundPhase.Solving } => RoundMachine.Same(round),
        { Phase: RoundPhase.Locked, InputDigest: null } => RoundMachine.Refuse(round, "Its inputs are still being frozen."),
        _ => RoundMachine.Move(round, RoundAction.Solve, EventKind.RoundSolving, now),
    };

    /// <summary>The inputs cannot be cleared: back to the lock, with the reason.</summary>
    public static Decision<RoundState, Outcome<RoundState>> Fail(RoundState round, string reason, DateTimeOffset now) =>
        RoundMachine.Move(round, RoundAction.Fail, EventKind.RoundSolvingFailed, now, reason);

    /// <summary>
    /// Takes a result. It must be of the inputs that are frozen now, and the same inputs must never have given another one: a second
    /// result that differs says that the engine is not deterministic, and neither may be published.
    /// </summary>
    public static Decision<RoundState, Outcome<RoundState>> Finish(RoundState round, RoundResult result, DateTimeOffset now)
    {
        if (result.First.InputDigest != round.InputDigest)
        {
            return RoundMachine.Refuse(round, "The result is of other inputs than those frozen now.");
        }

        var earlier = round.Result is null ? round.SetAside : round.SetAside.Add(round.Result);
        if (earlier.Any(e => e.First.InputDigest == result.First.InputDigest && e != result))
        {
            return RoundMachine.Refuse(round, "The same inputs gave another result before.");
        }

        return round.Result == result
            ? RoundMachine.Same(round)
            : RoundMachine.Move(round with { Result = result }, RoundAction.Finish, EventKind.RoundSolved, now);
    }

    /// <summary>Sets a result aside before anybody saw it; the lottery stays the one committed to.</summary>
    public static Decision<RoundState, Outcome<RoundState>> Rework(RoundState round, string? reason, DateTimeOffset now)
    {
        if (RoundMachine.Reasoned(round, reason) is { } refused)
        {
            return refused;
        }

        var thawed = RoundMachine.Thawed(round, now) with { Result = null, Stale = null };
        var reworked = RoundMachine.Move(
            round.Result is { } result ? thawed with { SetAside = round.SetAside.Add(result) } : thawed,
            RoundAction.Rework, EventKind.RoundReworked, now, reason);
        return RoundMachine.WithoutStale(round, reworked);
    }

    /// <summary>Makes the result public. From here on the offers are to be made.</summary>
    /// <param name="assignments">How many there are, those fixed by hand included.</param>
    /// <param name="stale">What the result was solved for and is no more: it is not published, and the round's officers are notified; null where nothing is.</param>
    public static Decision<RoundState, Outcome<RoundState>> Publish(RoundState round, int assignments, DateTimeOffset now, string? stale = null)
    {
        if (round.Phase is RoundPhase.Published)
        {
            return RoundMachine.Same(round);
        }

        if (round.Phase is RoundPhase.Solved && stale is not null)
        {
            return RoundStaleness.Mark(round, "The result is stale", stale, now);
        }

        var published = RoundMachine.Move(
            round with { PublishedAt = now, OffersToMake = assignments, OffersByPlacement = true, Stale = null },
            RoundAction.Publish, EventKind.RoundPublished, now);
        return RoundMachine.WithoutStale(round, published);
    }

    /// <summary>The plan's offers before this place are made for certain. It never goes back.</summary>
    /// <param name="refused">Those among them that their placements refused for good.</param>
    public static RoundState RecordOffersMade(RoundState round, int upTo, ImmutableArray<RefusedOffer> refused = default) =>
        round.Phase is RoundPhase.Published && upTo > round.OffersMade
            ? round with
            {
                OffersMade = Math.Min(upTo, round.OffersToMake),
                Refused = refused.IsDefaultOrEmpty ? round.Refused : round.Refused.AddRange(refused),
            }
            : round;
}
