using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Events;

namespace VocMatch.Grains.Events;

/// <summary>
/// Events of one source that are not delivered yet. It is part of the source's state and written with the change, so that no change is
/// without its event and no event without its change. Delivery is at least once and in order: an event is sent until it is
/// <see cref="Delivered"/>, and one that its receivers refuse five times is set aside, visibly, so that those behind it go on.
/// </summary>
public sealed record Outbox(string Source)
{
    public const int MostAttempts = 5;

    /// <summary>The longest wait between two attempts.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <summary>Events recorded so far: the last one's sequence.</summary>
    public long Recorded { get; init; }

    /// <summary>In the order in which they were recorded.</summary>
    public ImmutableArray<RecordedEvent> Pending { get; init; } = [];

    public ImmutableArray<DeadLetter> DeadLetters { get; init; } = [];

    /// <summary>Times the first pending event was refused.</summary>
    public int Refusals { get; init; }

    /// <summary>Times in a row nobody could be reached; does not count against the event.</summary>
    public int Outages { get; init; }

    /// <summary>When the first pending event may be tried; null = at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    [JsonIgnore]
    public bool IsEmpty => Pending.IsEmpty;

    public Outbox Record(IEnumerable<DomainEvent> events, DateTimeOffset now)
    {
        var sequence = Recorded;
        var recorded = events.Select(e => new RecordedEvent($"{Source}:{++sequence}", Source, sequence, now, e)).ToArray();
        return recorded.Length == 0 ? this : this with { Recorded = sequence, Pending = Pending.AddRange(recorded) };
    }

    /// <summary>The event to send now; null where there is none or its wait is not over.</summary>
    public RecordedEvent? Due(DateTimeOffset now) => Pending.IsEmpty || NotBefore > now ? null : Pending[0];

    /// <summary>Received and kept by every receiver. One that is no longer first was reported before.</summary>
    public Outbox Delivered(string eventId) => IsFirst(eventId) ? Next(Pending.RemoveAt(0)) : this;

    /// <summary>A receiver was reached and refused it: waits longer each time, and sets it aside at the fifth.</summary>
    public Outbox Refused(string eventId, string error, DateTimeOffset now)
    {
        if (!IsFirst(eventId))
        {
            return this;
        }

        var refusals = Refusals + 1;
        return refusals < MostAttempts
            ? this with { Refusals = refusals, Outages = 0, NotBefore = now + WaitAfter(refusals) }
            : Next(Pending.RemoveAt(0)) with { DeadLetters = DeadLetters.Add(new(Pending[0], refusals, now, error)) };
    }

    /// <summary>Nobody was reached. That says nothing about the event: it is tried again for as long as it takes.</summary>
    public Outbox Unreachable(string eventId, DateTimeOffset now) =>
        IsFirst(eventId) ? this with { Outages = Outages + 1, NotBefore = now + WaitAfter(Outages + 1) } : this;

    /// <summary>Sends an event that was set aside once more, before those that wait.</summary>
    public Outbox Redrive(string eventId) => DeadLetters.FirstOrDefault(d => d.Event.Id == eventId) is { } letter
        ? Next(Pending.Insert(0, letter.Event)) with { DeadLetters = DeadLetters.Remove(letter) }
        : this;

    /// <summary>2, 4, 8, 16 seconds and so on, at most <see cref="LongestWait"/>.</summary>
    public static TimeSpan WaitAfter(int attempts) =>
        attempts >= 10 ? LongestWait : TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, 1L << attempts));

    private bool IsFirst(string eventId) => !Pending.IsEmpty && Pending[0].Id == eventId;

    private Outbox Next(ImmutableArray<RecordedEvent> pending) =>
        this with { Pending = pending, Refusals = 0, Outages = 0, NotBefore = null };
}
