using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using VocMatch.Contracts.Storing;

namespace VocMatch.Storage.Sqlite;

/// <summary>What is searched of a state: read off its JSON once, on the thread of whoever writes, so that the writer's thread parses nothing.</summary>
/// <param name="Columns">In the order of <see cref="ColumnNames"/>; text, 64 bit integer or null.</param>
internal sealed record StateFacts(object?[] Columns)
{
    /// <summary>Columns that a write of the same posting or profile leaves as they are; each of them is in an index of its own.</summary>
    public static IReadOnlyList<string> LastingNames { get; } = ["region", "school", "program", "employer", "occupation", "apply_by", "tags"];

    public static IReadOnlyList<string> ColumnNames { get; } = [.. LastingNames, "status", "entity_version", "open_seats"];

    private static readonly FrozenDictionary<string, Members> s_searched = new Dictionary<string, string[]>
    {
        [StateNames.Placement] =
        [
            "region=entity.region", "status=entity.status", "entity_version=entity.version", "open_seats=entity.openSeats",
            "occupation=entity.posting.occupation", "employer=entity.posting.employer", "apply_by=entity.posting.applyBy",
            "tags=entity.posting.reserves",
        ],
        [StateNames.Student] =
        [
            "region=entity.profile.region", "school=entity.profile.school", "program=entity.profile.program", "entity_version=entity.version",
            "tags=entity.profile.tags",
        ],
        [StateNames.Program] = ["status=entity.status", "school=entity.content.school"],
        [StateNames.School] = ["region=entity.profile.region"],
        [StateNames.Round] = ["status=entity.phase"],
    }.ToFrozenDictionary(entry => entry.Key, entry => Members.Of(entry.Value), StringComparer.Ordinal);

    /// <summary>Null of a state that nothing is searched of.</summary>
    /// <param name="payload">JSON as UTF-8; null of a cleared state, whose columns are null.</param>
    public static StateFacts? Of(string type, ReadOnlySpan<byte> payload)
    {
        if (!s_searched.TryGetValue(type, out var members))
        {
            return null;
        }

        var facts = new StateFacts(new object?[ColumnNames.Count]);
        if (!payload.IsEmpty)
        {
            var reader = new Utf8JsonReader(payload);
            reader.Read();
            facts.Read(ref reader, members, stopsEarly: true);
        }

        return facts;
    }

    /// <param name="stopsEarly">Leaves the rest of the object unread once every member was found.</param>
    private void Read(ref Utf8JsonReader reader, Members members, bool stopsEarly)
    {
        var missing = members.Count;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var member = members.Find(ref reader);
            reader.Read();
            switch (member)
            {
                case { Column: { } column }:
                    Columns[column] = Value(ref reader);
                    break;
                case { Inner: { } inner } when reader.TokenType is JsonTokenType.StartObject:
                    Read(ref reader, inner, stopsEarly: false);
                    break;
                default:
                    reader.Skip();
                    break;
            }

            if (member is not null && --missing == 0 && stopsEarly)
            {
                return;
            }
        }
    }

    private static object? Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => reader.GetInt64(),
        JsonTokenType.Null => null,
        JsonTokenType.StartArray => Tags(ref reader),
        _ => throw new JsonException($"A {reader.TokenType} is no value of a column."),
    };

    /// <summary>Texts, or what is called tag in objects, as an array of texts; null of an empty array.</summary>
    private static string? Tags(ref Utf8JsonReader reader)
    {
        var tags = new SortedSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            if (reader.TokenType is JsonTokenType.String)
            {
                tags.Add(reader.GetString()!);
                continue;
            }

            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var isTag = reader.ValueTextEquals("tag"u8);
                reader.Read();
                if (isTag)
                {
                    tags.Add(reader.GetString()!);
                }
                else
                {
                    reader.Skip();
                }
            }
        }

        return tags.Count == 0 ? null : JsonSerializer.Serialize(tags);
    }

    /// <summary>A member of an object on the way to what is searched: a column, or an object with more.</summary>
    private sealed record Member(byte[] Name, int? Column, Members? Inner);

    private sealed class Members(Member[] all)
    {
        public int Count => all.Length;

        /// <param name="paths"><c>column=member.member</c></param>
        public static Members Of(IEnumerable<string> paths) => Under(paths.Select(path => path.Split('=')).Select(path => (path[0], path[1].Split('.'))));

        public Member? Find(ref Utf8JsonReader reader)
        {
            foreach (var member in all)
            {
                if (reader.ValueTextEquals(member.Name))
                {
                    return member;
                }
            }

            return null;
        }

        private static Members Under(IEnumerable<(string Target, string[] Path)> paths) => new(
        [
            .. paths.GroupBy(path => path.Path[0]).Select(same => (Name: Encoding.UTF8.GetBytes(same.Key), Paths: same.ToList())).Select(member =>
                member.Paths is [{ Path.Length: 1, Target: var target }]
                    ? new Member(member.Name, IndexOf(target), null)
                    : new Member(member.Name, null, Under(member.Paths.Select(path => (path.Target, path.Path[1..]))))),
        ]);

        private static int IndexOf(string column) => ColumnNames.Select((name, i) => (name, i)).Single(entry => entry.name == column).i;
    }
}
