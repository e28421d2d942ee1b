using System.Collections.Immutable;
using VocMatch.Contracts.Events;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Records;
using VocMatch.Domain.Students;

namespace VocMatch.Grains.Simulation.Cluster;

/// <summary>A placement's row: ledger and outbox, written as one.</summary>
public sealed record PlacementRow(SeatLedger Ledger, Outbox Outbox)
{
    public PlacementRow After(SeatLedger ledger, ImmutableArray<DomainEvent> events, DateTimeOffset now) =>
        ReferenceEquals(ledger, Ledger) && events.IsEmpty ? this : new(ledger, Outbox.Record(events, now));
}

/// <summary>A student's row: commitments, facts and outbox, written as one.</summary>
public sealed record StudentRow(StudentCommitments Commitments, Outbox Outbox)
{
    /// <summary>Placements where the student may not work.</summary>
    public ImmutableHashSet<int> Barred { get; init; } = [];

    /// <summary>Counts the corrections of this row.</summary>
    public long Version { get; init; }

    public bool ReviewDue { get; init; }

    /// <summary>Version of the other row that the offers were held against last.</summary>
    public long? ReviewedIdentity { get; init; }

    public StudentRow After(StudentCommitments commitments, ImmutableArray<DomainEvent> events, DateTimeOffset now) =>
        ReferenceEquals(commitments, Commitments) && events.IsEmpty
            ? this
            : this with { Commitments = commitments, Outbox = Outbox.Record(events, now) };

    public bool IsReviewDue(IdentityRow identity) =>
        Commitments.Standing().Any() && (ReviewDue || ReviewedIdentity != identity.Version);
}

/// <summary>The student's other row: who they are, with corrections of its own.</summary>
public sealed record IdentityRow(ImmutableHashSet<int> Barred, long Version);
