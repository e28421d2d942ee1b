using System.Numerics;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Pairs;

/// <summary>
/// What a list needs to know of one pair, without the reasons: the score as an <see cref="Explanation"/> gives it, its parts as
/// <see cref="ShownScore"/> shows them, and which constraints fail.
/// </summary>
/// <param name="Units">The score in <see cref="ScoreUnits"/>, as if every constraint held.</param>
/// <param name="Skills">The skills' parts together, in hundredths of a point; the four parts add up to <see cref="Shown"/>.</param>
/// <param name="Occupation">In hundredths of a point.</param>
/// <param name="Proximity">In hundredths of a point.</param>
/// <param name="Conditions">In hundredths of a point.</param>
/// <param name="Failing">The constraints that do not hold as bits: 1 shifted by each.</param>
public readonly record struct PairScore(int Units, int Skills, int Occupation, int Proximity, int Conditions, int Failing)
{
    /// <summary>The score in whole hundredths of a point, a half rounded up.</summary>
    public int Shown => Skills + Occupation + Proximity + Conditions;

    /// <summary>Whether every constraint holds.</summary>
    public bool Eligible => Failing == 0;

    /// <summary>The first constraint that does not hold, in their order; null where all hold.</summary>
    public Constraint? FirstFailing => Failing == 0 ? null : (Constraint)BitOperations.TrailingZeroCount(Failing);
}
