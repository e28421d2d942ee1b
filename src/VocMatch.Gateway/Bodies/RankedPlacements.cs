using System.Collections.Immutable;
using VocMatch.Contracts.Identity;

namespace VocMatch.Gateway.Bodies;

/// <summary>What a student would like, best first.</summary>
/// <param name="Placements">At most 30, none twice; empty takes the preferences back.</param>
public sealed record RankedPlacements(ImmutableArray<PlacementId> Placements);
