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

/// <summary>A state of which two collections lie in rows of their own.</summary>
internal sealed record PartedSample : IPartedState<PartedSample>
{
    public string? Text { get; init; }

    [JsonIgnore]
    public Parts<SamplePart> Letters { get; init; } = new(KeyOf);

    [JsonIgnore]
    public Parts<SamplePart> Cards { get; init; } = new(KeyOf);

    public static IReadOnlyList<PartKind<PartedSample>> PartKinds { get; } =
    [
        new PartKind<PartedSample, SamplePart>("letter", KeyOf, state => state.Letters, (state, parts) => state with { Letters = parts }),
        new PartKind<PartedSample, SamplePart>("card", KeyOf, state => state.Cards, (state, parts) => state with { Cards = parts }),
    ];

    private static string KeyOf(SamplePart part) => part.Key;
}

internal sealed record SamplePart(string Key, string Text);
