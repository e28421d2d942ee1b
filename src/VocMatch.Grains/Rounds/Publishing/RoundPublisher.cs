using System.Collections.Concurrent;
using System.Collections.Immutable;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Freezing;
using VocMatch.Domain.Rounds.Publishing;
using VocMatch.Grains.Rounds.Freezing;

namespace VocMatch.Grains.Rounds.Publishing;

/// <summary>Makes the offers that follow from a published result, in the order of the plan, many at a time: those of one placement in one write.</summary>
internal sealed class RoundPublisher(IRoundRows rows, RoundSeats seats, RoundLawfulness lawfulness)
{
    private const int Batch = 2_048;

    /// <summary>So far a batch goes on to the end of its last placement.</summary>
    private const int LongestBatch = 2 * Batch;

    /// <summary>Makes the next offers; begun again it makes no student a second one, since an offer's id follows from round, pass and student.</summary>
    /// <returns>How far the plan is done now, and which of the offers their placements refused for good.</returns>
    public async Task<(int UpTo, ImmutableArray<RefusedOffer> Refused)> MakeNext(RoundState round, ImmutableArray<PlannedOffer> plan)
    {
        var from = round.OffersMade;
        var upTo = Math.Min(from + Batch, plan.Length);
        while (upTo < Math.Min(from + LongestBatch, plan.Length) && plan[upTo].Placement == plan[upTo - 1].Placement)
        {
            upTo++;
        }

        var refused = new ConcurrentBag<(OfferId Offer, RefusedOffer Refused)>();
        await ManyGrains.ForEach(plan[from..upTo].GroupBy(planned => planned.Placement).Select(group => group.ToList()), async planned =>
        {
            var reasons = await seats.Offer(round.Id, planned);
            foreach (var one in planned.Where(one => reasons.ContainsKey(one.Terms.Id)))
            {
                refused.Add((one.Terms.Id, await lawfulness.Refused(round, one.Terms.Student, one.Placement, reasons[one.Terms.Id])));
            }
        });
        var byOffer = refused.ToDictionary(one => one.Offer, one => one.Refused);
        return (upTo, [.. plan[from..upTo].Where(planned => byOffer.ContainsKey(planned.Terms.Id)).Select(planned => byOffer[planned.Terms.Id])]);
    }

    public async Task<ImmutableArray<PlannedOffer>> Plan(RoundState round) => PublishPlan.For(
        round.Id, await rows.Assignments(round.Lock, issue: 1).ToListAsync(), round.PublishedAt!.Value, round.Settings, round.Fixed, FrozenPolicy.EpochOf(round.Policy),
        byPlacement: round.OffersByPlacement is true);
}
