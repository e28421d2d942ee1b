using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Events;
using VocMatch.Domain.Runtime;

namespace VocMatch.Domain.Records;

/// <summary>
/// Events of one source that are not delivered yet. It is part of the source's state and written with the change, so that no change is
/// without its event and no event without its change. Delivery is at least once and in order, to each receiver at its own pace: one that
/// refuses, or cannot be reached, holds up nobody else. What a receiver refuses five times, or what it cannot be reached for during a day,
/// is set aside, visibly, so that those behind it go on: it lies in a row of its own then, and no longer here.
/// </summary>
/// <remarks>
/// The first <see cref="MaxInRow"/> events lie in the state's own row, as all of most outboxes do; those behind them each in a row of its own
/// (<see cref="PartsOf"/>), so that no row grows while a receiver is away, and none is lost.
/// </remarks>
public sealed record Outbox(string Source)
{
    public const int MaxAttempts = 5;

    /// <summary>Events that lie in the row of their source's state.</summary>
    public const int MaxInRow = 32;

    /// <summary>The longest wait between two attempts.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(10);

    private static readonly BackOff Repeats = new(TimeSpan.FromSeconds(2), MaxWait);

    /// <summary>How long one event may keep those behind it waiting because its receiver is not reached.</summary>
    public static readonly TimeSpan MaxOutage = TimeSpan.FromDays(1);

    /// <summary>Events recorded so far: the last one's sequence.</summary>
    public long Recorded { get; init; }

    /// <summary>In the order in which they were recorded; each is still to be received by somebody.</summary>
    [JsonIgnore]
    public ImmutableArray<RecordedEvent> Pending { get; init; } = [];

    /// <summary>How far each receiver is; one that is not named has received everything before <see cref="Pending"/>, and nothing of it.</summary>
    public ImmutableSortedDictionary<string, Reception> Receivers { get; init; } = ImmutableSortedDictionary<string, Reception>.Empty;

    [JsonIgnore]
    public bool IsEmpty => Pending.IsEmpty;

    [JsonInclude, JsonPropertyName("pending")]
    private ImmutableArray<RecordedEvent> InRow
    {
        get => Pending.Length > MaxInRow ? Pending[..MaxInRow] : Pending;
        init => Pending = value;
    }

    // Those of rows of before have rows of their own as well.
    [JsonInclude]
    private ImmutableArray<DeadLetter> DeadLetters { init { } }

    // Rows of schema 1 had one wait for all receivers. It is not kept: whatever waited is tried at once, which does no harm.
    [JsonInclude]
    private int Refusals { init { } }

    [JsonInclude]
    private int Outages { init { } }

    [JsonInclude]
    private DateTimeOffset? NotBefore { init { } }

    public Outbox Record(IEnumerable<DomainEvent> events, DateTimeOffset now)
    {
        var sequence = Recorded;
        var recorded = events.Select(e => new RecordedEvent($"{Source}:{++sequence}", Source, sequence, now, e)).ToArray();
        return recorded.Length == 0 ? this : this with { Recorded = sequence, Pending = Pending.AddRange(recorded) };
    }

    /// <summary>The events to send to a receiver now, in order; none while its wait is not over.</summary>
    public IEnumerable<RecordedEvent> Due(string receiver, DateTimeOffset now)
    {
        var reception = Of(receiver);
        return reception.NotBefore > now ? [] : Pending.Where(pending => pending.Sequence > reception.Received);
    }

    /// <summary>The receiver has kept this event and all before it. An older one changes nothing.</summary>
    public Outbox Received(string receiver, long sequence) =>
        sequence <= Of(receiver).Received ? this : With(receiver, new(sequence));

    /// <summary>The receiver was reached and refused its next event: it waits longer each time, and the event is set aside at the fifth.</summary>
    /// <returns>What is set aside comes with it: it is kept elsewhere before this outbox is written.</returns>
    public (Outbox Outbox, DeadLetter? SetAside) Refused(string receiver, string eventId, string error, DateTimeOffset now)
    {
        if (Next(receiver) is not { } next || next.Id != eventId)
        {
            return (this, null);
        }

        var refusals = Of(receiver).Refusals + 1;
        return refusals < MaxAttempts
            ? (With(receiver, Of(receiver) with { Refusals = refusals, Outages = 0, UnreachedSince = null, NotBefore = now + Wait(receiver, refusals) }), null)
            : SetAside(receiver, next, refusals, error, now);
    }

    /// <summary>
    /// The receiver was not reached for its next event. That says little about the event: it is tried again, and set aside only after a day
    /// in which those behind it had to wait.
    /// </summary>
    /// <returns>As <see cref="Refused"/>.</returns>
    public (Outbox Outbox, DeadLetter? SetAside) Unreachable(string receiver, string eventId, DateTimeOffset now)
    {
        if (Next(receiver) is not { } next || next.Id != eventId)
        {
            return (this, null);
        }

        var before = Of(receiver);
        var (outages, since) = (before.Outages + 1, before.UnreachedSince ?? now);
        return now - since < MaxOutage
            ? (With(receiver, before with { Outages = outages, UnreachedSince = since, NotBefore = now + Wait(receiver, outages) }), null)
            : SetAside(receiver, next, outages, $"Not reached since {since:yyyy-MM-ddTHH:mm:ssZ}.", now);
    }

    /// <summary>Leaves out what all of these, which must be all receivers there are, have received.</summary>
    public Outbox Trim(IReadOnlyCollection<string> receivers)
    {
        if (Pending.IsEmpty || receivers.Count == 0)
        {
            return this;
        }

        var received = receivers.Min(receiver => Of(receiver).Received);
        var pending = Pending.RemoveAll(e => e.Sequence <= received);
        var end = pending.IsEmpty ? Recorded : pending[0].Sequence - 1;
        var ahead = Receivers.Where(one => receivers.Contains(one.Key) && one.Value != new Reception(end)).ToImmutableSortedDictionary();
        return pending.Length == Pending.Length && ahead.Count == Receivers.Count ? this : this with { Pending = pending, Receivers = ahead };
    }

    /// <summary>
    /// Sends an event that was set aside once more, to every receiver, after those that wait: one that has it already recognises it by its id.
    /// Where it is on its way once more already, nothing changes.
    /// </summary>
    public Outbox Redrive(RecordedEvent setAside) => Pending.Any(pending => pending.Id == setAside.Id && pending.Sequence > setAside.Sequence)
        ? this
        : this with { Recorded = Recorded + 1, Pending = Pending.Add(setAside with { Sequence = Recorded + 1 }) };

    public Reception Of(string receiver) =>
        Receivers.GetValueOrDefault(receiver) ?? new(Pending.IsEmpty ? Recorded : Pending[0].Sequence - 1);

    /// <summary>Those events of a state's outbox that lie in rows of their own, as parts of the state.</summary>
    /// <param name="with">The state with another outbox.</param>
    internal static PartKind<TState> PartsOf<TState>(
        Func<TState, Outbox?> of, Func<TState, Outbox, TState> with, Func<TState, StoredArrays> storedOf) =>
        new ArrayPartKind<TState, RecordedEvent>(
            "event",
            pending => pending.Id,
            state => of(state) is { Pending: { Length: > MaxInRow } pending } ? pending[MaxInRow..] : [],
            (state, behind) => of(state) is { } outbox && !behind.IsEmpty ? with(state, outbox with { Pending = [.. outbox.Pending, .. behind] }) : state,
            storedOf,
            pending => pending.Sequence);

    /// <summary>2, 4, 8, 16 seconds and so on, or a little less, at most <see cref="MaxWait"/>.</summary>
    private TimeSpan Wait(string receiver, int attempts) => Repeats.After(attempts, $"{Source}>{receiver}");

    private RecordedEvent? Next(string receiver) => Pending.FirstOrDefault(pending => pending.Sequence > Of(receiver).Received);

    private (Outbox Outbox, DeadLetter SetAside) SetAside(string receiver, RecordedEvent refused, int attempts, string error, DateTimeOffset now) =>
        (With(receiver, new(refused.Sequence)), new(refused, attempts, now, error, receiver));

    private Outbox With(string receiver, Reception reception) => this with { Receivers = Receivers.SetItem(receiver, reception) };
}

/// <summary>How far a receiver is.</summary>
/// <param name="Received">Sequence of the last event that it has received, or that was set aside for it.</param>
/// <param name="Refusals">Times it refused the next.</param>
/// <param name="Outages">Times in a row it was not reached for the next; does not count against the event.</param>
/// <param name="UnreachedSince">When it was first not reached for the next.</param>
/// <param name="NotBefore">When the next may be tried; null = at once.</param>
public sealed record Reception(
    long Received, int Refusals = 0, int Outages = 0, DateTimeOffset? UnreachedSince = null, DateTimeOffset? NotBefore = null);
