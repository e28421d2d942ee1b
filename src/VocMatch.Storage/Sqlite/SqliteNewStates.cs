using System.Text.Json;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Records;
using VocMatch.Storage.States;

namespace VocMatch.Storage.Sqlite;

internal sealed class SqliteNewStates(SqliteDatabase database, TimeProvider time) : INewStates
{
    public async Task<IReadOnlyList<bool>> Insert<TState>(
        string stateName,
        IReadOnlyList<NewState<TState>> states,
        CancellationToken cancellation)
    {
        await database.Ready();
        var now = time.GetUtcNow();
        var rows = states
            .Select(s => (
                Row: new StateRow(stateName, s.Key, JsonSerializer.SerializeToUtf8Bytes(s.State, StateJson.Options), now, (s.State as IDueState)?.WakeAt),
                Parts: StateParts<TState>.ChangesOf(s.State, isNew: true)))
            .ToArray();
        return await database.Writer.Write(
            session => Array.ConvertAll(rows, state =>
            {
                var inserted = GrainStateStatements.Insert(session, state.Row);
                if (inserted)
                {
                    GrainStateStatements.WriteParts(session, state.Row.Type, state.Row.Key, state.Parts);
                }

                return inserted;
            }),
            cancellation);
    }
}
