using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Students;
using VocMatch.Storage.States;

namespace VocMatch.Storage.Alignment;

/// <summary>
/// Reads of stored students what is counted, and no further: behind the entity come lists and idempotency records that are several times as long.
/// A report reads all students of a country, so the members that all of them have are taken from the text one by one. Safe for concurrent use.
/// </summary>
internal sealed class StudentDocuments
{
    private readonly IdPool<ProgramId> _programs = new();
    private readonly IdPool<RegionId> _regions = new();
    private readonly ConcurrentDictionary<string, string> _tags = new(StringComparer.Ordinal);

    /// <param name="json">A student's state in UTF-8.</param>
    /// <exception cref="JsonException">It is none.</exception>
    public CountedStudent Read(ReadOnlySpan<byte> json, DateOnly? birthDate, Sex? sex)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("entity"u8))
            {
                reader.Read();
                return Entity(ref reader, birthDate, sex);
            }

            reader.Skip();
        }

        throw new JsonException("A stored student has no member 'entity'.");
    }

    private CountedStudent Entity(ref Utf8JsonReader reader, DateOnly? birthDate, Sex? sex)
    {
        StudentId? id = null;
        Profile? profile = null;
        ImmutableArray<CommitmentShape> commitments = [];
        ImmutableArray<HeldShape> held = [];
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("id"u8))
            {
                id = Value<StudentId>(ref reader);
            }
            else if (reader.ValueTextEquals("profile"u8))
            {
                reader.Read();
                profile = ProfileOf(ref reader);
            }
            else if (reader.ValueTextEquals("commitments"u8))
            {
                commitments = Value<ImmutableArray<CommitmentShape>?>(ref reader) ?? [];
            }
            else if (reader.ValueTextEquals("held"u8))
            {
                held = Value<ImmutableArray<HeldShape>?>(ref reader) ?? [];
            }
            else
            {
                reader.Skip();
            }
        }

        var known = profile ?? throw Missing("profile");
        return new(
            id ?? throw Missing("id"),
            known.Program ?? throw Missing("profile.program"),
            known.Region ?? throw Missing("profile.region"),
            known.Tags,
            birthDate,
            sex,
            commitments.IsEmpty ? [] : [.. commitments.Select(taken => new TakenSeat(taken.Placement, taken.Pattern.FirstDay, taken.Pattern.LastDay))],
            known.Generated,
            held.IsEmpty ? [] : [.. held.Select(one => one.Until)],
            known.LeftOn);
    }

    private Profile ProfileOf(ref Utf8JsonReader reader)
    {
        var profile = new Profile { Tags = [] };
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("program"u8))
            {
                reader.Read();
                profile.Program = _programs.Read(ref reader);
            }
            else if (reader.ValueTextEquals("region"u8))
            {
                reader.Read();
                profile.Region = _regions.Read(ref reader);
            }
            else if (reader.ValueTextEquals("tags"u8))
            {
                profile.Tags = Tags(ref reader);
            }
            else if (reader.ValueTextEquals("generated"u8))
            {
                reader.Read();
                profile.Generated = reader.GetBoolean();
            }
            else if (reader.ValueTextEquals("leftOn"u8))
            {
                profile.LeftOn = Value<DateOnly?>(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return profile;
    }

    /// <summary>Tags are words that many students share.</summary>
    private ImmutableArray<string> Tags(ref Utf8JsonReader reader)
    {
        var tags = Value<ImmutableArray<string>?>(ref reader) ?? [];
        return tags.IsEmpty ? [] : [.. tags.Select(tag => _tags.GetOrAdd(tag, tag))];
    }

    /// <summary>The next member of the object in or at whose beginning the reader stands; false at its end.</summary>
    private static bool NextMember(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.Null)
        {
            throw new JsonException("A stored student has null where an object belongs.");
        }

        reader.Read();
        return reader.TokenType is JsonTokenType.PropertyName;
    }

    private static T? Value<T>(ref Utf8JsonReader reader)
    {
        reader.Read();
        return JsonSerializer.Deserialize<T>(ref reader, StateJson.Options);
    }

    private static JsonException Missing(string member) => new($"A stored student has no member '{member}'.");

    private record struct Profile
    {
        public ProgramId? Program { get; set; }

        public RegionId? Region { get; set; }

        public ImmutableArray<string> Tags { get; set; }

        public bool Generated { get; set; }

        public DateOnly? LeftOn { get; set; }
    }
}
