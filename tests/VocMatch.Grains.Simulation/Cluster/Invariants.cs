using VocMatch.Contracts.Events;
using VocMatch.Contracts.Offers;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Students;

namespace VocMatch.Grains.Simulation.Cluster;

/// <summary>What must hold after every step, and what must hold when all is done: read from the rows, never from memory.</summary>
public static class Invariants
{
    /// <summary>Looks at the rows that changed since it was last asked.</summary>
    /// <returns>The first that is broken, null where all hold.</returns>
    public static string? Always(OfferWorld world)
    {
        string? broken = null;
        foreach (var key in world.Placements.Store.Changed)
        {
            var ledger = world.Placements.Row(key).Ledger;
            if (ledger.Taken > ledger.Seats)
            {
                broken ??= $"over-filled: placement {key} has {ledger.Count()}";
            }
        }

        foreach (var key in world.Students.Store.Changed)
        {
            broken ??= Collision(world.Students.Row(key).Commitments);
        }

        world.Placements.Store.Changed.Clear();
        world.Students.Store.Changed.Clear();
        return broken;
    }

    public static IEnumerable<string> AtTheEnd(OfferWorld world)
    {
        if (Always(world) is { } broken)
        {
            yield return broken;
        }

        foreach (var row in world.Placements.Rows())
        {
            foreach (var disagreement in Disagreements(world, row.Ledger))
            {
                yield return disagreement;
            }

            foreach (var gap in Gaps(world.Subscriber, row.Outbox.Source, row.Outbox.Recorded))
            {
                yield return gap;
            }

            var announced = world.Subscriber.From(row.Outbox.Source).Count(e => e.Event.Kind is EventKind.OfferAccepted);
            if (announced != row.Ledger.Acceptances)
            {
                yield return $"events: {row.Ledger.Acceptances} seats were taken at {row.Outbox.Source}, {announced} announced";
            }
        }

        foreach (var row in world.Students.Rows())
        {
            foreach (var gap in Gaps(world.Subscriber, row.Outbox.Source, row.Outbox.Recorded))
            {
                yield return gap;
            }
        }

        foreach (var wrong in world.AcceptedUnlawfully.Concat(Untasked(world)))
        {
            yield return wrong;
        }
    }

    /// <summary>What stands and may not is somebody's task, and nothing else is.</summary>
    private static IEnumerable<string> Untasked(OfferWorld world)
    {
        for (var student = 0; student < world.Students.Count; student++)
        {
            var row = world.Students.Row(student);
            var open = new HashSet<string>();
            foreach (var told in world.Subscriber.From(row.Outbox.Source).Select(received => received.Event))
            {
                _ = told.Kind switch
                {
                    EventKind.TaskRaised => open.Add($"{told.Offer} {told.Task!.RaisedAt:O}"),
                    EventKind.TaskDone => open.Remove($"{told.Offer} {told.Task!.RaisedAt:O}"),
                    _ => false,
                };
            }

            foreach (var offer in row.Commitments.Offers)
            {
                var unlawful = row.Commitments.Standing().Contains(offer) && world.IsBarred(student, Setup.Number(offer.Copy.Placement));
                var tasks = open.Count(task => task.StartsWith($"{offer.Copy.Id} ", StringComparison.Ordinal));
                if (tasks != (unlawful ? 1 : 0) || (offer.Unlawful is not null) != unlawful)
                {
                    yield return $"tasks: {offer.Copy.Id} of {row.Commitments.Student} is {offer.Status}, {(unlawful ? "unlawful" : "lawful")}, and {tasks} tasks are open";
                }
            }
        }
    }

    public static bool IsSettled(OfferWorld world)
    {
        for (var i = 0; i < world.Placements.Count; i++)
        {
            var row = world.Placements.Row(i);
            if (!row.Outbox.IsEmpty || row.Ledger.Notices().Any())
            {
                return false;
            }
        }

        for (var i = 0; i < world.Students.Count; i++)
        {
            var row = world.Students.Row(i);
            if (!row.Outbox.IsEmpty || row.Commitments.NextSteps().Any() || row.IsReviewDue(world.Identities.Row(i)))
            {
                return false;
            }
        }

        return true;
    }

    public static string Unsettled(OfferWorld world) => string.Join("; ",
    [
        .. world.Placements.Rows().SelectMany(r => r.Ledger.Notices()).Select(o => $"notice {o.Id} {o.Status} {o.Revision}"),
        .. world.Students.Rows().SelectMany(r => r.Commitments.NextSteps()).Select(s => $"{s}"),
        .. world.Placements.Rows().Where(r => !r.Outbox.IsEmpty).Select(r => $"outbox {r.Outbox.Source}"),
        .. world.Students.Rows().Where(r => !r.Outbox.IsEmpty).Select(r => $"outbox {r.Outbox.Source}"),
    ]);

    private static string? Collision(StudentCommitments commitments)
    {
        foreach (var one in commitments.Offers)
        {
            if (one.Status.BindsTime() && commitments.CollisionWith(one.Copy) is var (other, _))
            {
                return $"collision: {commitments.Student} is bound by {one.Copy.Id} and {other.Copy.Id}";
            }
        }

        return null;
    }

    /// <summary>A seat is taken exactly where its student is committed.</summary>
    private static IEnumerable<string> Disagreements(OfferWorld world, SeatLedger ledger)
    {
        foreach (var entry in ledger.Offers)
        {
            var seen = world.Students.Row(Setup.Number(entry.Offer.Student)).Commitments.Find(entry.Offer.Id);
            if (entry.Offer.Status is OfferStatus.Accepted != seen?.Status is StudentOfferStatus.Committed)
            {
                yield return $"disagreement: {entry.Offer.Id} is {entry.Offer.Status} at the placement and {seen?.Status} for the student";
            }
        }

        var orphans = world.Students.Rows().SelectMany(r => r.Commitments.Offers)
            .Where(o => o.Status is StudentOfferStatus.Committed && o.Copy.Placement == ledger.Placement)
            .Where(o => ledger.Find(o.Copy.Id)?.Offer.Status is not OfferStatus.Accepted);
        foreach (var orphan in orphans)
        {
            yield return $"disagreement: {orphan.Copy.Student} is committed to {orphan.Copy.Id}, which holds no seat";
        }
    }

    private static IEnumerable<string> Gaps(Subscriber subscriber, string source, long recorded)
    {
        var expected = 0L;
        foreach (var received in subscriber.From(source))
        {
            if (received.Sequence != ++expected)
            {
                yield return $"events: {source} sent {received.Sequence} where {expected} was next";
                yield break;
            }
        }

        if (expected != recorded)
        {
            yield return $"events: {source} recorded {recorded}, {expected} arrived";
        }
    }
}
