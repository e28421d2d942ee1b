using System.Text.Json;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Json;

namespace VocMatch.Storage.States;

/// <summary>The JSON dialect of stored states: that of the wire, but tolerant of what a newer version wrote.</summary>
/// <remarks>
/// A state reads <c>{"schema":1,"entity":{...},...}</c>, camel case, ids and enums as strings. Members this version does not
/// know are skipped, so that it runs on rows of the next one; every rule about values stays as strict as on the wire.
/// </remarks>
internal static class StateJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General);
        WireJson.Configure(options);
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip;
        options.PreferredObjectCreationHandling = JsonObjectCreationHandling.Replace;
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
