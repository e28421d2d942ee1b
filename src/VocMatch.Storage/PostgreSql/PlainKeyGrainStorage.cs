using Orleans.Storage;

namespace VocMatch.Storage.PostgreSql;

/// <summary>Hands Orleans' ADO.NET provider keys that it cannot mistake, and no more calls at once than there are connections.</summary>
/// <remarks>
/// However many grains read and write at once, as after a restart, each waits for its turn: none is failed by the pool for waiting long.
/// The provider reads every key that looks like a hexadecimal number or a GUID as that number, so that 007 and 7, or ab and AB,
/// would share a row. A character in front rules that out; the statements of the schema script take it off again.
/// </remarks>
internal sealed class PlainKeyGrainStorage(IGrainStorage provider, int connections) : IGrainStorage
{
    private readonly SemaphoreSlim _free = new(connections, connections);

    /// <summary>No hexadecimal digit, and not the sign that ends a number in a compound key.</summary>
    private const string Prefix = "=";

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        InTurn(() => provider.ReadStateAsync(stateName, Plain(grainId), grainState));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        InTurn(() => provider.WriteStateAsync(stateName, Plain(grainId), grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        InTurn(() => provider.ClearStateAsync(stateName, Plain(grainId), grainState));

    private static GrainId Plain(GrainId grainId) => GrainId.Create(grainId.Type, IdSpan.Create(Prefix + grainId.Key));

    private async Task InTurn(Func<Task> call)
    {
        await _free.WaitAsync();
        try
        {
            await call();
        }
        finally
        {
            _free.Release();
        }
    }
}
