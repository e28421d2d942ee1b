namespace VocMatch.Contracts.Events;

/// <summary>An event that is on its way again, or work that is begun again.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.Redriven")]
public sealed record Redriven(string EventId, DateTimeOffset At);
