using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;

namespace VocMatch.Grains.Rounds;

/// <summary>Which pass a student takes part in.</summary>
public enum StudentPass
{
    /// <summary>Ranked, and is cleared with those who ranked.</summary>
    First,

    /// <summary>Ranked nothing or too little and agreed to be completed: cleared afterwards, on the seats left over.</summary>
    Second,

    /// <summary>Ranked nothing and did not agree.</summary>
    Out,

    /// <summary>Placed by hand.</summary>
    Fixed,
}

/// <summary>
/// Splits a round's students into passes. Every student stands in exactly one, so nobody of the second can take a seat from one of the
/// first (C10 of the clearing's specification).
/// </summary>
public static class PassPlan
{
    /// <param name="ranked">Placements the student ranked that are in the round.</param>
    public static StudentPass Of(int ranked, bool agreesToCompletion, bool isFixed, RoundSettings settings)
    {
        if (isFixed)
        {
            return StudentPass.Fixed;
        }

        if (settings.SecondPass && agreesToCompletion && ranked < settings.MinimumRanks)
        {
            return StudentPass.Second;
        }

        return ranked > 0 ? StudentPass.First : StudentPass.Out;
    }

    /// <summary>A second-pass list: what the student ranked, then their matches, best first, up to the longest list allowed.</summary>
    public static ImmutableArray<PlacementId> Complete(
        ImmutableArray<PlacementId> ranked, ImmutableArray<PlacementId> matches, RoundSettings settings) =>
        [.. ranked.Concat(matches).Distinct().Take(settings.MaximumRanks)];
}
