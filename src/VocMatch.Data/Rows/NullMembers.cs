using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using VocMatch.Contracts.Json;

namespace VocMatch.Data.Rows;

/// <summary>
/// A member that may be left out may as well be null, and then means its default: clients that are generated from the API document write
/// null for every member that they were not given.
/// </summary>
internal static class NullMembers
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>The text without its null members that might have been left out; null where there are none.</summary>
    /// <exception cref="JsonException">It is not JSON, or names a member twice.</exception>
    public static byte[]? LeftOut(Type type, ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("null"u8) < 0)
        {
            return null;
        }

        var node = JsonNode.Parse(json, documentOptions: Strict);
        return Remove(node, type) ? JsonSerializer.SerializeToUtf8Bytes(node, WireJson.Options) : null;
    }

    private static bool Remove(JsonNode? node, Type type)
    {
        var info = WireJson.Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        var removed = false;
        if (node is JsonArray items && info.Kind == JsonTypeInfoKind.Enumerable)
        {
            foreach (var item in items)
            {
                removed |= Remove(item, info.ElementType!);
            }
        }
        else if (node is JsonObject members && info.Kind == JsonTypeInfoKind.Object)
        {
            foreach (var property in info.Properties.Where(property => members.ContainsKey(property.Name)))
            {
                removed |= members[property.Name] is { } value
                    ? Remove(value, property.PropertyType)
                    : !property.IsRequired && members.Remove(property.Name);
            }
        }

        return removed;
    }
}
