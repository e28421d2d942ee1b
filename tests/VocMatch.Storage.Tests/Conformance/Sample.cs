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
