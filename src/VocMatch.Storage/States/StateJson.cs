using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using VocMatch.Contracts.Json;

namespace VocMatch.Storage.States;

/// <summary>The JSON dialect of stored states: that of the wire, but tolerant of what a newer version wrote.</summary>
/// <remarks>
/// A state reads <c>{"schema":1,"entity":{...},...}</c>, camel case, ids and enums as strings. Members this version does not
/// know are skipped, so that it runs on rows of the next one; a member that may be null may be absent, which is how null is
/// written. Every rule about values stays as strict as on the wire.
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
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LetNullableMembersBeAbsent } };
        options.MakeReadOnly();
        return options;
    }

    private static void LetNullableMembersBeAbsent(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AssociatedParameter is { IsNullable: true })
            {
                property.IsRequired = false;
            }
        }
    }
}
