namespace VocMatch.Contracts.Placements;

/// <summary>How the applications for a placement were answered.</summary>
/// <param name="Answered">Shared within the last 180 days, and acted upon.</param>
/// <param name="Overdue">Waiting longer than the employer has to answer.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.AnswerCount")]
public sealed record AnswerCount(int Answered, int Overdue);
