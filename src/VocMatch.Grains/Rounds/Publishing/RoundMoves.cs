using System.Collections.Concurrent;
using System.Collections.Immutable;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Domain.Rounds;
using VocMatch.Grains.Rounds.Freezing;

namespace VocMatch.Grains.Rounds.Publishing;

/// <summary>Turns the moves of a repair into offers. It may be begun again at any point.</summary>
internal sealed class RoundMoves(RoundOfferStore offers, RoundLawfulness lawfulness)
{
    /// <summary>Old seats first, so that they are the round's again; then the new ones.</summary>
    /// <returns>Moves that did not come about: an officer has to see to them.</returns>
    public Task<ImmutableArray<RefusedOffer>> Make(RoundState round) => round.Repairs[^1].Swap ? Swap(round) : Repair(round);

    private async Task<ImmutableArray<RefusedOffer>> Repair(RoundState round)
    {
        var refused = new ConcurrentBag<RefusedOffer>();
        var stay = new ConcurrentDictionary<StudentId, bool>();
        await ManyGrains.ForEach(round.Moving.Where(move => move.From is not null), async move =>
        {
            if (await offers.Withdraw(round, move) is { } reason)
            {
                // Accepted meanwhile: the student stays, and the next repair sees to the rest.
                stay[move.Student] = true;
                refused.Add(new(move.Student, move.To, reason));
            }
        });
        await ManyGrains.ForEach(round.Moving.Where(move => !stay.ContainsKey(move.Student)), async move =>
        {
            if ((await offers.Offer(round, move)).Reason is { } reason)
            {
                refused.Add(await lawfulness.Refused(round, move.Student, move.To, reason));
            }
        });
        return [.. refused.OrderBy(one => one.Student.Value, StringComparer.Ordinal)];
    }

    /// <summary>Both have agreed, so nobody is asked again.</summary>
    private async Task<ImmutableArray<RefusedOffer>> Swap(RoundState round)
    {
        foreach (var move in round.Moving)
        {
            await offers.GiveUp(round, move);
        }

        var refused = ImmutableArray.CreateBuilder<RefusedOffer>();
        foreach (var move in round.Moving)
        {
            var (made, reason) = await offers.Offer(round, move);
            if (made is null)
            {
                refused.Add(await lawfulness.Refused(round, move.Student, move.To, reason!));
            }
            else
            {
                await offers.Accept(made);
            }
        }

        return refused.ToImmutable();
    }
}
