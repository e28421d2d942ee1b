using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Jobs;
using VocMatch.Domain.Records;
using VocMatch.Domain.Rounds;
using VocMatch.Grains.Events;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Rounds;

/// <summary>
/// A round's row and the one way to write it: receipt, version, decision, outbox, row. Commands and the round's own work write in turn,
/// each deciding on the state the one before has committed.
/// </summary>
/// <remarks>
/// What is read here was committed. The outcome of a failed write is unknown, so the activation ends and the next one reads the row again.
/// </remarks>
internal sealed partial class RoundRecord(IPersistentState<RoundRow> stored, IGrainContext context, TimeProvider time, ILogger logger)
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private RoundRow? _committedWhileWriting;

    /// <summary>Raised when a row was written.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>The last committed row.</summary>
    public RoundRow Row => _committedWhileWriting ?? stored.State;

    public RoundState? State => Row.State;

    /// <summary>The answer given before under this operation id; null where it is new.</summary>
    public Outcome<TAnswer>? Repeated<TAnswer>(WriteOptions options)
        where TAnswer : class =>
        Receipts.Repeated<TAnswer>(Row.Receipts, options);

    /// <summary>Writes what <paramref name="decide"/> makes of the present state.</summary>
    /// <param name="presence">What the options' conditions speak of; null = the round as a whole.</param>
    public async Task<Outcome<TAnswer>> Write<TAnswer>(
        WriteOptions options,
        Func<RoundState?, RoundStep> decide,
        Func<RoundRow, Change, TAnswer> answer,
        Func<RoundRow, Presence>? presence = null)
        where TAnswer : class
    {
        await _writing.WaitAsync();
        try
        {
            return Repeated<TAnswer>(options) ?? await WriteAlone(options, decide, answer, presence);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>What became of events; no change of the round.</summary>
    public async Task<Refusal?> Write(Delivery delivered)
    {
        await _writing.WaitAsync();
        try
        {
            var outbox = Row.Outbox!;
            var rest = delivered.ApplyTo(outbox);
            return ReferenceEquals(rest, outbox) ? null : await Store(Row with { Outbox = rest }, WriteOptions.Default);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Sends an event that was set aside once more; no change of the round.</summary>
    public async Task<Refusal?> Redrive(string eventId)
    {
        await _writing.WaitAsync();
        try
        {
            return Row.Outbox is { } outbox && outbox.Redrive(eventId) is var next && !ReferenceEquals(next, outbox)
                ? await Store(Row with { Outbox = next }, WriteOptions.Default)
                : null;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>A step of the round's own work.</summary>
    public async Task<Refusal?> Write(Func<RoundState, RoundStep> decide) =>
        (await Write(WriteOptions.Default, state => decide(state!), static (row, _) => row)).Refusal;

    private async Task<Outcome<TAnswer>> WriteAlone<TAnswer>(
        WriteOptions options,
        Func<RoundState?, RoundStep> decide,
        Func<RoundRow, Change, TAnswer> answer,
        Func<RoundRow, Presence>? presence)
        where TAnswer : class
    {
        var present = Row;
        if (options.Unmet(presence?.Invoke(present) ?? new(present.Version)) is { } unmet)
        {
            return unmet;
        }

        var step = decide(present.State);
        var change = present.State is null ? Change.Created
            : RecordJson.Same(present.State, step.Next) ? Change.Unchanged
            : Change.Changed;
        if (step.Next is null || (step.Refusal is not null && change != Change.Changed))
        {
            return step.Refusal!;
        }

        var next = change == Change.Unchanged ? present : Next(present, step.Next, step.Events);
        if (step.Refusal is { } refused)
        {
            return await Store(next, options) ?? refused;
        }

        var told = answer(next, change);
        if (options.OperationId is { } operation)
        {
            next = next with
            {
                Receipts = Receipts.Add(present.Receipts, Receipt.Of<TAnswer>(operation, options.ContentDigest, time.GetUtcNow(), told)),
            };
        }
        else if (change == Change.Unchanged)
        {
            return told;
        }

        return await Store(next, options) is { } failure ? failure : told;
    }

    private RoundRow Next(RoundRow present, RoundState state, ImmutableArray<DomainEvent> events)
    {
        var version = present.Version + 1;
        return present with
        {
            Entity = state.View(RoundProgress.None, version),
            State = state,
            Version = version,
            Outbox = (present.Outbox ?? new Outbox($"round/{state.Id}")).Record(events, time.GetUtcNow()),
        };
    }

    /// <summary>The only way to the row: whoever writes has to say by which options, and a dry run ends here.</summary>
    private async Task<Refusal?> Store(RoundRow next, WriteOptions options)
    {
        if (options.DryRun)
        {
            return null;
        }

        var committed = stored.State;
        _committedWhileWriting = committed;
        stored.State = next;
        try
        {
            await stored.WriteStateAsync();
            return null;
        }
        catch (Exception failure)
        {
            stored.State = committed;
            LogWriteFailed(logger, context.GrainId, failure);
            context.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "A write failed; the row must be read again."));
            if (!StoreFailures.IsLoss(failure))
            {
                // A state that cannot be written is no outage: the caller must not be told to try again for ever.
                throw;
            }

            return Refusal.Unavailable("The store did not confirm the write; it may be repeated with the same Idempotency-Key.");
        }
        finally
        {
            _committedWhileWriting = null;
            Changed.Raise();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The state of {Grain} could not be written; the activation ends.")]
    private static partial void LogWriteFailed(ILogger logger, GrainId grain, Exception failure);
}
