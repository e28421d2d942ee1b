using System.Collections.Immutable;
using System.Text.Json;
using VocMatch.Contracts.Json;

namespace VocMatch.Domain.Records;

/// <summary>The platform's JSON as a grain reads it back: members that are null were not written, so none may be demanded.</summary>
internal static class RecordJson
{
    private static readonly JsonSerializerOptions Options = Create();

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="JsonException">The text was not written by <see cref="Write{T}"/>.</exception>
    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"A stored {typeof(T).Name} may not be null.");

    /// <summary>True when both would be written the same: members stand in the order of their declaration, so equal content is equal bytes.</summary>
    public static bool Same<T>(T first, T second) =>
        JsonSerializer.SerializeToUtf8Bytes(first, Options).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(second, Options));

    /// <summary>The same of two arrays. An item that both hold is not written to be compared.</summary>
    public static bool SameItems<T>(ImmutableArray<T> first, ImmutableArray<T> second)
        where T : class
    {
        if (first.Length != second.Length)
        {
            return false;
        }

        for (var i = 0; i < first.Length; i++)
        {
            if (!ReferenceEquals(first[i], second[i]) && !Same(first[i], second[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General);
        WireJson.Configure(options);
        options.RespectRequiredConstructorParameters = false;
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
