using System.Collections.Immutable;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Employers;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Placements;

/// <summary>The seat ledger as part of its placement's row.</summary>
internal static class PlacementSeats
{
    /// <summary>The ledger; one without offers where none was stored yet.</summary>
    public static SeatLedger Seats(this PlacementState state) => state.Ledger ?? new SeatLedger(state.Entity!.Id)
    {
        Seats = state.Entity.Posting.Seats,
        Policy = PolicyOf(state.Entity.Posting),
    };

    public static WaitingListPolicy PolicyOf(PlacementPosting posting) => posting.WaitingList ?? WaitingListPolicy.Automatic;

    /// <summary>The row after a decision of the ledger: with its events, and with the seats that are open now.</summary>
    public static PlacementState After(
        this PlacementState state, SeatLedger ledger, ImmutableArray<DomainEvent> events, DateTimeOffset now)
    {
        var present = state.Entity!;
        var open = Math.Max(0, ledger.Free);
        var next = ReferenceEquals(ledger, state.Ledger) ? state : state with { Ledger = ledger };
        next = present.OpenSeats == open ? next : next with { Entity = present with { OpenSeats = open } };
        return next.Record(events, now);
    }

    /// <summary>Notes events in the row's outbox, each with the employer whose placement it is.</summary>
    public static PlacementState Record(this PlacementState state, ImmutableArray<DomainEvent> events, DateTimeOffset now)
    {
        if (events.IsEmpty)
        {
            return state;
        }

        var (id, employer) = (state.Entity!.Id, state.Entity.Posting.Employer);
        var outbox = state.Outbox ?? new Outbox($"placement:{id}");
        return state with { Outbox = outbox.Record(events.Select(e => e with { Employer = employer }), now) };
    }

    /// <summary>What the ledger decides, as a decision on the row.</summary>
    public static Decision<PlacementState, Outcome<T>> Decide<T>(
        this PlacementState state, Func<SeatLedger, Decision<SeatLedger, Outcome<T>>> command, DateTimeOffset now)
        where T : class
    {
        var before = state.Seats();
        var decision = command(before);
        return new(decision.Changes(before) ? state.After(decision.State, decision.Events, now) : state, decision.Answer);
    }

    /// <summary>When the row has something to do: at once where somebody is still to be notified; null where nothing is left to do.</summary>
    public static DateTimeOffset? DueAt(this PlacementState state, DateTimeOffset now)
    {
        if (state.Outbox is { IsEmpty: false } || state.Ledger?.Notices().Any() is true || !ReferenceEquals(state.Recount(now), state))
        {
            return now;
        }

        DateTimeOffset?[] times = [state.Ledger?.NextDeadline(), AnswerClock.NextChange(state.Applications.Times, now), state.SettlesAt(now)];
        return times.Min();
    }
}
