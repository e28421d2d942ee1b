using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Records;
using VocMatch.Domain.Students;
using VocMatch.Grains.Events;
using VocMatch.Grains.Records;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Placements;

/// <summary>What a placement's row has left to do: deadlines acted upon, students notified of how their offers stand, events delivered.</summary>
/// <param name="settleTerms">Ends a proposal whose time has come.</param>
/// <param name="changed">Called when what everybody may see of the placement has changed.</param>
internal sealed class PlacementPendingWork(
    EntityRecord<PlacementState, Placement> record,
    EventDelivery delivery,
    IGrainFactory grains,
    LawfulPromotion promotion,
    TimeProvider time,
    Action changed,
    Func<Task> settleTerms)
{
    /// <returns>False where some of it is left.</returns>
    public async Task<bool> DoAll()
    {
        if (record.Entity is null)
        {
            return true;
        }

        await ActOnTime();
        var state = record.State;

        var acknowledged = await ManyGrains.Ask(state.Seats().Notices(), Notify);
        var delivered = state.Outbox is { } outbox ? await delivery.Deliver(outbox) : null;
        var written = await record.Record(
            present =>
            {
                if (present.Entity is null)
                {
                    return present;
                }

                var before = present.Seats();
                var ledger = acknowledged.Aggregate(before, (l, copy) => l.Acknowledge(copy.Offer, copy.Revision));
                var next = ReferenceEquals(ledger, before) ? present : present with { Ledger = ledger };
                return delivered is not null && present.Outbox is { } pending && delivered.ApplyTo(pending) is var rest && !ReferenceEquals(rest, pending)
                    ? next with { Outbox = rest }
                    : next;
            },
            delivered is null or { IsComplete: true });
        return written && !(record.State.DueAt(time.GetUtcNow()) <= time.GetUtcNow());
    }

    /// <summary>What time alone has changed: offers past their deadline, applications past their answer.</summary>
    private async Task ActOnTime()
    {
        var (now, before) = (time.GetUtcNow(), record.Entity!.Version);
        if (record.State.SettlesAt(now) <= now)
        {
            await settleTerms();
        }

        if (record.State.Ledger?.NextDeadline() <= now || !ReferenceEquals(record.State.Recount(now), record.State))
        {
            await record.Decide(WriteOptions.Default, state => promotion.Decide(
                state,
                now,
                present =>
                {
                    var ledger = present.Seats();
                    var expired = ledger.ExpireDue(now);
                    var next = (expired.Changes(ledger) ? present.After(expired.State, expired.Events, now) : present).Recount(now);
                    return ValueTask.FromResult(new Decision<PlacementState, Outcome<SeatCount>>(next, next.Seats().Count()));
                },
                static decision => decision.State));
        }

        if (record.Entity!.Version != before)
        {
            changed();
        }
    }

    /// <returns>What the student holds now; revision 0 where it could not be found out.</returns>
    private async Task<(OfferId Offer, long Revision)> Notify(Offer notice)
    {
        try
        {
            return (notice.Id, await grains.GetGrain<IStudentGrain>(notice.Student.Value).ApplyOffer(notice));
        }
        catch (Exception failure) when (StoreFailures.IsLoss(failure))
        {
            return (notice.Id, 0);
        }
    }
}
