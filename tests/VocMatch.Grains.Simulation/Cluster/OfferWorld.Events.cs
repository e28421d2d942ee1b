using System.Collections.Immutable;
using VocMatch.Contracts.Events;
using VocMatch.Domain.Records;

namespace VocMatch.Grains.Simulation.Cluster;

/// <summary>Events on their way from rows to the subscriber.</summary>
public sealed partial class OfferWorld
{
    private const string Receiver = "subscriber";

    private void Deliver(Outbox outbox, DateTimeOffset now, int key, Action<int, long> delivered)
    {
        if (outbox.Due(Receiver, now).FirstOrDefault() is { } due)
        {
            _cluster.Send(() =>
            {
                Subscriber.Receive(due);
                delivered(key, due.Sequence);
            });
        }
    }

    private void DeliveredFromPlacement(int placement, long sequence) =>
        _cluster.Send(() => _cluster.Run(Placements, placement, (row, now) =>
        {
            var outbox = row.Outbox.Received(Receiver, sequence).Trim([Receiver]);
            return new(ReferenceEquals(outbox, row.Outbox) ? row : row with { Outbox = outbox }, () =>
                Deliver(outbox, now, placement, DeliveredFromPlacement));
        }));

    private void DeliveredFromStudent(int student, long sequence) =>
        _cluster.Send(() => _cluster.Run(Students, student, (row, now) =>
        {
            var outbox = row.Outbox.Received(Receiver, sequence).Trim([Receiver]);
            return new(ReferenceEquals(outbox, row.Outbox) ? row : row with { Outbox = outbox }, () =>
                Deliver(outbox, now, student, DeliveredFromStudent));
        }));

    /// <summary>The events that go into the row with the change.</summary>
    private ImmutableArray<DomainEvent> Kept(ImmutableArray<DomainEvent> events) =>
        _cluster.Bug is Bug.LostOutbox ? [] : events;

    /// <summary>With <see cref="Bug.LostOutbox"/> events are sent once, from memory, after the write.</summary>
    private void Lose(ImmutableArray<DomainEvent> events, DateTimeOffset now, string source)
    {
        if (_cluster.Bug is Bug.LostOutbox)
        {
            foreach (var lost in events)
            {
                var id = $"{source}/{_cluster.Tick()}";
                _cluster.Send(() => Subscriber.Receive(new(id, source, 0, now, lost)));
            }
        }
    }
}
