using System.Collections.Immutable;
using VocMatch.Contracts.Rounds;

namespace VocMatch.Domain.Rounds;

/// <summary>Everything a lock freezes, in memory.</summary>
/// <param name="Policy">Scoring policy and epoch of the priorities.</param>
internal sealed record RoundInputs(
    ImmutableArray<FrozenEmployer> Employers,
    ImmutableArray<FrozenPlacement> Placements,
    ImmutableArray<FrozenStudent> Students,
    CompletenessReport Report,
    string Policy);
