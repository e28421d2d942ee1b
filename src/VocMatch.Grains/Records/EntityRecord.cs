using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Records;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Records;

/// <summary>A row that commands write: operation id, conditions, decision, version, dry run, row, in this order.</summary>
/// <remarks>
/// What changes nothing is answered only after the row was found unchanged, a refusal too: an activation that lost its silo must not answer
/// from what it remembers. Where the row had changed, the decision is made again on what it holds.
/// </remarks>
internal sealed class EntityRecord<TState, TEntity>(
    IPersistentState<TState> stored, IGrainContext context, TimeProvider time, ILogger<GrainRecord<TState>> logger)
    : GrainRecord<TState>(stored, context, logger)
    where TState : class, IEntityState<TState, TEntity>
    where TEntity : class
{
    /// <summary>How often a decision is made again because the row had changed behind a stale activation.</summary>
    private const int MaxReadings = 3;

    /// <summary>Whether a grain without this record leaves memory soon, so that a row inserted beside it is seen.</summary>
    public bool LeavesIfEmpty { get; set; } = true;

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
        IdempotencyRecords.Repeated<TAnswer, TEntity>(State.Operations, options, State.Entity);

    /// <summary>Writes what <paramref name="decide"/> makes of the present state.</summary>
    /// <param name="decide">Gives the next state, at the present version; or the refusal, which is not kept. It may not write.</param>
    /// <param name="answer">What the caller is answered of the state that is written. It is kept where the operation has an id.</param>
    /// <param name="presence">What the options' conditions speak of; null = the record as a whole.</param>
    public Task<Outcome<TAnswer>> Write<TAnswer>(
        WriteOptions options,
        Func<TState, ValueTask<Outcome<TState>>> decide,
        Func<TState, Change, TAnswer> answer,
        Func<TState, Presence>? presence = null)
        where TAnswer : class =>
        Run<TAnswer>(
            options,
            async present =>
            {
                var decided = await decide(present);
                if (!decided.Succeeded)
                {
                    return Command<TState, TAnswer>.Refuse(present, decided.Refusal);
                }

                var change = present.ChangeTo(decided.Value);
                return new(change == Change.Unchanged ? present : decided.Value, next => answer(next, change), static _ => true);
            },
            presence);

    /// <summary>Writes what <paramref name="decide"/> makes of the present state, and gives its answer, a refusal too, once that is durable.</summary>
    /// <param name="decide">
    /// Gives the next state, the same object where nothing changes and with the same entity where that does not, and the answer. It may
    /// not write.
    /// </param>
    /// <param name="isFinal">Whether an answer is kept with the operation's id; null = every one that says something.</param>
    /// <param name="presence">What the options' conditions speak of; null = the record as a whole.</param>
    /// <remarks>A refusal is kept with the operation's id like any other answer, but for one that says that nothing is known.</remarks>
    public Task<Outcome<TAnswer>> Decide<TAnswer>(
        WriteOptions options,
        Func<TState, ValueTask<Decision<TState, Outcome<TAnswer>>>> decide,
        Func<Outcome<TAnswer>, bool>? isFinal = null,
        Func<TState, Presence>? presence = null)
        where TAnswer : class =>
        Run<TAnswer>(
            options,
            async present =>
            {
                var (next, answer, _) = await decide(present);
                return new(
                    next,
                    _ => answer,
                    answered => next.Entity is not null && answered.Refusal?.Kind is not RefusalKind.Unavailable && isFinal?.Invoke(answered) is not false);
            },
            presence);

    /// <summary>Records what follows from calls to others: at once, or, where that can be found out again, as <see cref="GrainRecord{TState}.Note"/> does.</summary>
    /// <returns>False where it was not written.</returns>
    public async Task<bool> Record(Func<TState, TState> found, bool canBeFoundOutAgain)
    {
        if (canBeFoundOutAgain)
        {
            Note(found);
            return true;
        }

        return (await Decide(WriteOptions.Default, state => ValueTask.FromResult(new Decision<TState, Outcome<Done>>(found(state), new Done())))).Succeeded;
    }

    /// <summary>The one way of a command, whatever it decides.</summary>
    public Task<Outcome<TAnswer>> Run<TAnswer>(
        WriteOptions options, Func<TState, ValueTask<Command<TState, TAnswer>>> decide, Func<TState, Presence>? presence = null)
        where TAnswer : class => InTurn(() => StoreFailures.Answer<TAnswer>(
            async () =>
            {
                for (var reading = 1; reading <= MaxReadings; reading++)
                {
                    if (await RunOnce(options, decide, presence) is { } answer)
                    {
                        return answer;
                    }
                }

                return Refusal.Unavailable("The row changed while it was decided on; ask again.");
            },
            "The store could not be asked; the same call may be repeated."));

    /// <returns>Null where the row had changed, and was read again.</returns>
    private async Task<Outcome<TAnswer>?> RunOnce<TAnswer>(
        WriteOptions options, Func<TState, ValueTask<Command<TState, TAnswer>>> decide, Func<TState, Presence>? presence)
        where TAnswer : class
    {
        var present = State;
        if (Repeated<TAnswer>(options) is { } repeated)
        {
            return repeated;
        }

        var command = options.Unmet(presence?.Invoke(present) ?? new(present.Version)) is { } unmet
            ? Command<TState, TAnswer>.Refuse(present, unmet)
            : await decide(present);
        var next = command.Next.ReplacesContentOf(present) ? Raised(present, command.Next) : command.Next;
        var answer = command.Answer(next);
        if (options.OperationId is { } operation && command.IsKept(answer))
        {
            var kept = IdempotencyRecord.Of(operation, options.ContentDigest, time.GetUtcNow(), answer, next.Entity, next.Version);
            next = next.WithOperations(IdempotencyRecords.Add(next.Operations, kept));
        }

        if (!ReferenceEquals(next, present) && !options.DryRun)
        {
            return await Store(next) is { } failure ? failure : answer;
        }

        if (!options.DryRun && !await IsCurrent())
        {
            return null;
        }

        LeaveIfEmpty();
        return answer;
    }

    /// <summary>The next version. Answers that were read from the entity itself are written out before it goes.</summary>
    private static TState Raised(TState present, TState next)
    {
        var raised = next.AtVersion(present.Version + 1);
        return present.Entity is { } replaced
            ? raised.WithOperations(IdempotencyRecords.WrittenOut(raised.Operations, replaced, present.Version))
            : raised;
    }

    private void LeaveIfEmpty()
    {
        if (LeavesIfEmpty && Entity is null)
        {
            Leave("Nothing is stored under this id.");
        }
    }

    private sealed record Done;
}

/// <summary>What a command makes of a row.</summary>
/// <param name="Next">The same object as was given where nothing changes.</param>
/// <param name="Answer">What the caller is answered of the state that is written, which has its version by then.</param>
/// <param name="IsKept">Whether the operation is given this answer whenever it is repeated.</param>
internal readonly record struct Command<TState, TAnswer>(
    TState Next, Func<TState, Outcome<TAnswer>> Answer, Func<Outcome<TAnswer>, bool> IsKept)
    where TState : class
    where TAnswer : class
{
    /// <summary>A refusal that the operation may get over.</summary>
    public static Command<TState, TAnswer> Refuse(TState next, Refusal refusal) => new(next, _ => refusal, static _ => false);
}
