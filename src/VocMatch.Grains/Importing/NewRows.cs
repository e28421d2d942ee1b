using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Importing;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Records;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Importing;

/// <summary>Stores the rows that are new in one transaction, and hands those that exist to their grains.</summary>
internal sealed partial class NewRows(INewStates newStates, ILogger<NewRows> logger)
{
    /// <param name="decide">Makes the state of a row that is new, or says why not.</param>
    /// <param name="exists">Writes a row whose id is taken.</param>
    /// <param name="stored">Called with the rows that were stored, before they are answered.</param>
    public async Task<ImmutableArray<Outcome<RowImported>>> Write<TRow, TState, TEntity>(
        ImmutableArray<TRow> rows,
        string stateName,
        Func<TRow, string> key,
        Func<TRow, Outcome<TState>> decide,
        Func<TRow, Task<Outcome<RowImported>>> exists,
        Func<IReadOnlyList<(TRow Row, TEntity Entity)>, Task> stored)
        where TState : class, IEntityState<TState, TEntity>
        where TEntity : class
    {
        var outcomes = new Outcome<RowImported>[rows.Length];
        var fit = new List<(int Position, TState State)>(rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            var decision = decide(rows[i]);
            if (decision.Succeeded)
            {
                fit.Add((i, decision.Value.AtVersion(1)));
            }
            else
            {
                outcomes[i] = decision.Refusal;
            }
        }

        if (await Insert(stateName, [.. fit.Select(entry => new NewState<TState>(key(rows[entry.Position]), entry.State))]) is not { } inserted)
        {
            fit.ForEach(entry => outcomes[entry.Position] = Refusal.Unavailable("The store did not confirm the row; it may be imported again."));
            return [.. outcomes];
        }

        var taken = new List<int>();
        var isNew = new List<(TRow, TEntity)>(fit.Count);
        for (var i = 0; i < fit.Count; i++)
        {
            var (position, state) = fit[i];
            if (inserted[i])
            {
                outcomes[position] = new RowImported(Change.Created);
                isNew.Add((rows[position], state.Entity!));
            }
            else
            {
                taken.Add(position);
            }
        }

        await stored(isNew);

        // Rows of one id one after the other, so that the last one stands.
        await ManyGrains.Send(taken.GroupBy(position => key(rows[position]), StringComparer.Ordinal), async same =>
        {
            foreach (var position in same)
            {
                outcomes[position] = await exists(rows[position]);
            }
        });
        return [.. outcomes];
    }

    /// <returns>Null where the store failed, and what was stored is not known.</returns>
    public async Task<IReadOnlyList<bool>?> Insert<TState>(string stateName, IReadOnlyList<NewState<TState>> states)
    {
        try
        {
            return states.Count == 0 ? [] : await newStates.Insert(stateName, states);
        }
        catch (Exception failure) when (StoreFailures.IsLoss(failure))
        {
            LogNotStored(logger, states.Count, stateName, failure);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} new rows of {State} could not be stored.")]
    private static partial void LogNotStored(ILogger logger, int count, string state, Exception failure);
}
