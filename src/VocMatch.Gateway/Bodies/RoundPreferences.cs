using System.Collections.Immutable;
using VocMatch.Contracts.Identity;

namespace VocMatch.Gateway.Bodies;

/// <summary>What a student ranks in a round, best first.</summary>
/// <param name="Placements">None twice; as many as the round allows.</param>
/// <param name="AgreesToCompletion">Where the own choices leave the student without a place, they get a seat left over that they did not rank; nobody loses a choice by agreeing.</param>
public sealed record RoundPreferences(ImmutableArray<PlacementId> Placements, bool AgreesToCompletion = false);
