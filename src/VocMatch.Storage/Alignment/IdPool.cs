using System.Collections.Concurrent;
using System.Text.Json;
using VocMatch.Contracts.Identity;
using VocMatch.Storage.States;

namespace VocMatch.Storage.Alignment;

/// <summary>Ids that stand in many rows, such as those of regions and programs, each held once. Safe for concurrent use.</summary>
internal sealed class IdPool<TId>
    where TId : struct, IId<TId>
{
    private readonly ConcurrentDictionary<string, TId> _ids = new(StringComparer.Ordinal);

    /// <summary>The id at which a reader stands.</summary>
    /// <exception cref="JsonException">There is none.</exception>
    public TId Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String && reader.ValueSpan.Length <= IdRule.MaxLength)
        {
            Span<char> text = stackalloc char[IdRule.MaxLength];
            if (_ids.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..reader.CopyString(text)], out var known))
            {
                return known;
            }
        }

        var id = JsonSerializer.Deserialize<TId>(ref reader, StateJson.Options);
        return _ids.GetOrAdd(id.Value, id);
    }
}
