using System.Collections.Concurrent;
using System.Collections.Immutable;
using VocMatch.Contracts.Grains;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Freezing;
using VocMatch.Domain.Rounds.Publishing;
using VocMatch.Grains.Rounds.Freezing;

namespace VocMatch.Grains.Rounds.Publishing;

/// <summary>Makes the offers that follow from a published result, in the order of the plan, many at a time.</summary>
internal sealed class RoundPublisher(IRoundRows rows, RoundSeats seats, RoundLawfulness lawfulness)
{
    private const int Batch = 2_048;

    /// <summary>Makes the next offers; begun again it makes no student a second one, since an offer's id follows from round, pass and student.</summary>
    /// <returns>How far the plan is done now, and which of the offers their placements refused for good.</returns>
    public async Task<(int UpTo, ImmutableArray<RefusedOffer> Refused)> MakeNext(RoundState round, ImmutableArray<PlannedOffer> plan)
    {
        var upTo = Math.Min(round.OffersMade + Batch, plan.Length);
        var refused = new ConcurrentBag<(int Place, RefusedOffer Offer)>();
        await ManyGrains.ForEach(Enumerable.Range(round.OffersMade, upTo - round.OffersMade), async place =>
        {
            var planned = plan[place];
            if (await seats.Offer(round.Id, planned) is { } reason)
            {
                refused.Add((place, await lawfulness.Refused(round, planned.Terms.Student, planned.Placement, reason)));
            }
        });
        return (upTo, [.. refused.OrderBy(one => one.Place).Select(one => one.Offer)]);
    }

    public async Task<ImmutableArray<PlannedOffer>> Plan(RoundState round) => PublishPlan.For(
        round.Id, await rows.Assignments(round.Lock, issue: 1).ToListAsync(), round.PublishedAt!.Value, round.Settings, round.Fixed, FrozenPolicy.EpochOf(round.Policy));
}
