using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;

namespace VocMatch.Gateway.Pages;

/// <summary>What a student's page about a round shows: enough to check every answer by hand, on paper.</summary>
public sealed record StudentAppeal(Round Round, StudentResult Result, IReadOnlyDictionary<PlacementId, string> Titles);
