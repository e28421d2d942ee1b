using System.Collections.Immutable;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>A placement with its score for one student, in <see cref="ScoreUnits"/>.</summary>
public readonly record struct RankedPlacement(PlacementFacts Placement, int Score);

/// <summary>A student with the score for one placement, in <see cref="ScoreUnits"/>.</summary>
public readonly record struct RankedStudent(StudentFacts Student, int Score);

/// <summary>
/// The best placements of a student, best first, equal scores in the byte order of their ids.
/// </summary>
/// <param name="Version">The version of the index that answered.</param>
/// <param name="Scorer">The policy and epoch that scored; it explains each of them to the last unit.</param>
/// <param name="Ranked">At most as many as were asked for.</param>
public sealed record TopPlacements(long Version, Scorer Scorer, ImmutableArray<RankedPlacement> Ranked);

/// <summary>
/// The best students of a placement, best first, equal scores in the byte order of their ids.
/// </summary>
/// <param name="Version">The version of the index that answered.</param>
/// <param name="Scorer">The policy and epoch that scored; it explains each of them to the last unit.</param>
/// <param name="Ranked">At most as many as were asked for.</param>
public sealed record TopStudents(long Version, Scorer Scorer, ImmutableArray<RankedStudent> Ranked);
