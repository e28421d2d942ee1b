using VocMatch.Contracts.Eligibility;
using VocMatch.Contracts.Identity;

namespace VocMatch.Contracts.Markets;

/// <summary>A placement as it stood at one version of its row.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.PlacementVersion")]
public sealed record PlacementVersion(PlacementId Placement, long Version);

/// <summary>Whether a student may work at a placement, whatever seats are open there.</summary>
/// <param name="Failed">The first constraint that does not hold; null where all do.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.PairJudgement")]
public sealed record PairJudgement(PlacementId Placement, ConstraintResult? Failed);
