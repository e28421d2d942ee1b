using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Records;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Records;

/// <summary>One stored record of a grain, and the one way to write it: receipt, version, decision, comparison, row.</summary>
/// <param name="beforeStore">Runs before a state is written; where it fails nothing is written.</param>
/// <param name="leavesIfEmpty">Whether a grain without this record leaves memory soon, so that a row inserted beside it is seen.</param>
/// <remarks>
/// What is read here was committed: while a write is under way the record before it is shown, and a write that failed
/// leaves it so. The outcome of a failed write is unknown (it may have reached the row), so the activation ends and the
/// next one reads the row again. Writes take their turn here, so that work which goes on between a grain's turns may write too.
/// </remarks>
internal sealed partial class EntityRecord<TState, TEntity>(
    IPersistentState<TState> stored,
    IGrainContext context,
    TimeProvider time,
    ILogger logger,
    bool leavesIfEmpty = true,
    Func<TState, Task>? beforeStore = null)
    where TState : class, IEntityState<TState, TEntity>, new()
    where TEntity : class
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private TState? _committedWhileWriting;

    /// <summary>A write has failed: the activation ends, and its successor reads the row.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>The last committed state.</summary>
    public TState State => _committedWhileWriting ?? stored.State;

    public TEntity? Entity => State.Entity;

    /// <summary>The entity, or null.</summary>
    public TEntity? Find()
    {
        LeaveIfEmpty();
        return Entity;
    }

    /// <summary>The answer an operation was given before; null where it is new here.</summary>
    public Outcome<TAnswer>? Repeated<TAnswer>(WriteOptions options)
        where TAnswer : class =>
        Receipts.Repeated<TAnswer>(State.Receipts, options);

    /// <summary>Writes what <paramref name="decide"/> makes of the present state.</summary>
    /// <param name="decide">Gives the next state, at the present version; or the refusal. It may not write.</param>
    /// <param name="answer">What the caller is told. It is kept as JSON where the operation has an id.</param>
    /// <param name="presence">What the options' conditions speak of; null = the record as a whole.</param>
    public async Task<Outcome<TAnswer>> Write<TAnswer>(
        WriteOptions options,
        Func<TState, ValueTask<Outcome<TState>>> decide,
        Func<TState, Change, TAnswer> answer,
        Func<TState, Presence>? presence = null)
        where TAnswer : class
    {
        await _writing.WaitAsync();
        try
        {
            return await WriteInTurn(options, decide, answer, presence);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<Outcome<TAnswer>> WriteInTurn<TAnswer>(
        WriteOptions options,
        Func<TState, ValueTask<Outcome<TState>>> decide,
        Func<TState, Change, TAnswer> answer,
        Func<TState, Presence>? presence)
        where TAnswer : class
    {
        var present = State;
        if (Repeated<TAnswer>(options) is { } repeated)
        {
            return repeated;
        }

        if (options.Unmet(presence?.Invoke(present) ?? new(present.Version)) is { } unmet)
        {
            LeaveIfEmpty();
            return unmet;
        }

        var decision = await decide(present);
        if (!decision.Succeeded)
        {
            LeaveIfEmpty();
            return decision.Refusal;
        }

        var change = present.Entity is null ? Change.Created
            : RecordJson.Same(present.Entity, decision.Value.Entity) ? Change.Unchanged
            : Change.Changed;
        var next = change == Change.Unchanged ? present : decision.Value.AtVersion(present.Version + 1);
        var told = answer(next, change);
        if (options.OperationId is { } operation)
        {
            next = next.WithReceipts(Receipts.Add(
                present.Receipts,
                Receipt.Of<TAnswer>(operation, options.ContentDigest, time.GetUtcNow(), told)));
        }
        else if (change == Change.Unchanged)
        {
            return told;
        }

        return await Store(next, options) is { } failure ? failure : told;
    }

    /// <summary>The only way to the row: whoever writes has to say by which options, and a dry run ends here.</summary>
    private async Task<Refusal?> Store(TState next, WriteOptions options)
    {
        if (options.DryRun)
        {
            LeaveIfEmpty();
            return null;
        }

        if (beforeStore is not null && await Prepare(next) is { } unprepared)
        {
            return unprepared;
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
            HasFailed = true;
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
        }
    }

    private async Task<Refusal?> Prepare(TState next)
    {
        try
        {
            await beforeStore!(next);
            return null;
        }
        catch (Exception failure) when (StoreFailures.IsLoss(failure))
        {
            LogNotPrepared(logger, context.GrainId, failure);
            return Refusal.Unavailable("The store could not be asked; nothing was written.");
        }
    }

    private void LeaveIfEmpty()
    {
        if (leavesIfEmpty && Entity is null)
        {
            context.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "Nothing is stored under this id."));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The state of {Grain} could not be written; the activation ends.")]
    private static partial void LogWriteFailed(ILogger logger, GrainId grain, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A write of {Grain} was given up before it began.")]
    private static partial void LogNotPrepared(ILogger logger, GrainId grain, Exception failure);
}
