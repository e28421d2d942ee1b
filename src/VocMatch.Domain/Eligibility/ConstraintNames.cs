using System.Collections.Immutable;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Eligibility;

/// <summary>What keeps a pair apart beside the constraints of matching, as machines and people read it; those are declared in <see cref="Constraints"/>.</summary>
internal static class ConstraintNames
{
    /// <summary>The one constraint that is the placement's alone.</summary>
    public const string PlacementOpen = "placementOpen";

    /// <summary>What a ranked placement must be for the round to take it.</summary>
    public const string InRound = "inRound";

    public const string StudentKnown = "student";

    public static readonly ImmutableArray<(string Name, string Words)> BesideMatching =
        [(PlacementOpen, "placement open"), (InRound, "placement in the round"), (StudentKnown, "student known")];

    /// <summary>Every constraint that two people may waive for a pair placed by hand.</summary>
    public static readonly ImmutableHashSet<string> OfPairs =
        [.. Constraints.All.Where(constraint => constraint.CanBeOverridden).Select(constraint => constraint.Name)];
}
