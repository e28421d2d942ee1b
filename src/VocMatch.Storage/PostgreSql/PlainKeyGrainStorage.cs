using Orleans.Storage;

namespace VocMatch.Storage.PostgreSql;

/// <summary>Hands Orleans' ADO.NET provider keys that it cannot mistake.</summary>
/// <remarks>
/// The provider reads every key that looks like a hexadecimal number or a GUID as that number, so that 007 and 7, or ab and AB,
/// would share a row. A character in front rules that out; the statements of the schema script take it off again.
/// </remarks>
internal sealed class PlainKeyGrainStorage(IGrainStorage provider) : IGrainStorage
{
    /// <summary>No hexadecimal digit, and not the sign that ends a number in a compound key.</summary>
    private const string Prefix = "=";

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        provider.ReadStateAsync(stateName, Plain(grainId), grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        provider.WriteStateAsync(stateName, Plain(grainId), grainState);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        provider.ClearStateAsync(stateName, Plain(grainId), grainState);

    private static GrainId Plain(GrainId grainId) => GrainId.Create(grainId.Type, IdSpan.Create(Prefix + grainId.Key));
}
