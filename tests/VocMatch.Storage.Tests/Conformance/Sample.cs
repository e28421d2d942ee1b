using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Domain.Records;

namespace VocMatch.Storage.Tests.Conformance;

/// <summary>A state like any other.</summary>
public sealed record Sample
{
    public string? Text { get; init; }

    public long Number { get; init; }

    public DateTimeOffset? When { get; init; }
}

/// <summary>The same state as a later version writes it.</summary>
public sealed record NewerSample
{
    public string? Text { get; init; }

    public string[] Added { get; init; } = [];
}

/// <summary>A state of which four collections lie in rows of their own: two that only grow, one that is replaced, and one that is a queue.</summary>
internal sealed record PartedSample : IPartedState<PartedSample>
{
    public string? Text { get; init; }

    [JsonIgnore]
    public Parts<SamplePart> Letters { get; init; } = new(KeyOf);

    [JsonIgnore]
    public Parts<SamplePart> Cards { get; init; } = new(KeyOf);

    [JsonIgnore]
    public ImmutableArray<SamplePart> Table { get; init; } = [];

    [JsonIgnore]
    public ImmutableArray<SampleNumber> Queue { get; init; } = [];

    [JsonIgnore]
    public StoredArrays Stored { get; init; } = new();

    public static IReadOnlyList<PartKind<PartedSample>> PartKinds { get; } =
    [
        new PartKind<PartedSample, SamplePart>("letter", KeyOf, state => state.Letters, (state, parts) => state with { Letters = parts }),
        new PartKind<PartedSample, SamplePart>("card", KeyOf, state => state.Cards, (state, parts) => state with { Cards = parts }),
        new ArrayPartKind<PartedSample, SamplePart>(
            "table", KeyOf, state => state.Table, (state, parts) => state with { Table = parts }, state => state.Stored),
        new ArrayPartKind<PartedSample, SampleNumber>(
            "queue", part => part.Text, state => state.Queue, (state, parts) => state with { Queue = parts }, state => state.Stored, part => part.Number),
    ];

    private static string KeyOf(SamplePart part) => part.Key;
}

internal sealed record SamplePart(string Key, string Text);

/// <param name="Number">Rises along a queue.</param>
internal readonly record struct SampleNumber(long Number, string Text);
