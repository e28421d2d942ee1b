using System.Collections.Immutable;
using System.Text.Json;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Eligibility;

/// <summary>Constraints as machines read them; <see cref="ConstraintWords"/> has them for people.</summary>
internal static class ConstraintNames
{
    /// <summary>The one constraint that is the placement's alone.</summary>
    public const string PlacementOpen = "placementOpen";

    /// <summary>What a ranked placement must be for the round to take it.</summary>
    public const string InRound = "inRound";

    /// <summary>Every constraint that a pair may be asked to meet.</summary>
    public static readonly ImmutableHashSet<string> OfPairs = [.. Enum.GetValues<Constraint>().Select(Of)];

    public static string Of(Constraint constraint) => JsonNamingPolicy.CamelCase.ConvertName(constraint.ToString());
}
