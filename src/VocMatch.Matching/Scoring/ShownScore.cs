using System.Collections.Immutable;

namespace VocMatch.Matching.Scoring;

/// <summary>
/// A score and its parts in whole hundredths of a point. The score is rounded, a half up; the parts are rounded by largest remainder,
/// so that the parts a person sees add up to the score that person sees.
/// </summary>
public sealed record ShownScore(int Total, ImmutableArray<int> Skills, int Occupation, int Proximity, int Conditions)
{
    private const int UnitsPerHundredth = ScoreUnits.PerPoint / 100;

    internal static ShownScore Of(Explanation explanation)
    {
        var total = (int)ScoreUnits.DivideRounded(explanation.Score, UnitsPerHundredth);
        long[] parts =
        [
            .. explanation.Skills.Select(part => (long)part.Units),
            explanation.OccupationUnits, explanation.ProximityUnits, explanation.ConditionsUnits,
        ];
        var shown = LargestRemainder.Divide(parts, UnitsPerHundredth, total);
        return new ShownScore(total, [.. shown[..^3]], shown[^3], shown[^2], shown[^1]);
    }
}
