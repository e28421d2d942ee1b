using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VocMatch.Data.Rows;

/// <summary>A row of two records written as one JSON object: a head (the id and what to do with it) and the content.</summary>
public interface IFlatRow<TRow, THead, TContent>
    where TRow : class, IFlatRow<TRow, THead, TContent>
{
    THead Head { get; }

    TContent Content { get; }

    static abstract TRow Join(THead head, TContent content);
}

/// <summary>Lets a reader of columns see of which records a flat row is made.</summary>
internal interface IFlatRowParts
{
    Type Head { get; }

    Type Content { get; }
}

/// <summary>
/// Deals the members of an object out to the head and the content, and has each read by the platform's own strict
/// dialect: an unknown or repeated member is refused there, with its path.
/// </summary>
internal sealed class FlatRowConverter<TRow, THead, TContent> : JsonConverter<TRow>, IFlatRowParts
    where TRow : class, IFlatRow<TRow, THead, TContent>
    where THead : class
    where TContent : class
{
    public Type Head => typeof(THead);

    public Type Content => typeof(TContent);

    public override TRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A row is an object.");
        }

        var headMembers = options.GetTypeInfo(typeof(THead)).Properties;
        var head = new ArrayBufferWriter<byte>(128);
        var content = new ArrayBufferWriter<byte>(1024);
        using (var headWriter = new Utf8JsonWriter(head))
        using (var contentWriter = new Utf8JsonWriter(content))
        {
            headWriter.WriteStartObject();
            contentWriter.WriteStartObject();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                var writer = headMembers.Any(m => m.Name == name) ? headWriter : contentWriter;
                writer.WritePropertyName(name);
                reader.Read();
                CopyValue(ref reader, writer);
            }

            headWriter.WriteEndObject();
            contentWriter.WriteEndObject();
        }

        return TRow.Join(
            JsonSerializer.Deserialize<THead>(head.WrittenSpan, options)!,
            JsonSerializer.Deserialize<TContent>(content.WrittenSpan, options)!);
    }

    public override void Write(Utf8JsonWriter writer, TRow value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        WriteMembers(writer, value.Head, options);
        WriteMembers(writer, value.Content, options);
        writer.WriteEndObject();
    }

    /// <summary>Copies a whole value; raw, so that a number keeps the digits it was written with.</summary>
    private static void CopyValue(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        writer.WriteRawValue(value.RootElement.GetRawText());
    }

    private static void WriteMembers<TPart>(Utf8JsonWriter writer, TPart part, JsonSerializerOptions options)
        where TPart : class
    {
        foreach (var member in options.GetTypeInfo(typeof(TPart)).Properties)
        {
            if (member.Get?.Invoke(part) is { } value)
            {
                writer.WritePropertyName(member.Name);
                JsonSerializer.Serialize(writer, value, member.PropertyType, options);
            }
        }
    }
}
