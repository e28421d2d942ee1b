using System.Collections.Immutable;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Records;
using VocMatch.Domain.Rounds.Phases;

namespace VocMatch.Domain.Rounds.Repair;

/// <summary>Takes a repair of a published result. Its offers are to be made from then on, those of the repair before must be made.</summary>
public static class RoundRepairing
{
    /// <summary>Null where a repair may be proposed.</summary>
    public static Refusal? Refused(RoundState round) => round switch
    {
        { Phase: not RoundPhase.Published } => Refusal.Conflict($"It cannot be repaired: the round is {RoundWords.Of(round.Phase, round.InputDigest)}."),
        _ when round.OffersMade < round.OffersToMake || !round.Moving.IsEmpty =>
            Refusal.Conflict($"{round.OffersToMake - round.OffersMade + round.Moving.Length} offers are still to be made."),
        _ => null,
    };

    public static Decision<RoundState, Outcome<RoundState>> Repair(RoundState round, RepairProposal proposal, DateTimeOffset now, bool swap = false)
    {
        if (round.Repairs is [.., var last] && last.Issue == proposal.Issue && last.Certified == proposal.Certified && last.Second == proposal.Second)
        {
            return RoundMachine.Same(round);
        }

        if (Refused(round) is { } refused)
        {
            return new(round, refused);
        }

        if (proposal.Issue != round.Issue + 1)
        {
            return RoundMachine.Refuse(round, "Another repair was made meanwhile: look at the proposal again.");
        }

        var (settled, done) = RoundRefusals.Settle(round, proposal.Issue);
        var repaired = settled with
        {
            Repairs = round.Repairs.Add(new(
                proposal.Issue,
                now,
                proposal.Left.Length,
                proposal.MovedUp,
                proposal.NewlyPlaced,
                proposal.Certified,
                proposal.Second,
                proposal.LateSeats.Sum(late => late.Seats),
                swap)),
            Moving = proposal.Moves,
            Swaps = round.Swaps.RemoveAll(wish => Moves(proposal, wish.Student) || Moves(proposal, wish.With)),
        };
        return new(repaired, repaired, done);
    }

    /// <summary>The moves are offers now, or refused for good.</summary>
    public static RoundState RecordMoved(RoundState round, int issue, ImmutableArray<RefusedOffer> refused) =>
        round.Issue == issue && !round.Moving.IsEmpty
            ? round with { Moving = [], Refused = round.Refused.AddRange(refused) }
            : round;

    /// <summary>Records a student's wish to change places, in place of one made before; the other is notified.</summary>
    /// <param name="with">Null: takes the wish back.</param>
    public static Decision<RoundState, Outcome<RoundState>> Wish(RoundState round, StudentId student, StudentId? with)
    {
        if (with is { } asked && round.Wishes(student, asked))
        {
            return RoundMachine.Same(round);
        }

        var others = round.Swaps.RemoveAll(wish => wish.Student == student);
        if (with is not { } other)
        {
            return others == round.Swaps ? RoundMachine.Same(round) : RoundMachine.Accept(round with { Swaps = others });
        }

        var wished = round with { Swaps = others.Add(new(student, other, others is [.., var last] ? last.Number + 1 : 0)) };
        return new(wished, wished, [new(EventKind.SwapAsked, Student: other, Round: round.Id)]);
    }

    private static bool Moves(RepairProposal proposal, StudentId student) => proposal.Moves.Any(move => move.Student == student);
}
