using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Records;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Records;

/// <summary>The way to write what pure code decided: the next state and the answer together.</summary>
internal sealed partial class EntityRecord<TState, TEntity>
{
    /// <summary>How often a decision is made again because the row had changed behind a stale activation.</summary>
    private const int MaxReadings = 3;

    /// <summary>Writes what <paramref name="decide"/> makes of the present state, and gives its answer, a refusal too, once that is durable.</summary>
    /// <param name="decide">
    /// Gives the next state, the same object where nothing changes and with the same entity where that does not, and the answer. It may
    /// not write.
    /// </param>
    /// <param name="presence">What the options' conditions speak of; null = the record as a whole.</param>
    /// <param name="isFinal">Whether an answer is kept with the operation's id; null = every one that says something.</param>
    /// <remarks>
    /// A refusal is kept with the operation's id like any other answer, but for one that says that nothing is known. What changes nothing
    /// is answered only after the row was found unchanged: an activation that lost its silo must not answer from what it remembers.
    /// </remarks>
    public async Task<Outcome<TAnswer>> Decide<TAnswer>(
        WriteOptions options,
        Func<TState, ValueTask<Decision<TState, Outcome<TAnswer>>>> decide,
        Func<Outcome<TAnswer>, bool>? isFinal = null,
        Func<TState, Presence>? presence = null)
        where TAnswer : class
    {
        await _writing.WaitAsync();
        try
        {
            for (var reading = 1; reading <= MaxReadings; reading++)
            {
                if (await DecideInTurn(options, decide, isFinal, presence) is { } answer)
                {
                    return answer;
                }
            }

            return Refusal.Unavailable("The row changed while it was decided on; ask again.");
        }
        catch (Exception failure) when (StoreFailures.IsLoss(failure))
        {
            return Refusal.Unavailable("The store could not be asked; the same call may be repeated.");
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <returns>Null where the row had changed, and was read again.</returns>
    private async Task<Outcome<TAnswer>?> DecideInTurn<TAnswer>(
        WriteOptions options,
        Func<TState, ValueTask<Decision<TState, Outcome<TAnswer>>>> decide,
        Func<Outcome<TAnswer>, bool>? isFinal,
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
            return unmet;
        }

        var (next, answer, _) = await decide(present);
        if (!ReferenceEquals(next.Entity, present.Entity))
        {
            next = next.AtVersion(present.Version + 1);
        }

        var kept = next.Entity is not null && answer.Refusal?.Kind is not RefusalKind.Unavailable && isFinal?.Invoke(answer) is not false;
        if (kept && options.OperationId is { } operation)
        {
            next = next.WithReceipts(Receipts.Add(present.Receipts, Receipt.Of(operation, options.ContentDigest, time.GetUtcNow(), answer)));
        }

        if (!ReferenceEquals(next, present))
        {
            return await Store(next, options) is { } failure ? failure : answer;
        }

        var held = stored.Etag;
        await stored.ReadStateAsync();
        if (held != stored.Etag)
        {
            return null;
        }

        LeaveIfEmpty();
        return answer;
    }
}
