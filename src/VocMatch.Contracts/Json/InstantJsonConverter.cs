using System.Text.Json;
using System.Text.Json.Serialization;

namespace VocMatch.Contracts.Json;

/// <summary>Takes an instant only with its offset: without one, where the server stands would decide when a deadline ends.</summary>
internal sealed class InstantJsonConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var instant) && HasOffset(reader.GetString()!)
            ? instant
            : throw new JsonException("Expected: an instant with an offset such as 2027-01-31T12:00:00+00:00.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    private static bool HasOffset(string text)
    {
        var time = text.IndexOf('T', StringComparison.Ordinal);
        return time >= 0 && (text.EndsWith('Z') || text.AsSpan(time).ContainsAny('+', '-'));
    }
}
