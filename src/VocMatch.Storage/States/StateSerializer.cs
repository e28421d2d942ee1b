using System.Text.Json;
using Orleans.Storage;

namespace VocMatch.Storage.States;

/// <summary>Gives Orleans' ADO.NET provider the same JSON as the embedded store: no CLR type name ever reaches a row.</summary>
internal sealed class StateSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, StateJson.Options));

    public T? Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, StateJson.Options);
}
