using System.Collections.Immutable;

namespace VocMatch.Matching.Scoring;

/// <summary>
/// A score and its parts in whole hundredths of a point. The score is rounded, a half up; the parts are rounded by largest remainder,
/// so that the parts a person sees add up to the score that person sees.
/// </summary>
public sealed record ShownScore(int Total, ImmutableArray<int> Skills, ImmutableArray<int> Resemblances, int Occupation, int Proximity, int Conditions)
{
    private const int OtherParts = 3;

    // Up to so many parts their working space is on the stack.
    private const int StackParts = 64;

    internal static ShownScore Of(Explanation explanation)
    {
        var total = (int)ScoreUnits.DivideRounded(explanation.Score, ScoreUnits.PerHundredth);
        var skills = explanation.Skills.AsSpan();
        var resemblances = explanation.Resemblances.AsSpan();
        var length = skills.Length + resemblances.Length + OtherParts;
        var parts = length <= StackParts ? stackalloc long[StackParts] : new long[length];
        var shown = length <= StackParts ? stackalloc int[StackParts] : new int[length];
        parts = parts[..length];
        shown = shown[..length];
        for (var i = 0; i < skills.Length; i++)
        {
            parts[i] = skills[i].Units;
        }

        for (var i = 0; i < resemblances.Length; i++)
        {
            parts[skills.Length + i] = resemblances[i].Units;
        }

        parts[^3] = explanation.OccupationUnits;
        parts[^2] = explanation.ProximityUnits;
        parts[^1] = explanation.ConditionsUnits;
        LargestRemainder.Divide(parts, ScoreUnits.PerHundredth, total, shown);
        return new ShownScore(total, [.. shown[..skills.Length]], [.. shown[skills.Length..^OtherParts]], shown[^3], shown[^2], shown[^1]);
    }
}
