namespace VocMatch.Gateway.Bodies;

/// <param name="Until">Last instant for an answer, inclusive.</param>
public sealed record DeadlineContent(DateTimeOffset Until);
