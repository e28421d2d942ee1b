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
            .Select(s => new StateRow(stateName, s.Key, JsonSerializer.SerializeToUtf8Bytes(s.State, StateJson.Options), now, (s.State as IDueState)?.WakeAt))
            .ToArray();
        return await database.Writer.Write(
            session => Array.ConvertAll(rows, row => GrainStateStatements.Insert(session, row)),
            cancellation);
    }
}
