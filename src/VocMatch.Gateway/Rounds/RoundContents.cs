using System.Collections.Immutable;
using VocMatch.Contracts.Rounds;

namespace VocMatch.Gateway.Rounds;

/// <summary>A list as it counts, and what is amiss with it.</summary>
/// <param name="List">Null: nothing was saved yet.</param>
public sealed record JudgedList(RoundList? List, ImmutableArray<ListWarning> Warnings);
