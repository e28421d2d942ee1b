using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Records;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Records;

/// <summary>One stored row of a grain, and the only way to write it.</summary>
/// <remarks>
/// What is read here was committed, but for notes: while a write is under way the state before it is shown, and a write that failed leaves it so. The
/// outcome of a failed write is unknown (it may have reached the row), so the activation ends and the next one reads the row again. Writes
/// take their turn here, so that work which goes on between a grain's turns may write too.
/// </remarks>
internal partial class GrainRecord<TState>(IPersistentState<TState> stored, IGrainContext context, ILogger<GrainRecord<TState>> logger)
    : IDueRecord
    where TState : class
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private TState? _committedWhileWriting;
    private TState? _heldWhileReading;

    /// <summary>Notes that no write has begun with.</summary>
    private int _notes;

    /// <summary>A write has failed: the activation ends, and its successor reads the row.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>The last committed state.</summary>
    public TState State => _committedWhileWriting ?? stored.State;

    /// <summary>When the grain is to be woken for a state that is about to be written, Unix time in milliseconds; it is written with it.</summary>
    public Func<TState, long?>? WakeAt { get; set; }

    /// <summary>Called with every state that is the committed one from now on.</summary>
    public Action<TState>? Committed { get; set; }

    /// <summary>Writes a state as it is; ends once it is durable. Any failure is thrown.</summary>
    public Task Write(TState next) => InTurn(() => Commit(next, stored.WriteStateAsync));

    /// <inheritdoc/>
    public bool IsBehind(DateTimeOffset now) =>
        _notes > 0 || (State is IDueState { WakeAt: { } at } && (at <= now.ToUnixTimeMilliseconds() || WakeAt?.Invoke(State) is null));

    /// <summary>
    /// Adds to the state what can be found out again, such as that a receiver has an event: it is written with whatever is written next, or by
    /// <see cref="CatchUp"/>, and forgotten where the silo dies before.
    /// </summary>
    public void Note(Func<TState, TState> note)
    {
        var before = stored.State;
        stored.State = note(before);
        _committedWhileWriting = _committedWhileWriting is { } committed ? note(committed) : null;
        _heldWhileReading = _heldWhileReading is { } held ? note(held) : null;
        _notes += ReferenceEquals(before, stored.State) ? 0 : 1;
    }

    /// <inheritdoc/>
    public Task CatchUp(DateTimeOffset now) => InTurn(() => IsBehind(now) ? Commit(stored.State, stored.WriteStateAsync) : Task.CompletedTask);

    /// <summary>Takes the row away; the state is a new one then. Any failure is thrown.</summary>
    public Task Clear() => InTurn(() => Commit(stored.State, stored.ClearStateAsync));

    /// <summary>Runs work that reads the state and writes it, while nothing else writes.</summary>
    protected async Task<T> InTurn<T>(Func<Task<T>> work)
    {
        await _turn.WaitAsync();
        try
        {
            return await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes within a turn.</summary>
    /// <returns>The answer where the write may be repeated; null once it is durable.</returns>
    /// <exception cref="Exception">The state cannot be written. That is no outage: the caller must not try again for ever.</exception>
    protected async Task<Refusal?> Store(TState next)
    {
        try
        {
            await Commit(next, stored.WriteStateAsync);
            return null;
        }
        catch (Exception failure) when (StoreFailures.IsLoss(failure))
        {
            return Refusal.Unavailable("The store did not confirm the write; it may be repeated with the same Idempotency-Key.");
        }
    }

    /// <summary>Reads the row again within a turn: an activation that lost its silo must not answer from what it remembers.</summary>
    /// <returns>False where the row had changed.</returns>
    protected async Task<bool> IsCurrent()
    {
        var held = stored.Etag;
        _heldWhileReading = stored.State;
        try
        {
            await stored.ReadStateAsync();
            if (held == stored.Etag)
            {
                // It has what was noted, also while the row was read.
                stored.State = _heldWhileReading;
                return true;
            }

            _notes = 0;
            Committed?.Invoke(stored.State);
            return false;
        }
        finally
        {
            _heldWhileReading = null;
        }
    }

    /// <summary>Ends the activation soon.</summary>
    protected void Leave(string why) => context.Deactivate(new(DeactivationReasonCode.ApplicationRequested, why));

    private Task InTurn(Func<Task> work) => InTurn(async () =>
    {
        await work();
        return true;
    });

    private async Task Commit(TState next, Func<Task> write)
    {
        _committedWhileWriting = stored.State;
        _notes = 0;
        stored.State = next is IDueState<TState> due && WakeAt is { } wakeAt ? due.WakingAt(wakeAt(next)) : next;
        try
        {
            await write();
        }
        catch (Exception failure)
        {
            stored.State = _committedWhileWriting;
            HasFailed = true;
            LogWriteFailed(logger, context.GrainId, failure);
            Leave("A write failed; the row must be read again.");
            throw;
        }
        finally
        {
            _committedWhileWriting = null;
        }

        Committed?.Invoke(stored.State);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The state of {Grain} could not be written; the activation ends.")]
    private static partial void LogWriteFailed(ILogger logger, GrainId grain, Exception failure);
}
