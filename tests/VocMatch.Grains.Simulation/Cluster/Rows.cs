using System.Collections.Immutable;
using VocMatch.Contracts.Events;
using VocMatch.Grains.Events;
using VocMatch.Grains.Offers;

namespace VocMatch.Grains.Simulation.Cluster;

/// <summary>A placement's row: ledger and outbox, written as one.</summary>
public sealed record PlacementRow(SeatLedger Ledger, Outbox Outbox)
{
    public PlacementRow After(SeatLedger ledger, ImmutableArray<DomainEvent> events, DateTimeOffset now) =>
        ReferenceEquals(ledger, Ledger) && events.IsEmpty ? this : new(ledger, Outbox.Record(events, now));
}

/// <summary>A student's row: commitments and outbox, written as one.</summary>
public sealed record StudentRow(StudentCommitments Commitments, Outbox Outbox)
{
    public StudentRow After(StudentCommitments commitments, ImmutableArray<DomainEvent> events, DateTimeOffset now) =>
        ReferenceEquals(commitments, Commitments) && events.IsEmpty ? this : new(commitments, Outbox.Record(events, now));
}
