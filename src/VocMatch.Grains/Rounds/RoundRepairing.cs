using System.Collections.Immutable;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Grains.Events;

namespace VocMatch.Grains.Rounds;

/// <summary>Takes a repair of a published result. Its offers are owed from then on, those of the repair before must be made.</summary>
public static class RoundRepairing
{
    /// <summary>Null where a repair may be proposed.</summary>
    public static Refusal? Refused(RoundState round) => round switch
    {
        { Phase: not RoundPhase.Published } => Refusal.Conflict($"Repair is not possible: the round is {round.Phase}."),
        { Result.Second: not null } => Refusal.Conflict(
            "Seats were given in a second pass too: close the round, and give what is left over in a supplementary one."),
        _ when round.OffersMade < round.OffersToMake || !round.Moving.IsEmpty =>
            Refusal.Conflict($"{round.OffersToMake - round.OffersMade + round.Moving.Length} offers are still to be made."),
        _ => null,
    };

    public static Decision<RoundState, Outcome<RoundState>> Repair(RoundState round, RepairProposal proposal, DateTimeOffset now)
    {
        if (round.Repairs.Any(repair => repair.Certified == proposal.Certified))
        {
            return RoundMachine.Same(round);
        }

        if (Refused(round) is { } refused)
        {
            return new(round, refused);
        }

        return proposal.Issue != round.Issue + 1
            ? RoundMachine.Refuse(round, "Another repair was made meanwhile: look at the proposal again.")
            : RoundMachine.Accept(round with
            {
                Repairs = round.Repairs.Add(
                    new(proposal.Issue, now, proposal.Left.Length, proposal.MovedUp, proposal.NewlyPlaced, proposal.Certified)),
                Moving = proposal.Moves,
            });
    }

    /// <summary>The moves are offers now, or refused for good.</summary>
    public static RoundState HearMoved(RoundState round, int issue, ImmutableArray<RefusedOffer> refused) =>
        round.Issue == issue && !round.Moving.IsEmpty
            ? round with { Moving = [], Refused = round.Refused.AddRange(refused) }
            : round;
}
