using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using VocMatch.Contracts.Json;

namespace VocMatch.Storage.States;

/// <summary>The JSON dialect of stored states: that of the wire, but tolerant of what a newer version wrote.</summary>
/// <remarks>
/// A state reads <c>{"schema":1,"entity":{...},...}</c>, camel case, ids and enums as strings. Members this version does not
/// know are skipped, so that it runs on rows of the next one; a member that may be null may be absent, which is how null is
/// written, and so is an empty array where the type itself begins with one. Every sign stands as it is, since a row is never put
/// into a page: an answer is written anew from what was read. Every rule about values stays as strict as on the wire.
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
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LetNullableMembersBeAbsent, LeaveOutEmptyArrays } };
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
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

    /// <summary>Only members that no constructor asks for, and that a new object has as an empty array: absent they read as what they were.</summary>
    private static void LeaveOutEmptyArrays(JsonTypeInfo type)
    {
        if (type is not { Kind: JsonTypeInfoKind.Object, CreateObject: { } create })
        {
            return;
        }

        object? fresh = null;
        foreach (var property in type.Properties)
        {
            if (property is { IsRequired: false, AssociatedParameter: null, Get: { } get, Set: not null, ShouldSerialize: null }
                && typeof(ICollection).IsAssignableFrom(property.PropertyType)
                && IsEmpty(get(fresh ??= create())))
            {
                property.ShouldSerialize = static (_, value) => !IsEmpty(value);
            }
        }
    }

    /// <summary>An immutable array that was never given a value is none that could be left out: to ask how long it is fails.</summary>
    private static bool IsEmpty(object? value) => value is ICollection { Count: 0 };
}
