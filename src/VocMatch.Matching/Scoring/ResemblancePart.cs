using VocMatch.Matching.Profiles;

namespace VocMatch.Matching.Scoring;

/// <summary>What resembling one occupation or group, as the placement does, adds to a score.</summary>
/// <param name="Feature">Its number under the taxonomy of the score.</param>
/// <param name="Resembled">The occupation or group.</param>
/// <param name="Units">What it adds, in <see cref="ScoreUnits"/>.</param>
public sealed record ResemblancePart(int Feature, ProfileFeature Resembled, int Units);
