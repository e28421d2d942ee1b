using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Events;

namespace VocMatch.Grains.Events;

/// <summary>Takes events from outboxes to the subscribers.</summary>
internal sealed partial class EventDelivery(
    IEnumerable<IEventSubscriber> subscribers, DeadLetterBook deadLetters, TimeProvider time, ILogger<EventDelivery> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ImmutableArray<IEventSubscriber> _subscribers = [.. subscribers];

    /// <summary>Sends the pending events one after another, up to the first that is not received by everybody.</summary>
    public async Task<Delivery> Deliver(Outbox outbox)
    {
        var delivered = ImmutableArray.CreateBuilder<string>();
        foreach (var pending in outbox.Due(time.GetUtcNow()) is null ? [] : outbox.Pending)
        {
            try
            {
                foreach (var subscriber in _subscribers)
                {
                    await Send(subscriber, pending);
                }
            }
            catch (Exception failure) when (StoreFailures.IsLoss(failure))
            {
                LogUnreachable(logger, pending.Id, failure);
                return new(delivered.ToImmutable(), pending.Id, null, time.GetUtcNow());
            }
            catch (Exception failure)
            {
                LogRefused(logger, pending.Id, failure);
                var refusals = delivered.Count == 0 ? outbox.Refusals + 1 : 1;
                if (refusals >= Outbox.MostAttempts)
                {
                    // Visible before it is set aside: a crash between the two shows a letter too many, never one too few.
                    await deadLetters.Keep(new(pending, refusals, time.GetUtcNow(), failure.Message));
                }

                return new(delivered.ToImmutable(), pending.Id, failure.Message, time.GetUtcNow());
            }

            delivered.Add(pending.Id);
        }

        return new(delivered.ToImmutable(), null, null, time.GetUtcNow());
    }

    private static async Task Send(IEventSubscriber subscriber, RecordedEvent pending)
    {
        using var patience = new CancellationTokenSource(Patience);
        await subscriber.Receive(pending, patience.Token).WaitAsync(Patience);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A receiver of the event {Event} could not be reached.")]
    private static partial void LogUnreachable(ILogger logger, string @event, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A receiver refused the event {Event}.")]
    private static partial void LogRefused(ILogger logger, string @event, Exception failure);
}

/// <summary>What came of a delivery.</summary>
/// <param name="Received">In order.</param>
/// <param name="StoppedAt">The event that was not received; null where all were.</param>
/// <param name="Error">What its receiver said; null where nobody was reached.</param>
internal sealed record Delivery(ImmutableArray<string> Received, string? StoppedAt, string? Error, DateTimeOffset At)
{
    public Outbox ApplyTo(Outbox outbox)
    {
        var rest = Received.Aggregate(outbox, (box, id) => box.Delivered(id));
        return (StoppedAt, Error) switch
        {
            (null, _) => rest,
            ({ } stopped, null) => rest.Unreachable(stopped, At),
            ({ } stopped, { } error) => rest.Refused(stopped, error, At),
        };
    }
}
