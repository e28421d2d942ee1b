using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Grains;
using VocMatch.Domain.Events;
using VocMatch.Domain.Records;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Events;

/// <summary>Takes events from outboxes to the subscribers, each of which goes on whatever becomes of the others.</summary>
internal sealed partial class EventDelivery(
    IEnumerable<IEventSubscriber> subscribers, DeadLetterStore deadLetters, TimeProvider time, ILogger<EventDelivery> logger)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly ImmutableArray<IEventSubscriber> _subscribers = [.. subscribers];

    /// <summary>Sends the pending events one after another, to each receiver up to the first that it does not take.</summary>
    public async Task<Delivery> Deliver(Outbox outbox) => new(await ManyGrains.Ask(_subscribers, subscriber => Deliver(outbox, subscriber)));

    private async Task<ReceiverDelivery> Deliver(Outbox outbox, IEventSubscriber subscriber)
    {
        var result = new ReceiverDelivery(subscriber.Name, outbox.Of(subscriber.Name).Received, null, null, time.GetUtcNow());
        foreach (var pending in outbox.Due(subscriber.Name, time.GetUtcNow()))
        {
            try
            {
                await Send(subscriber, pending);
                result = result with { Through = pending.Sequence };
            }
            catch (Exception failure) when (StoreFailures.IsLoss(failure))
            {
                LogUnreachable(logger, subscriber.Name, pending.Id, failure);
                return await Stopped(outbox, result with { StoppedAt = pending.Id, At = time.GetUtcNow() });
            }
            catch (Exception failure)
            {
                LogRefused(logger, subscriber.Name, pending.Id, failure);
                return await Stopped(outbox, result with { StoppedAt = pending.Id, Error = failure.Message, At = time.GetUtcNow() });
            }
        }

        return result;
    }

    /// <summary>Visible before it is set aside: a crash between the two shows a letter too many, never one too few.</summary>
    private async Task<ReceiverDelivery> Stopped(Outbox outbox, ReceiverDelivery delivery)
    {
        if (delivery.After(outbox).SetAside is { } letter)
        {
            await deadLetters.Keep(letter);
        }

        return delivery;
    }

    private static async Task Send(IEventSubscriber subscriber, RecordedEvent pending)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        await subscriber.Receive(pending, timeout.Token).WaitAsync(Timeout);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Receiver} could not be reached for the event {Event}.")]
    private static partial void LogUnreachable(ILogger logger, string receiver, string @event, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Receiver} refused the event {Event}.")]
    private static partial void LogRefused(ILogger logger, string receiver, string @event, Exception failure);
}

/// <summary>What came of a delivery, at every receiver there is.</summary>
internal sealed record Delivery(IReadOnlyList<ReceiverDelivery> Receivers)
{
    /// <summary>Whether every receiver has every event. Else there is something to remember: how often one was asked, and when it is asked again.</summary>
    public bool IsComplete => Receivers.All(receiver => receiver.StoppedAt is null);

    public Outbox ApplyTo(Outbox outbox) =>
        Receivers.Aggregate(outbox, (box, receiver) => receiver.After(box).Outbox).Trim([.. Receivers.Select(receiver => receiver.Receiver)]);
}

/// <summary>What came of a delivery at one receiver.</summary>
/// <param name="Through">Sequence of the last event that it has.</param>
/// <param name="StoppedAt">Id of the event that it did not take; null where it took all.</param>
/// <param name="Error">What it said; null where it was not reached.</param>
internal sealed record ReceiverDelivery(string Receiver, long Through, string? StoppedAt, string? Error, DateTimeOffset At)
{
    public (Outbox Outbox, DeadLetter? SetAside) After(Outbox outbox)
    {
        var rest = outbox.Received(Receiver, Through);
        return (StoppedAt, Error) switch
        {
            (null, _) => (rest, null),
            ({ } stopped, null) => rest.Unreachable(Receiver, stopped, At),
            ({ } stopped, { } error) => rest.Refused(Receiver, stopped, error, At),
        };
    }
}
