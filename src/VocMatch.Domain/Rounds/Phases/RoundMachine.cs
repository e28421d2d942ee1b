using System.Collections.Immutable;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Records;
using VocMatch.Domain.Rounds.Lists;

namespace VocMatch.Domain.Rounds.Phases;

/// <summary>Moves a round through its phases. Each command repeated in the phase it leads to changes nothing.</summary>
public static class RoundMachine
{
    /// <param name="seed">The lottery's, drawn once: neither a lock taken back nor a result set aside draws another.</param>
    public static Outcome<RoundState> Create(RoundId id, RoundSettings settings, string seed, DateTimeOffset now)
    {
        var broken = RoundSettingsRules.Check(settings, now);
        return broken.IsEmpty
            ? new RoundState(id, settings, seed) { Changes = [new(RoundPhase.Draft, now, null)] }
            : Refusal.Invalid(broken);
    }

    public static Decision<RoundState, Outcome<RoundState>> Put(RoundState round, RoundSettings settings, DateTimeOffset now)
    {
        if (round.Phase is not RoundPhase.Draft || round.Claim is not ScopeClaim.None)
        {
            return Refuse(round, "Settings may change only while the round is a draft.");
        }

        var broken = RoundSettingsRules.Check(settings, now);
        return broken.IsEmpty ? Accept(round with { Settings = settings }) : new(round, Refusal.Invalid(broken));
    }

    public static Decision<RoundState, Outcome<RoundState>> PutPairs(
        RoundState round, ImmutableArray<FixedPair> @fixed, ImmutableArray<ForbiddenPair> forbidden)
    {
        if (Frozen(round, "Pairs") is { } frozen)
        {
            return new(round, frozen);
        }

        var (kept, unconfirmed) = RoundPairs.WithConfirmations(@fixed, round.Fixed);
        var broken = RoundPairs.Check(@fixed, forbidden).AddRange(unconfirmed);
        return broken.IsEmpty
            ? Accept(round with { Fixed = kept, Forbidden = forbidden })
            : new(round, Refusal.Invalid(broken));
    }

    /// <summary>The second person's word for an override of a pair placed by hand.</summary>
    public static Decision<RoundState, Outcome<RoundState>> ConfirmOverride(RoundState round, OverrideConfirmation confirmation)
    {
        if (Frozen(round, "Pairs") is { } frozen)
        {
            return new(round, frozen);
        }

        if (round.Fixed.FirstOrDefault(pair => pair.Student == confirmation.Student && pair.Placement == confirmation.Placement)
            is not { Override: { } proposed } found)
        {
            return new(round, Refusal.Invalid([new("student", confirmation.Student.Value, "No override is proposed for this pair.")]));
        }

        if (RoundPairs.CheckConfirmation(proposed, confirmation.ConfirmedBy) is { } fault)
        {
            return new(round, Refusal.Invalid([fault]));
        }

        return proposed.ConfirmedBy switch
        {
            null => Accept(round with
            {
                Fixed = round.Fixed.Replace(found, found with { Override = proposed with { ConfirmedBy = confirmation.ConfirmedBy } }),
            }),
            var by when by == confirmation.ConfirmedBy => Same(round),
            var by => Refuse(round, $"{by} has confirmed it already."),
        };
    }

    public static Decision<RoundState, Outcome<RoundState>> PutRanking(
        RoundState round, EmployerRanking ranking, bool employerIsCapped)
    {
        if (Frozen(round, "Rankings") is { } frozen)
        {
            return new(round, frozen);
        }

        var put = RoundRankings.Put(round.Rankings, ranking, employerIsCapped);
        return put.Succeeded ? Accept(round with { Rankings = put.Value.Rankings }) : new(round, put.Refusal);
    }

    /// <summary>Why what goes into a lock may not change any more; null where it may.</summary>
    /// <param name="what">The beginning of a sentence.</param>
    public static Refusal? Frozen(RoundState round, string what) => round.Phase is RoundPhase.Draft or RoundPhase.Collecting
        ? null
        : Refusal.Conflict($"{what} can no longer be changed: the round is {RoundWords.Of(round.Phase, round.InputDigest)}.");

    /// <summary>Asks for the scope; the round opens when the register has given it.</summary>
    public static Decision<RoundState, Outcome<RoundState>> Open(RoundState round, DateTimeOffset now) => round switch
    {
        { Phase: RoundPhase.Collecting } or { Phase: RoundPhase.Draft, Claim: ScopeClaim.Asked } => Same(round),
        { Phase: not RoundPhase.Draft } => WrongPhase(round, RoundAction.Open),
        { Settings.ClosesAt: { } closes } when closes <= now => Refuse(round, $"Its closing on {closes:O} is past."),
        _ => Accept(round with { Claim = ScopeClaim.Asked }),
    };

    /// <summary>The register's answer.</summary>
    public static Decision<RoundState, Outcome<RoundState>> ApplyClaim(
        RoundState round, Outcome<RoundScope> answer, DateTimeOffset now)
    {
        if (round is not { Phase: RoundPhase.Draft, Claim: ScopeClaim.Asked })
        {
            return Same(round);
        }

        if (answer.Succeeded)
        {
            return Move(round with { Claim = ScopeClaim.Held }, RoundAction.Open, EventKind.RoundOpened, now);
        }

        // A date would ask again at once and for ever: it was tried, and the next opening is by hand.
        var refused = round with { Claim = ScopeClaim.None, Settings = round.Settings with { OpensAt = null } };
        return new(refused, answer.Refusal);
    }

    /// <summary>Closes the lists.</summary>
    /// <param name="accepted">The digest of the completeness report that whoever locks has read; null for a lock by date.</param>
    /// <param name="current">The digest of the report as it is now.</param>
    public static Decision<RoundState, Outcome<RoundState>> Lock(
        RoundState round, string? accepted, string current, DateTimeOffset now)
    {
        if (round.Phase is RoundPhase.Locked)
        {
            return Same(round);
        }

        var byDate = now > round.Settings.ClosesAt;
        return round.Phase is RoundPhase.Collecting && !byDate && accepted != current
            ? Refuse(round, "The completeness report has changed: read it again.")
            : Move(round with { AcceptedReport = accepted }, RoundAction.Lock, EventKind.RoundLocked, now);
    }

    /// <summary>All inputs are rows now. The same lock cannot freeze two different inputs.</summary>
    /// <param name="policy">Scoring policy and epoch of the frozen priorities.</param>
    public static Decision<RoundState, Outcome<RoundState>> RecordFrozen(RoundState round, string inputDigest, string? policy = null) => round switch
    {
        { Phase: RoundPhase.Locked, InputDigest: null } =>
            WithoutStale(round, Accept(round with { InputDigest = inputDigest, Policy = policy, Stale = null })),
        { InputDigest: var digest } when digest == inputDigest => Same(round),
        _ => Refuse(round, "Other inputs are frozen already."),
    };

    /// <summary>Takes the lock back; a closing date that is past is dropped with it.</summary>
    public static Decision<RoundState, Outcome<RoundState>> Unlock(RoundState round, string? reason, DateTimeOffset now) =>
        Reasoned(round, reason) ?? WithoutStale(round, Move(Thawed(round, now) with { Stale = null }, RoundAction.Unlock, EventKind.RoundUnlocked, now, reason));

    public static Decision<RoundState, Outcome<RoundState>> Cancel(RoundState round, string? reason, DateTimeOffset now) =>
        round.Phase is RoundPhase.Cancelled
            ? Same(round)
            : Reasoned(round, reason) ?? WithoutStale(round, Move(round with { Stale = null }, RoundAction.Cancel, EventKind.RoundCancelled, now, reason));

    /// <summary>Ends the round; its offers stand, its unused seats are free.</summary>
    public static Decision<RoundState, Outcome<RoundState>> Close(RoundState round, DateTimeOffset now)
    {
        if (round.Phase is RoundPhase.Closed)
        {
            return Same(round);
        }

        var remaining = round.OffersToMake - round.OffersMade + round.Moving.Length;
        if (round.Phase is RoundPhase.Published && remaining > 0)
        {
            return Refuse(round, $"{remaining} offers are still to be made.");
        }

        var (settled, done) = RoundRefusals.Settle(round, round.Issue);
        var closed = Move(settled, RoundAction.Close, EventKind.RoundClosed, now);
        return closed.Answer.Succeeded ? closed with { Events = closed.Events.AddRange(done) } : Refuse(round, closed.Answer.Refusal.Detail);
    }

    /// <summary>Reservations are ended and the scope is given back.</summary>
    public static RoundState RecordScopeReleased(RoundState round) =>
        round.Phase.IsFinal() ? round with { Claim = ScopeClaim.Released } : round;

    /// <summary>A move that was made from a round without its staleness; one that is refused leaves the round as it is.</summary>
    internal static Decision<RoundState, Outcome<RoundState>> WithoutStale(RoundState round, Decision<RoundState, Outcome<RoundState>> moved) =>
        moved.Answer.Succeeded
            ? moved with { Events = moved.Events.AddRange(RoundStaleness.Over(round)) }
            : new(round, moved.Answer);

    internal static RoundState Thawed(RoundState round, DateTimeOffset now) => round with
    {
        InputDigest = null,
        Policy = null,
        AcceptedReport = null,
        Settings = now > round.Settings.ClosesAt ? round.Settings with { ClosesAt = null, PublishesAt = null } : round.Settings,
    };

    internal static Decision<RoundState, Outcome<RoundState>> Move(
        RoundState round, RoundAction action, EventKind kind, DateTimeOffset now, string? reason = null)
    {
        if (RoundTransitions.Table.Next(round.Phase, action) is not { } next)
        {
            return WrongPhase(round, action);
        }

        var moved = round with { Phase = next, Changes = round.Changes.Add(new(next, now, reason)) };
        return new(moved, moved, [new(kind, Round: round.Id, Detail: reason)]);
    }

    internal static Decision<RoundState, Outcome<RoundState>>? Reasoned(RoundState round, string? reason) =>
        string.IsNullOrWhiteSpace(reason)
            ? new(round, Refusal.Invalid([new("reason", reason, "What goes against the usual way has a reason.")]))
            : null;

    internal static Decision<RoundState, Outcome<RoundState>> Accept(RoundState round) => new(round, round);

    internal static Decision<RoundState, Outcome<RoundState>> Same(RoundState round) => new(round, round);

    internal static Decision<RoundState, Outcome<RoundState>> Refuse(RoundState round, string detail) =>
        new(round, Refusal.Conflict(detail));

    private static Decision<RoundState, Outcome<RoundState>> WrongPhase(RoundState round, RoundAction action) =>
        Refuse(round, $"The round cannot be {RoundWords.Of(action)}: it is {RoundWords.Of(round.Phase, round.InputDigest)}.");
}
