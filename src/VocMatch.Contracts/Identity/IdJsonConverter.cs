using System.Text.Json;
using System.Text.Json.Serialization;

namespace VocMatch.Contracts.Identity;

/// <summary>Writes an id as a JSON string, also as a property name, and refuses one that breaks <see cref="IdRule"/>.</summary>
public sealed class IdJsonConverter<TId> : JsonConverter<TId>
    where TId : struct, IId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? Parse(reader.GetString())
            : throw new JsonException($"An id is a string: {IdRule.Text}.");

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(reader.GetString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);

    private static TId Parse(string? value) =>
        TId.TryParse(value, null, out var id) ? id : throw new JsonException($"'{value}' is no id: {IdRule.Text}.");
}
