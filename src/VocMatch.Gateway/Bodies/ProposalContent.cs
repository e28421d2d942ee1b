using VocMatch.Contracts.Placements;

namespace VocMatch.Gateway.Bodies;

/// <summary>Other terms for those who have an offer or a seat.</summary>
/// <param name="Posting">The whole posting, as it would be.</param>
/// <param name="AnswerBy">Last instant for an answer, inclusive; in the future, at most 60 days away.</param>
public sealed record ProposalContent(PlacementPosting Posting, DateTimeOffset AnswerBy);
